using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>The team that the user leads: member rows in the shape that was recorded from the vendor.</summary>
internal sealed class RezenTeam(RezenWorld world) : RezenCollection(world, "teamRoster", RezenKind.TeamRow, Math.Max(1, world.Size.Agents))
{
    public override string TextField => "invitationStatus";

    public override string WordField => "invitationStatus";

    public override string DateField => "leaderSplit";

    public int[] List() => Places("roster", static _ => true);

    /// <summary>A member by the id of the agent. Null when there is none now.</summary>
    public RezenAgent? FindAgent(Guid agent) =>
        World.Find(agent) is { Kind: RezenKind.Agent } place && place.Ordinal < Count ? (RezenAgent?)Load(place.Ordinal) : null;

    /// <summary>The agent of a row as <c>users/me</c> and <c>agents/{id}</c> show it, and, without more, as the roster does.</summary>
    public void WriteAgent(WireJsonWriter writer, RezenAgent agent, Action<WireJsonWriter>? more = null)
    {
        var draw = new Draw(agent.Look ^ 0x1515);
        var joined = agent.Created;
        writer.StartObject();
        writer.Id(R.Id, agent.AgentId);
        writer.Number(R.CreatedAt, agent.Created);
        writer.Number(R.UpdatedAt, agent.Updated);
        writer.Text(R.Type, "AGENT");
        writer.Text(R.FirstName, agent.Person.FirstName);
        writer.Text(R.LastName, agent.Person.LastName);
        writer.Text(R.MiddleName, draw.Chance(50) ? null : "");
        writer.Null(R.Company);
        writer.Text(R.FullName, agent.Person.Name);
        writer.Text(R.EmailAddress, agent.Person.Email);
        writer.Text(R.Avatar, draw.Chance(50) ? string.Create(CultureInfo.InvariantCulture, $"https://files.example.com/avatars/{World.Account.Id}-{agent.Ordinal}.jpg") : null);
        writer.IdOrNull(R.SkySlopeId, draw.Chance(80) ? World.IdOf(RezenKind.SkySlope, agent.Ordinal) : null);
        writer.Text(R.SkySlopePublicId, draw.Chance(80) ? (1_000 + agent.Ordinal).ToString(CultureInfo.InvariantCulture) : null);
        writer.Id(R.KeyMakerId, World.IdOf(RezenKind.KeyMaker, agent.Ordinal));
        writer.Text(R.AgentStatus, agent.Status);
        writer.Text(R.AgentAccountCountry, World.Account.Country);
        writer.Text(R.Title, draw.Chance(50) ? "" : "Agent");
        writer.Text(R.PhoneNumber, agent.Person.Phone);
        writer.Null(R.About);
        writer.DayOrNull(R.BirthDate, draw.Chance(30) ? (draw.Next(12_000) + 1) * World.Day : 0);
        foreach (var name in R.EmptyUrls) writer.Null(name);
        writer.DayOrNull(R.JoinDate, joined);
        writer.DayOrNull(R.AnniversaryDate, joined);
        writer.DayOrNull(R.LastAnniversaryDate, joined + (365 * World.Day));
        writer.DayOrNull(R.NextAnniversaryDate, joined + (730 * World.Day));
        writer.Null(R.PaymentInstructions);
        writer.Null(R.TipaltiId);
        writer.Null(R.QualiaConnectUserId);
        writer.EmptyArray(R.Divisions);
        writer.Name(R.AdministrativeAreaIds);
        writer.StartArray();
        writer.Text(World.Account.IsCanadian ? "CA-BC" : "US-" + draw.Pick<string>(Words.States));
        writer.EndArray();
        writer.Null(R.Availability);
        writer.Bool(R.OptedIntoSms, draw.Chance(50));
        writer.NumberOrNull(R.VoiceVectorDisclaimerAcceptedAt, draw.Chance(30) ? agent.Updated : 0);
        writer.Null(R.LeoPhone);
        writer.Name(R.MsdxVendors);
        if (draw.Chance(50)) writer.Null();
        else WriteVendor(writer, agent);
        more?.Invoke(writer);
        writer.EndObject();
    }

    /// <summary>What <c>users/me</c> says beside the agent.</summary>
    public void WriteMe(WireJsonWriter writer)
    {
        var self = (RezenAgent)LoadLatest(0)!;
        WriteAgent(writer, self, more =>
        {
            more.Text(R.DisplayName, self.Person.Name);
            more.Text(R.AccountCountry, World.Account.Country);
            more.Name(R.Offices);
            more.StartArray();
            more.StartObject();
            more.Id(R.Id, World.IdOf(RezenKind.Office, 0));
            more.Text(R.Name, "Sample Office");
            more.Name(R.Address);
            more.StartObject();
            more.Text(R.StateOrProvince, World.Account.IsCanadian ? "BRITISH_COLUMBIA" : "UTAH");
            more.EndObject();
            more.EndObject();
            more.EndArray();
            more.Name(R.Teams);
            more.StartArray();
            more.StartObject();
            more.Id(R.TeamId, World.Account.TeamId);
            more.Text(R.TeamName, TeamName);
            more.Text(R.TeamType, "NORMAL");
            more.Name(R.TeamRoles);
            more.StartArray();
            more.Text("LEADER");
            more.EndArray();
            more.Bool(R.IsLeader, true);
            more.Bool(R.IsAdmin, false);
            more.EndObject();
            more.EndArray();
            more.EmptyArray(R.AdministrativeAreas);
        });
    }

    public string TeamName => $"{World.Account.Person.FirstName} Sample Team";

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look ^ 0x4848);
        var isGenerated = ordinal < BaseCount;
        var created = isGenerated ? World.HistoryStart - (draw.Next(900) * World.Day) : 0;
        return new RezenAgent
        {
            Ordinal = ordinal,
            Id = IdOf(ordinal),
            Look = look,
            Created = created,
            Updated = isGenerated ? World.HistoryStart + draw.Next(World.HistoryEnd - World.HistoryStart) : created,
            AgentId = World.IdOf(RezenKind.Agent, ordinal),
            Person = ordinal == 0 ? World.Account.Person : RezenPerson.Any(ref draw, string.Create(CultureInfo.InvariantCulture, $"a{World.Account.Id}.{ordinal}")),
            CommissionSplit = draw.Next(21) * 5.0m,
            Cap = draw.Chance(50) ? 6_000.0m : 12_000.0m,
            Role = ordinal == 0 ? "LEADER" : draw.Chance(10) ? "ADMIN" : "MEMBER",
        };
    }

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        var agent = (RezenAgent)record;
        switch (name)
        {
            case "memberCommissionSplit" when value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var split):
                agent.CommissionSplit = split;
                return true;
            case "realCap" when value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var cap):
                agent.Cap = cap;
                return true;
            case "agentStatus" when value.TryText(out var status) && status is not null:
                agent.Status = status;
                return true;
            case "emailAddress" when value.TryText(out var email) && email is not null:
                agent.Person = agent.Person with { Email = email };
                return true;
            case "lastName" when value.TryText(out var last) && last is not null:
                agent.Person = agent.Person with { LastName = last };
                return true;
            default:
                return false;
        }
    }

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var agent = (RezenAgent)record;
        writer.Id(R.Id, agent.Id);
        writer.Name(R.Agent);
        WriteAgent(writer, agent);
        writer.EmptyArray(R.FlexRoles);
        writer.Name(R.Roles);
        writer.StartArray();
        writer.Text(agent.Role);
        writer.EndArray();
        writer.Fraction(R.MemberCommissionSplit, agent.CommissionSplit);
        writer.Fraction(R.RealCap, agent.Cap);
        writer.Null(R.LeaderSplit);
        writer.EmptyArray(R.LeaderFeeSplits);
        writer.EmptyArray(R.TeammateLeaderSplits);
        writer.EmptyArray(R.TeammateFeeSplits);
        writer.Null(R.InvitationStatus);
    }

    private static void WriteVendor(WireJsonWriter writer, RezenAgent agent)
    {
        writer.StartArray();
        writer.StartObject();
        writer.Text(R.Subsidiary, "REAL_BROKER_LLC");
        writer.Text(R.No, string.Create(CultureInfo.InvariantCulture, $"V{agent.Ordinal:D6}"));
        writer.Null(R.Error);
        writer.Number(R.SyncedAt, agent.Updated);
        writer.EndObject();
        writer.EndArray();
    }
}
