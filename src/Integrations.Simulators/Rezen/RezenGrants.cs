using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Equity grants. No endpoint of the vendor is known: they are served only where <see cref="RezenSimulatorOptions.EquityPath"/> says.</summary>
internal sealed class RezenGrants(RezenWorld world) : RezenCollection(world, "equity", RezenKind.Grant, Base)
{
    private const int Base = 4;

    public override string DateField => "grantDate";

    public int[] List() => Places("grants", static _ => true);

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look);
        var granted = ordinal < BaseCount ? World.HistoryStart + (ordinal * 90 * World.Day) : 0;
        return new RezenShare { Ordinal = ordinal, Id = IdOf(ordinal), Look = look, Created = granted, Updated = granted, Amount = 10 + draw.Next(200), Status = draw.Chance(50) ? "VESTED" : "PENDING", PaidAt = granted };
    }

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        if (name is not "status" || !value.TryText(out var status) || status is null) return false;
        ((RezenShare)record).Status = status;
        return true;
    }

    protected override void Finish(RezenRecord record)
    {
        var share = (RezenShare)record;
        if (share.PaidAt == 0) share.PaidAt = share.Created;
    }

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var grant = (RezenShare)record;
        writer.Id(R.Id, grant.Id);
        writer.Text(R.Type, grant.Ordinal % 2 == 0 ? "STOCK_AWARD" : "STOCK_PURCHASE");
        writer.Fraction(R.Shares, grant.Amount);
        writer.DayOrNull(R.GrantDate, grant.PaidAt);
        writer.Text(R.Status, grant.Status);
    }
}
