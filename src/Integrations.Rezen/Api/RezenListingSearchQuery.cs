using Refit;

namespace Integrations.Rezen;

/// <summary>Query of the listings of an owner. A property that is null is not sent.</summary>
public sealed record RezenListingSearchQuery
{
    /// <summary>Page, from 0. The vendor takes 0 when absent. Observed.</summary>
    [AliasAs("pageNumber")]
    public int? PageNumber { get; init; }

    /// <summary>Rows per page. The most that the vendor gives is unknown; up to 1,000 was used (Observed).</summary>
    [AliasAs("pageSize")]
    public int? PageSize { get; init; }

    /// <summary>Yenta id. Observed by one client.</summary>
    [AliasAs("ownerId")]
    public string? OwnerId { get; init; }

    /// <summary>State. Observed by one client.</summary>
    [AliasAs("lifecycleState")]
    public string? LifecycleState { get; init; }
}
