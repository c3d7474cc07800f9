using Refit;

namespace Integrations.Fub;

/// <summary>Query of related contacts. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubRelationshipsQuery
{
    /// <summary>Rows per page, 1 to 100; the vendor takes 10 when absent. Documented.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary>Rows to skip. Beyond 2,000 the vendor asks for a token instead. Documented; the number is observed.</summary>
    [AliasAs("offset")]
    public int? Offset { get; init; }

    /// <summary>Token of the page before. Documented.</summary>
    [AliasAs("next")]
    public string? Next { get; init; }

    /// <summary>Property to sort by, with a minus for descending. Documented.</summary>
    [AliasAs("sort")]
    public string? Sort { get; init; }

    /// <summary>Person. Documented.</summary>
    [AliasAs("personId")]
    public long? PersonId { get; init; }

    /// <summary>Full name. Documented.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }

    /// <summary>First name. Documented.</summary>
    [AliasAs("firstName")]
    public string? FirstName { get; init; }

    /// <summary>Last name. Documented.</summary>
    [AliasAs("lastName")]
    public string? LastName { get; init; }
}
