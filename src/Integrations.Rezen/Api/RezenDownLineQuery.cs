using Refit;

namespace Integrations.Rezen;

/// <summary>Query of the down-line. A property that is null is not sent.</summary>
public sealed record RezenDownLineQuery
{
    /// <summary>Page, from 0. The vendor takes 0 when absent. Observed.</summary>
    [AliasAs("pageNumber")]
    public int? PageNumber { get; init; }

    /// <summary>Rows per page. The most that the vendor gives is unknown; up to 1,000 was used (Observed).</summary>
    [AliasAs("pageSize")]
    public int? PageSize { get; init; }

    /// <summary>Only agents changed on or after this day; whether the day itself belongs to it is not documented. Documented, second hand.</summary>
    [AliasAs("updatedAtFrom")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? UpdatedAtFrom { get; init; }

    /// <summary>Only agents changed on or before this day. Documented, second hand.</summary>
    [AliasAs("updatedAtTo")]
    [Query(Format = "yyyy-MM-dd")]
    public DateOnly? UpdatedAtTo { get; init; }

    /// <summary>States; any of them. The vendor reports active agents only when absent. Documented, second hand.</summary>
    [AliasAs("statusIn")]
    [Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? StatusIn { get; init; }
}
