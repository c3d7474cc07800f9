using System.Globalization;

namespace Integrations.Simulators;

/// <summary>Teams. Team 1 holds everybody.</summary>
internal sealed class FubTeams(FubWorld world) : FubDictionary(world, "teams", 18, Words.Teams.Length, 1)
{
    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var team = (FubNamed)record;
        writer.Number(N.Id, team.Id);
        writer.Text(N.Name, team.Name);
        writer.Name(N.UserIds);
        writer.StartArray();
        foreach (var id in team.UserIds) writer.Number(id);
        writer.EndArray();
        writer.Name(N.LeaderIds);
        writer.StartArray();
        if (team.Ordinal == 0) writer.Number(FubUsers.OwnerId);
        else if (team.UserIds.Count > 0) writer.Number(team.UserIds[0]);
        writer.EndArray();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var team = Entry(ordinal, id, look, ordinal < Words.Teams.Length ? Words.Teams[ordinal] : string.Create(CultureInfo.InvariantCulture, $"Team {id}"));
        for (long user = 1; user <= World.Users.BaseCount - 1 && ordinal < BaseCount; user++)
            if (ordinal == 0 || (user > 2 && ordinal == 1 + (user % 2)))
                team.UserIds.Add(user);
        return team;
    }
}
