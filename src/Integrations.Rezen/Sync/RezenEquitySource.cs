using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Grants of shares, where the options name an endpoint of them: none is known.</summary>
internal sealed class RezenEquitySource(RezenSourceServices services)
    : RezenSource<RezenEquityGrant>(services, RezenStreams.Equity, new RowMapper<RezenListed<RezenEquityGrant>, RezenEquityGrantRow>(RezenStreams.Equity, RezenEquityGrantMapper.Map))
{
    public override string? NotConfigured => Options.Endpoints.EquityPath is null
        ? "Equity is not read: the vendor publishes no endpoint of it. Set RezenOptions.Endpoints.Equity and RezenOptions.Endpoints.EquityPath."
        : null;

    protected override string Service => Options.Endpoints.Equity!;

    protected override bool HasUuids => false;

    protected override string FieldKind => "grants";

    protected override string? KeyOf(RezenEquityGrant model) => model.AnyId;

    protected override async Task<RezenPage<RezenEquityGrant>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Whole(await Services.Api<IRezenConfiguredApi>(call).ListEquityAsync(RezenPath.Fill(Options.Endpoints.EquityPath!, "agentId", yentaId), cancellationToken).ConfigureAwait(false));
}
