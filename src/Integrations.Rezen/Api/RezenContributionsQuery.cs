using Refit;

namespace Integrations.Rezen;

/// <summary>Query of contributions and contributors. A property that is null is not sent.</summary>
public sealed record RezenContributionsQuery
{
    /// <summary>Page, from 0. The vendor takes 0 when absent. Observed.</summary>
    [AliasAs("pageNumber")]
    public int? PageNumber { get; init; }

    /// <summary>Rows per page. The most that the vendor gives is unknown; up to 1,000 was used (Observed).</summary>
    [AliasAs("pageSize")]
    public int? PageSize { get; init; }

    /// <summary>First day. Documented, second hand.</summary>
    [AliasAs("startDate")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? StartDate { get; init; }

    /// <summary>Last day. Documented, second hand.</summary>
    [AliasAs("endDate")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? EndDate { get; init; }

    /// <summary>True for those that were missed. Documented, second hand, for contributions.</summary>
    [AliasAs("missed")]
    public bool? Missed { get; init; }
}
