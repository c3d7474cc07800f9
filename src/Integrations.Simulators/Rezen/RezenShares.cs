using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Contributions, paid or pending. The amount of one can be corrected after the fact.</summary>
internal sealed class RezenShares : RezenCollection
{
    private readonly Scatter _scatter;
    private readonly bool _isPending;
    private readonly bool _hasIds;

    public RezenShares(RezenWorld world, bool isPending, bool hasIds)
        : base(world, isPending ? "pendingContributions" : "contributions", isPending ? RezenKind.Pending : RezenKind.Contribution, isPending ? world.Size.PendingContributions : world.Size.Contributions)
    {
        _isPending = isPending;
        _hasIds = hasIds;
        _scatter = new Scatter(world.Size.Network, world.Seed + (ulong)Stream);
    }

    public override string DateField => "paidAt";

    /// <summary>Contributions of a tier that were paid in some days, oldest first. Null for a tier means all.</summary>
    public int[] List(int? tier, (long From, long To)? paid, bool? missed) => Places(
        string.Create(CultureInfo.InvariantCulture, $"{tier} {paid} {missed}"),
        record => record is RezenShare share && (tier is null || share.Tier == tier) && (missed is null || share.IsMissed == missed)
            && (paid is not { } days || (share.PaidAt >= days.From && share.PaidAt < days.To)));

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look ^ 0x5D5D);
        var isGenerated = ordinal < BaseCount;
        var paid = isGenerated ? Spread(World.Seed, Stream, ordinal, BaseCount, World.HistoryMiddle, World.HistoryEnd) : 0;
        var contributor = World.Network.BaseCount == 0 ? -1 : isGenerated ? _scatter.ParentOf(ordinal) : draw.Next(World.Network.BaseCount);
        return new RezenShare
        {
            Ordinal = ordinal,
            Id = IdOf(ordinal),
            Look = look,
            Created = paid,
            Updated = paid,
            Contributor = contributor,
            Tier = contributor < 0 ? 1 : World.Network.FirstTierOf(contributor),
            Amount = (500 + draw.Next(120_000)) / 100m,
            Status = _isPending ? "PENDING" : "PAID",
            IsMissed = !_isPending && draw.Chance(3),
            PaidAt = _isPending ? 0 : paid,
        };
    }

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        var share = (RezenShare)record;
        switch (name)
        {
            case "tier" when value.TryNumber(out var tier):
                share.Tier = (int)tier;
                return true;
            case "payout" when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("amount", out var amount) && amount.TryGetDecimal(out var payout):
                share.Amount = payout;
                return true;
            case "status" when value.TryText(out var status) && status is not null:
                share.Status = status;
                return true;
            case "paidAt" when value.TryNumberOrNull(out var paid):
                share.PaidAt = paid;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(RezenRecord record)
    {
        var share = (RezenShare)record;
        if (share is { PaidAt: 0, Status: "PAID" }) share.PaidAt = share.Created;
    }

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var share = (RezenShare)record;
        var contributor = share.Contributor < 0 ? null : (RezenMember)World.Network.Original(share.Contributor);
        if (_hasIds) writer.Id(R.Id, share.Id);
        writer.IdOrNull(R.AgentYentaId, contributor?.Id);
        writer.Text(R.FirstName, contributor?.Person.FirstName);
        writer.Text(R.LastName, contributor?.Person.LastName);
        writer.Number(R.Tier, share.Tier);
        writer.Id(R.TransactionId, World.IdOf(RezenKind.ForeignTransaction, (share.Ordinal * 2) + (_isPending ? 1 : 0)));
        writer.Money(R.Payout, share.Amount, World.Account.Currency);
        writer.NumberOrNull(R.PaidAt, share.PaidAt);
        writer.Text(R.Status, share.Status);
        writer.Bool(R.Missed, share.IsMissed);
    }
}
