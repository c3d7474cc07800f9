using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Users: the first is the owner, the second an admin, the last but one a lender, the last is deleted, all others are agents.</summary>
internal sealed class FubUsers(FubWorld world) : FubCollection(world, "users", 2, Math.Max(SimulatorSize.MinUsers, world.Size.Users), 1, 1)
{
    public const long OwnerId = 1;

    /// <summary>Agents that are active when the simulator starts.</summary>
    public int Agents => BaseCount - 4;

    public override string WordField => "status";

    public override bool DeletesSoftly => true;

    public override string? FlagOf(FubRecord record) => record is FubUser { Status: "Deleted" } ? "deleted" : null;

    public long AgentId(int agent) => IdOf(2 + agent);

    public long AnyAgent(ref Draw draw) => AgentId(draw.Next(Agents));

    /// <summary>ASCII letters of a name, lower case.</summary>
    public static string MailName(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetter(c))
                text.Append(char.ToLowerInvariant(c));
        return text.Length == 0 ? "mail" : text.ToString();
    }

    public string FuidOf(long id) => "fau_" + Convert.ToBase64String(BitConverter.GetBytes(Draw.For(World.Seed, 77, id).Next())).Replace('+', 'A').Replace('/', 'B')[..11];

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var user = (FubUser)record;
        var draw = new Draw(user.Look);
        writer.Number(N.Id, user.Id);
        writer.Time(N.Created, user.Created);
        writer.Time(N.Updated, user.Updated);
        writer.Text(N.Name, user.Name);
        writer.Text(N.FirstName, user.FirstName);
        writer.Text(N.LastName, user.LastName);
        writer.Text(N.Email, user.Email);
        writer.Text(N.Phone, user.Phone);
        writer.Text(N.Role, user.Role);
        writer.Text(N.Status, user.Status);
        writer.Text(N.Timezone, user.Timezone);
        writer.Bool(N.Beta, draw.Chance(50));
        WritePicture(writer, user, ref draw);
        writer.Bool(N.PauseLeadDistribution, draw.Chance(10));
        writer.TimeOrNull(N.LastSeenIos, draw.Chance(50) ? World.HistoryEnd - draw.Next(86_400) : 0);
        writer.Null(N.LastSeenAndroid);
        writer.Time(N.LastSeenFub2, World.HistoryEnd - draw.Next(86_400));
        writer.Bool(N.CanExport, user.IsOwner);
        writer.Bool(N.CanCreateApiKeys, true);
        writer.Bool(N.AcceptedShowingtimeConsent, false);
        writer.Bool(N.AcceptedShowingtimeConsentV2, false);
        writer.Text(N.Fuid, FuidOf(user.Id));
        writer.Bool(N.IsOwner, user.IsOwner);
        writer.Name(N.Groups);
        writer.StartArray();
        foreach (var group in World.Groups.OfUser(user))
        {
            writer.StartObject();
            writer.Number(N.Id, group.Id);
            writer.Text(N.Name, group.Name);
            writer.EndObject();
        }

        writer.EndArray();
        writer.Name(N.TeamIds);
        writer.StartArray();
        writer.Number(1);
        if (user.Id > 2) writer.Number(World.Teams.IdOf(1 + (int)(user.Id % 2)));
        writer.EndArray();
        writer.EmptyArray(N.TeamLeaderOf);
        writer.Text(N.LeadEmailAddress, string.Create(CultureInfo.InvariantCulture, $"leads.{user.Id}@example.com"));
        writer.EmptyArray(N.MlsMemberships);
        if (!view.Calling) return;
        writer.Name(N.Calling);
        writer.StartObject();
        writer.Bool(N.Enabled, true);
        writer.Text(N.CallingPhoneNumber, user.Phone);
        writer.Text(N.OutboundNumber, user.Phone);
        writer.EndObject();
    }

    /// <summary>The six sizes of a user's picture; an empty list for users without one.</summary>
    public static void WritePicture(WireJsonWriter writer, FubUser user, ref Draw draw)
    {
        writer.Name(N.Picture);
        if (draw.Chance(20))
        {
            writer.StartArray();
            writer.EndArray();
            return;
        }

        writer.StartObject();
        foreach (var (name, suffix) in N.PictureSizes) writer.Text(name, string.Create(CultureInfo.InvariantCulture, $"https://files.example.com/pictures/u{user.Id}-{suffix}.jpg"));
        writer.EndObject();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0xB1B1);
        var created = World.HistoryStart - 86_400 + (ordinal * 3_600L);
        var first = Words.FirstNames[(int)((World.Seed + (ulong)ordinal) % 10)];
        var last = draw.Pick<string>(Words.LastNames.AsSpan(0, 16));
        return new FubUser
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            Updated = created + draw.Next(World.HistoryEnd - created),
            FirstName = first,
            LastName = last,
            Email = string.Create(CultureInfo.InvariantCulture, $"{MailName(first)}.{MailName(last)}.{id}@{World.Account.Domain}.example.com"),
            Phone = string.Create(CultureInfo.InvariantCulture, $"205555{100 + ordinal:D4}"),
            Role = ordinal < 2 ? "Broker" : ordinal == BaseCount - 2 ? "Lender" : "Agent",
            Status = ordinal == BaseCount - 1 ? "Deleted" : "Active",
            IsOwner = ordinal == 0,
            IsAdmin = ordinal < 2,
            Timezone = ordinal == 0 ? Words.Timezones[World.Account.Ordinal % Words.Timezones.Length] : draw.Pick<string>(Words.Timezones),
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var user = (FubUser)record;
        if (!value.TryText(out var text) || text is null) return false;
        switch (name)
        {
            case "firstName":
                user.FirstName = text;
                return true;
            case "lastName":
                user.LastName = text;
                return true;
            case "email":
                user.Email = text;
                return true;
            case "phone":
                user.Phone = text;
                return true;
            case "role":
                user.Role = text;
                return true;
            case "status":
                user.Status = text;
                return true;
            case "timezone":
                user.Timezone = text;
                return true;
            default:
                return false;
        }
    }

    protected override bool IsVisible(FubRecord record, FubQuery query, FubCaller caller) => ((FubUser)record).Status != "Deleted" || query.Flag("includeDeleted");

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        var user = (FubUser)record;
        return (query.Text("role") is not { } role || role == user.Role)
            && (query.Text("name") is not { } name || FubPeople.Same(user.Name, name))
            && (query.Text("email") is not { } email || FubPeople.Same(user.Email, email));
    }

    protected override Ordering? SortBy(string word) => word switch
    {
        "name" => new Ordering(null, r => ((FubUser)r).Name),
        "created" => new Ordering(r => r.Created),
        _ => null,
    };
}
