using Refit;

namespace Integrations.Rezen;

/// <summary>Query of active agents. A property that is null is not sent.</summary>
public sealed record RezenAgentsQuery
{
    /// <summary>Page, from 0. The vendor takes 0 when absent. Observed.</summary>
    [AliasAs("pageNumber")]
    public int? PageNumber { get; init; }

    /// <summary>Rows per page. The most that the vendor gives is unknown; up to 1,000 was used (Observed).</summary>
    [AliasAs("pageSize")]
    public int? PageSize { get; init; }

    /// <summary>Words to sort by, of an enumeration such as <c>LAST_NAME</c>; another word is refused with 400. Observed.</summary>
    [AliasAs("sortBy")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? SortBy { get; init; }

    /// <summary><c>ASC</c> or <c>DESC</c>. Observed.</summary>
    [AliasAs("sortDirection")]
    public string? SortDirection { get; init; }

    /// <summary>Name. Observed.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }

    /// <summary>E-mail address. Observed.</summary>
    [AliasAs("email")]
    public string? Email { get; init; }

    /// <summary>Phone number. Observed.</summary>
    [AliasAs("phone")]
    public string? Phone { get; init; }

    /// <summary>Observed.</summary>
    [AliasAs("nonReportable")]
    public bool? NonReportable { get; init; }

    /// <summary>Countries; any of them. Observed.</summary>
    [AliasAs("country")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? Country { get; init; }

    /// <summary>States in full, upper case; any of them. Observed.</summary>
    [AliasAs("stateOrProvince")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? StateOrProvince { get; init; }
}
