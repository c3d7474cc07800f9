using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/rateLimit</c> resource.</summary>
internal interface IFubRateLimitApi
{
    /// <summary>The allowances.</summary>
    [Get("/rateLimit/limits")]
    Task<FubItem<FubRateLimits>> GetLimitsAsync(CancellationToken cancellationToken);

    /// <summary>Their use.</summary>
    [Get("/rateLimit/usage")]
    Task<FubItem<FubRateUsage>> GetUsageAsync(CancellationToken cancellationToken);
}
