using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Payments of revenue share to the user, newest first.</summary>
internal sealed class RezenPayments(RezenWorld world) : RezenCollection(world, "revsharePayments", RezenKind.Payment, world.Size.Payments)
{
    public override string DateField => "paidAt";

    public int[] List() => Places("payments", static _ => true, new Ordering(null));

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look ^ 0x6E6E);
        var paid = ordinal < BaseCount ? World.HistoryStart + ((World.HistoryEnd - World.HistoryStart) / Math.Max(1, BaseCount) * (ordinal + 1)) : 0;
        return new RezenShare
        {
            Ordinal = ordinal,
            Id = IdOf(ordinal),
            Look = look,
            Created = paid,
            Updated = paid,
            Amount = (5_000 + draw.Next(500_000)) / 100m,
            Status = "PAID",
            PaidAt = paid,
        };
    }

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        var payment = (RezenShare)record;
        switch (name)
        {
            case "amount" when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("amount", out var amount) && amount.TryGetDecimal(out var paid):
                payment.Amount = paid;
                return true;
            case "status" when value.TryText(out var status) && status is not null:
                payment.Status = status;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(RezenRecord record)
    {
        var share = (RezenShare)record;
        if (share.PaidAt == 0) share.PaidAt = share.Created;
    }

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var payment = (RezenShare)record;
        writer.Id(R.Id, payment.Id);
        writer.Money(R.Amount, payment.Amount, World.Account.Currency);
        writer.Number(R.PaidAt, payment.PaidAt);
        writer.Text(R.Status, payment.Status);
    }
}
