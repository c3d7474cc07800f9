using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Contributions that are not paid yet: a snapshot, read whole each time.</summary>
internal sealed class RezenPendingContributionsSource(RezenSourceServices services)
    : RezenSource<RezenContribution>(services, RezenStreams.PendingContributions, new RowMapper<RezenListed<RezenContribution>, RezenPendingContributionRow>(
        RezenStreams.PendingContributions, services.Mapping<RezenListed<RezenContribution>, RezenPendingContributionRow, IReadOnlyList<int>>(static o => o.AllTiers, RezenContributionMapper.Pending)))
{
    protected override string Service => Options.Endpoints.RevenueShare;

    protected override bool HasUuids => false;

    protected override string FieldKind => "contributions";

    protected override ListRules Rules => base.Rules with { PageSize = Options.NetworkPageSize };

    protected override string? KeyOf(RezenContribution model) => model.Id;

    protected override VendorId? IdOf(RezenContribution model) => new(RezenContributionMapper.Id(new AccountInfo { Ref = default }, model, part: null));

    protected override VendorId? IdOf(AccountInfo account, CapturedRecord<RezenContribution> record, string? part) =>
        record.Value is { } model && RezenContributionsSource.IsContribution(model) ? new VendorId(RezenContributionMapper.Id(account, model, part)) : null;

    protected override Task<RezenPage<RezenContribution>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Services.Api<IRezenRevenueShareApi>(call).ListPendingAsync(yentaId, new RezenPagedQuery { PageNumber = page.Number, PageSize = page.Size }, cancellationToken);
}
