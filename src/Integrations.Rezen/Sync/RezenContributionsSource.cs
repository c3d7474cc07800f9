using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Contributions to revenue share, tier by tier. Payments are corrected after the fact, so a delta reads a window again; what is corrected later is found by a full read.</summary>
internal sealed class RezenContributionsSource(RezenSourceServices services)
    : RezenSource<RezenContribution>(services, RezenStreams.Contributions, new RowMapper<RezenListed<RezenContribution>, RezenContributionRow>(
        RezenStreams.Contributions, services.Mapping<RezenListed<RezenContribution>, RezenContributionRow, IReadOnlyList<int>>(static o => o.AllTiers, RezenContributionMapper.Paid)))
{
    protected override string Service => Options.Endpoints.RevenueShare;

    protected override bool HasUuids => false;

    protected override string FieldKind => "contributions";

    protected override DeltaReading Strategy => DeltaReading.UpdatedSince;

    protected override ListRules Rules => base.Rules with { PageSize = Options.NetworkPageSize, Overlap = Options.ContributionWindow };

    /// <summary>Its tier is a part of the record, and the payload need not say it.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    protected override string? KeyOf(RezenContribution model) => model.Id;

    /// <summary>A record without an id of its own is told from others by what it holds, within its tier.</summary>
    protected override VendorId? IdOf(RezenContribution model) => new(RezenContributionMapper.Id(new AccountInfo { Ref = default }, model, part: null));

    protected override VendorId? IdOf(AccountInfo account, CapturedRecord<RezenContribution> record, string? part) =>
        record.Value is { } model && IsContribution(model) ? new VendorId(RezenContributionMapper.Id(account, model, part)) : null;

    protected override ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken) => new(RezenTiers.Parts(Options));

    protected override Task<RezenPage<RezenContribution>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        RezenTiers.PageAsync(ask.Part, () => Services.Api<IRezenRevenueShareApi>(call).ListContributionsAsync(
            yentaId,
            RezenTiers.Of(ask.Part),
            new RezenContributionsQuery { PageNumber = page.Number, PageSize = page.Size, StartDate = ask.ChangedSince is { } since ? DateOnly.FromDateTime(since.UtcDateTime) : null },
            cancellationToken));

    protected override ValueTask<IReadOnlyList<SyncRecord>> RecordsAsync(
        AccountInfo account,
        VendorCall vendorCall,
        IReadOnlyList<CapturedRecord<RezenContribution>> rows,
        ListWalkPage<RezenContribution> page,
        Func<CapturedRecord<RezenContribution>, string?, object> models,
        CancellationToken cancellationToken) =>
        new([.. rows.Select(row => Record(account, row, (record, part) => new RezenListed<RezenContribution>(record, part) { Since = page.Ask.ChangedSince }, page.Ask.Part))]);

    /// <summary>An object that says neither whose it is nor what it is worth is no contribution.</summary>
    internal static bool IsContribution(RezenContribution model) => RezenIds.Plain(model.Id) is not null || model.ContributorId is not null || model.TransactionId is not null;
}
