using Refit;

namespace Integrations.Rezen;

/// <summary>Query of buyer records. A property that is null is not sent.</summary>
public sealed record RezenBuyerRecordsQuery
{
    /// <summary>Page, from 0. The vendor takes 0 when absent. Observed.</summary>
    [AliasAs("pageNumber")]
    public int? PageNumber { get; init; }

    /// <summary>Rows per page. The most that the vendor gives is unknown; up to 1,000 was used (Observed).</summary>
    [AliasAs("pageSize")]
    public int? PageSize { get; init; }

    /// <summary>Word to sort by, for example <c>UPDATED_AT</c>. Observed.</summary>
    [AliasAs("sortBy")]
    public string? SortBy { get; init; }

    /// <summary><c>ASC</c> or <c>DESC</c>. Observed.</summary>
    [AliasAs("sortDirection")]
    public string? SortDirection { get; init; }

    /// <summary>Yenta ids; any of them. Documented, second hand.</summary>
    [AliasAs("ownerIds")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? OwnerIds { get; init; }

    /// <summary>Offices; any of them. Documented, second hand.</summary>
    [AliasAs("officeIds")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? OfficeIds { get; init; }

    /// <summary>Teams; any of them. Documented, second hand.</summary>
    [AliasAs("teamIds")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? TeamIds { get; init; }

    /// <summary>States; any of them. Documented, second hand.</summary>
    [AliasAs("lifecycleStates")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? LifecycleStates { get; init; }

    /// <summary>Text to look for. Documented, second hand.</summary>
    [AliasAs("searchText")]
    public string? SearchText { get; init; }
}
