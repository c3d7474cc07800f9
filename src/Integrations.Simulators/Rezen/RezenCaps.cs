namespace Integrations.Simulators;

/// <summary>Caps of the user and of the people of the network. Some may not be seen.</summary>
internal sealed class RezenCaps(RezenWorld world) : IRezenEntity
{
    public string Path => "networkCap";

    /// <summary>Those that may be seen.</summary>
    public IEnumerable<Guid> Ids() => world.Network.Ids().Where(id => !IsHidden(id)).Prepend(world.Account.YentaId);

    /// <summary>True for one in ten people of the network: their cap is answered 403.</summary>
    public bool IsHidden(Guid agent) => world.Network.Find(agent) is { } member && member.Look % 10 == 3;

    /// <summary>True when the agent is the user, of the team or of the network.</summary>
    public bool Knows(Guid agent) => agent == world.Account.YentaId || world.Team.FindAgent(agent) is not null || world.Network.Find(agent) is not null;

    public bool Write(WireJsonWriter writer, Guid id, bool isDetail)
    {
        if (!Knows(id) || IsHidden(id)) return false;
        var currency = world.Account.Currency;
        var draw = Draw.For(world.Seed, 903, BitConverter.ToInt64(id.ToByteArray(), 8));
        var paid = draw.Next(1_200_001) / 100m;
        writer.StartObject();
        writer.Money(R.CapAmount, 12_000.00m, currency);
        writer.Money(R.CapAmountPaid, paid, currency);
        writer.Bool(R.Capped, paid >= 12_000m);
        writer.DayOrNull(R.AnniversaryDate, world.HistoryStart + (draw.Next(365) * world.Day));
        writer.Money(R.TeamCapAmount, 6_000.00m, currency);
        writer.Money(R.TeamCapAmountPaid, decimal.Round(paid / 3, 2), currency);
        writer.EndObject();
        return true;
    }
}
