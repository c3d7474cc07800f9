using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The owner's referral code, where the options name an endpoint of it: none is known.</summary>
internal sealed class RezenReferralCodeSource(RezenSourceServices services)
    : RezenSource<RezenReferralCode>(services, RezenStreams.ReferralCode, new RowMapper<RezenListed<RezenReferralCode>, RezenReferralCodeRow>(
        RezenStreams.ReferralCode, services.Mapping<RezenListed<RezenReferralCode>, RezenReferralCodeRow, string>(static o => o.ReferralLink, RezenReferralCodeMapper.Map)))
{
    public override string? NotConfigured => Options.Endpoints.ReferralCodePath is null
        ? "Referral codes are not read: the vendor publishes no endpoint of them. Set RezenOptions.Endpoints.ReferralCode and RezenOptions.Endpoints.ReferralCodePath, or write the codes yourself."
        : null;

    protected override string Service => Options.Endpoints.ReferralCode!;

    protected override string FieldKind => "referralCode";

    protected override string? KeyOf(RezenReferralCode model) => model.AgentId;

    /// <summary>An answer that does not say whose code it is holds the owner's.</summary>
    protected override VendorId? IdOf(AccountInfo account, CapturedRecord<RezenReferralCode> record, string? part) =>
        record.Value is { } model && RezenIds.Uuid(model.AgentId ?? account.VendorAccountId) is { } id ? new VendorId(id) : null;

    protected override async Task<RezenPage<RezenReferralCode>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Whole(new RezenPage<RezenReferralCode>(
            [await Services.Api<IRezenConfiguredApi>(call).GetReferralCodeAsync(RezenPath.Fill(Options.Endpoints.ReferralCodePath!, "agentId", yentaId), cancellationToken).ConfigureAwait(false)]));
}
