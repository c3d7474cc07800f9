using Refit;

namespace Integrations.Rezen;

/// <summary>Query of agents of all states. A property that is null is not sent.</summary>
public sealed record RezenAgentsLiteQuery
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

    /// <summary>First name. Observed.</summary>
    [AliasAs("firstName")]
    public string? FirstName { get; init; }

    /// <summary>Last name. Observed.</summary>
    [AliasAs("lastName")]
    public string? LastName { get; init; }

    /// <summary>E-mail address. Observed.</summary>
    [AliasAs("email")]
    public string? Email { get; init; }

    /// <summary>Text to look for. Observed.</summary>
    [AliasAs("searchText")]
    public string? SearchText { get; init; }
}
