using Refit;

namespace Integrations.Fub;

/// <summary>Query of deals. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubDealsQuery : FubFilteredQuery
{
    /// <summary>Pipeline. Documented.</summary>
    [AliasAs("pipelineId")]
    public long? PipelineId { get; init; }

    /// <summary>User. Documented.</summary>
    [AliasAs("userId")]
    public long? UserId { get; init; }

    /// <summary>Person. Documented.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary><c>Active</c>, <c>Archived</c> or <c>Deleted</c>. Documented.</summary>
    [AliasAs("status")]
    public string? Status { get; init; }

    /// <summary>1 to report archived deals. Documented as a number.</summary>
    [AliasAs("includeArchived")]
    public int? IncludeArchived { get; init; }

    /// <summary>1 to report deleted deals. Documented as a number.</summary>
    [AliasAs("includeDeleted")]
    public int? IncludeDeleted { get; init; }
}
