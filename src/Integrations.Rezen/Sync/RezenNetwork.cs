using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>How the down-line is listed, for its own stream and for the walk along its agents.</summary>
internal static class RezenNetwork
{
    /// <summary>A page of a tier.</summary>
    public static Task<RezenPage<RezenNetworkAgent>> DownLineAsync(RezenSourceServices services, VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        RezenTiers.PageAsync(ask.Part, () => services.Api<IRezenNetworkApi>(call).ListDownLineAsync(
            yentaId,
            RezenTiers.Of(ask.Part),
            new RezenDownLineQuery
            {
                PageNumber = page.Number,
                PageSize = page.Size,
                UpdatedAtFrom = ask.ChangedSince is { } since ? DateOnly.FromDateTime(since.UtcDateTime) : null,
                StatusIn = services.Options.Statuses,
            },
            cancellationToken));
}
