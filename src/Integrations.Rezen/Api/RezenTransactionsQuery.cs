using Refit;

namespace Integrations.Rezen;

/// <summary>Query of transactions and listings. A property that is null is not sent.</summary>
public sealed record RezenTransactionsQuery
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

    /// <summary>Text to look for. Documented, second hand.</summary>
    [AliasAs("searchText")]
    public string? SearchText { get; init; }

    /// <summary>Kinds of deal; any of them. Documented, second hand.</summary>
    [AliasAs("transactionType")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? TransactionType { get; init; }

    /// <summary>Only records changed on or after this day. Sent by one client; whether the vendor heeds it is not known.</summary>
    [AliasAs("updatedAtFrom")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? UpdatedAtFrom { get; init; }

    /// <summary>Only records changed on or before this day, with the same doubt.</summary>
    [AliasAs("updatedAtTo")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? UpdatedAtTo { get; init; }
}
