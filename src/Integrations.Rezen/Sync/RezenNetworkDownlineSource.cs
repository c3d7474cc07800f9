using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// The down-line, tier by tier, with agents of all states: the vendor reports active ones only when none is named, so that leavers would disappear. Changes are asked for by the vendor's
/// filter, which has days only and therefore begins some days before the watermark.
/// </summary>
internal sealed class RezenNetworkDownlineSource(RezenSourceServices services)
    : RezenSource<RezenNetworkAgent>(services, RezenStreams.NetworkDownline, new RowMapper<RezenListed<RezenNetworkAgent>, RezenNetworkMemberRow>(
        RezenStreams.NetworkDownline, services.Mapping<RezenListed<RezenNetworkAgent>, RezenNetworkMemberRow, IReadOnlyList<int>>(static o => o.AllTiers, RezenNetworkMapper.Member)))
{
    protected override string Service => Options.Endpoints.Network;

    protected override DeltaReading Strategy => DeltaReading.UpdatedSince;

    protected override ListRules Rules => base.Rules with { PageSize = Options.NetworkPageSize, Overlap = Options.NetworkOverlap };

    protected override IReadOnlyDictionary<string, string> Flags => new Dictionary<string, string>(StringComparer.Ordinal) { ["statusIn"] = string.Join(',', Options.Statuses) };

    /// <summary>Its tier is a part of the record, and the payload does not say it.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    protected override string? KeyOf(RezenNetworkAgent model) => model.Id;

    protected override DateTimeOffset? ChangedOf(RezenNetworkAgent model) => model.UpdatedAt?.Instant;

    protected override DateTimeOffset? CreatedOf(RezenNetworkAgent model) => model.CreatedAt?.Instant;

    protected override ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken) => new(RezenTiers.Parts(Options));

    protected override Task<RezenPage<RezenNetworkAgent>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        RezenNetwork.DownLineAsync(Services, call, yentaId, ask, page, cancellationToken);
}
