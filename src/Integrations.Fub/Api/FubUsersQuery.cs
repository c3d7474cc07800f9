using Refit;

namespace Integrations.Fub;

/// <summary>Query of users. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubUsersQuery
{
    /// <summary>Rows per page, 1 to 100; the vendor takes 10 when absent. Documented.</summary>
    [AliasAs("limit")]
    public int? Limit { get; init; }

    /// <summary>Rows to skip. Beyond 2,000 the vendor asks for <see cref="Next"/> instead. Documented; the number is observed.</summary>
    [AliasAs("offset")]
    public int? Offset { get; init; }

    /// <summary>Token of the page before. Documented.</summary>
    [AliasAs("next")]
    public string? Next { get; init; }

    /// <summary>Property to sort by, with a minus for descending. Documented.</summary>
    [AliasAs("sort")]
    public string? Sort { get; init; }

    /// <summary><c>allFields</c>, or <c>allFields,calling</c> for calling settings. Documented.</summary>
    [AliasAs("fields")]
    public string? Fields { get; init; }

    /// <summary>True to report deleted users. Documented; false when absent.</summary>
    [AliasAs("includeDeleted")]
    public bool? IncludeDeleted { get; init; }

    /// <summary>Role. Documented.</summary>
    [AliasAs("role")]
    public string? Role { get; init; }

    /// <summary>Exact name. Documented.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }

    /// <summary>E-mail address. Documented.</summary>
    [AliasAs("email")]
    public string? Email { get; init; }
}
