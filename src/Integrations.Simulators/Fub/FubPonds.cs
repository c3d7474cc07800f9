using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Ponds of shared leads.</summary>
internal sealed class FubPonds(FubWorld world) : FubDictionary(world, "ponds", 17, Words.Ponds.Length, 7)
{
    public override bool HasNext => false;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var pond = (FubNamed)record;
        writer.Number(N.Id, pond.Id);
        writer.Text(N.Name, pond.Name);
        writer.Number(N.UserId, FubUsers.OwnerId);
        writer.Name(N.UserIds);
        writer.StartArray();
        foreach (var id in pond.UserIds) writer.Number(id);
        writer.EndArray();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var pond = Entry(ordinal, id, look, ordinal < Words.Ponds.Length ? Words.Ponds[ordinal] : string.Create(CultureInfo.InvariantCulture, $"Pond {id}"));
        pond.UserIds.Add(FubUsers.OwnerId);
        pond.UserIds.Add(World.Users.AgentId(0));
        return pond;
    }
}
