using Refit;

namespace Integrations.Rezen;

/// <summary>Query of teams. A property that is null is not sent.</summary>
public sealed record RezenTeamsQuery
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

    /// <summary>Team. Documented, second hand.</summary>
    [AliasAs("id")]
    public string? Id { get; init; }

    /// <summary>Name. Documented, second hand.</summary>
    [AliasAs("name")]
    public string? Name { get; init; }

    /// <summary>Text to look for. Documented, second hand.</summary>
    [AliasAs("searchText")]
    public string? SearchText { get; init; }

    /// <summary>State. Documented, second hand.</summary>
    [AliasAs("status")]
    public string? Status { get; init; }

    /// <summary>Kind. Documented, second hand.</summary>
    [AliasAs("teamType")]
    public string? TeamType { get; init; }

    /// <summary>Only teams made on or after this day. Documented, second hand.</summary>
    [AliasAs("createdAtStart")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? CreatedAtStart { get; init; }

    /// <summary>Only teams made on or before this day. Documented, second hand.</summary>
    [AliasAs("createdAtEnd")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? CreatedAtEnd { get; init; }
}
