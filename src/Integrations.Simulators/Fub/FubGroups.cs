using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Groups that leads are distributed to.</summary>
internal sealed class FubGroups(FubWorld world) : FubDictionary(world, "groups", 16, Words.Groups.Length, 40)
{
    public override string TextField => "name";

    public override string WordField => "distribution";

    public IEnumerable<FubNamed> OfUser(FubUser user)
    {
        for (var ordinal = 0; ordinal < Count; ordinal++)
            if (Load(ordinal) is FubNamed group && group.UserIds.Contains(user.Id))
                yield return group;
    }

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view) => Write(writer, (FubNamed)record, roundRobin: false);

    public void Write(WireJsonWriter writer, FubNamed group, bool roundRobin)
    {
        writer.Number(N.Id, group.Id);
        writer.Text(N.Name, group.Name);
        writer.Text(N.Type, TypeOf(group));
        writer.Text(N.Distribution, group.Ordinal % 3 == 1 ? "first-to-claim" : "round-robin");
        writer.Number(N.DefaultUserId, FubUsers.OwnerId);
        writer.NumberOrNull(N.DefaultPondId, group.Ordinal == 1 ? World.Ponds.IdOf(0) : 0);
        writer.Null(N.DefaultGroupId);
        writer.Number(N.ClaimWindow, 300);
        writer.ZeroOne(N.HideName, false);
        writer.ZeroOne(N.HideSource, false);
        writer.Name(N.NextRoundRobinUser);
        if (roundRobin && group.UserIds.Count > 0 && World.Users.Find(group.UserIds[0]) is FubUser next)
        {
            writer.StartObject();
            writer.Number(N.Id, next.Id);
            writer.Text(N.Name, next.Name);
            writer.EndObject();
        }
        else
        {
            writer.Null();
        }

        writer.Bool(N.IsPrimary, group.Ordinal == 0);
        writer.Name(N.Users);
        writer.StartArray();
        foreach (var id in group.UserIds)
        {
            if (World.Users.Find(id) is not FubUser { Status: not "Deleted" } user) continue;
            var look = new Draw(user.Look);
            look.Next();
            writer.StartObject();
            writer.Number(N.Id, user.Id);
            writer.Text(N.Name, user.Name);
            writer.Text(N.FirstName, user.FirstName);
            writer.Text(N.LastName, user.LastName);
            writer.Text(N.Role, user.Role);
            FubUsers.WritePicture(writer, user, ref look);
            writer.Bool(N.PauseLeadDistribution, false);
            writer.EndObject();
        }

        writer.EndArray();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var group = Entry(ordinal, id, look, ordinal < Words.Groups.Length ? Words.Groups[ordinal] : string.Create(CultureInfo.InvariantCulture, $"Group {id}"));
        if (ordinal >= BaseCount) return group;
        if (TypeOf(group) == "Lender") group.UserIds.Add(World.Users.IdOf(World.Users.BaseCount - 2));
        else
            for (var agent = ordinal % 3; agent < World.Users.Agents; agent += 3)
                group.UserIds.Add(World.Users.AgentId(agent));
        return group;
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller) => query.Text("type") is not { } type || TypeOf((FubNamed)record) == type;

    private static string TypeOf(FubNamed group) => group.Ordinal == 4 ? "Lender" : "Agent";
}
