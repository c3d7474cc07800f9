using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The front line: a list that the vendor gives whole.</summary>
internal sealed class RezenNetworkFrontlineSource(RezenSourceServices services)
    : RezenSource<RezenNetworkAgent>(services, RezenStreams.NetworkFrontline, new RowMapper<RezenListed<RezenNetworkAgent>, RezenFrontlineAgentRow>(RezenStreams.NetworkFrontline, RezenNetworkMapper.Frontline))
{
    protected override string Service => Options.Endpoints.Network;

    protected override string? KeyOf(RezenNetworkAgent model) => model.Id;

    protected override async Task<RezenPage<RezenNetworkAgent>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Whole(await Services.Api<IRezenNetworkApi>(call).ListFrontLineAsync(yentaId, cancellationToken).ConfigureAwait(false));
}
