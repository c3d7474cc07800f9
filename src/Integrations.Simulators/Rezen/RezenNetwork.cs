using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>The down-line: five tiers, one after the other.</summary>
internal sealed class RezenNetwork(RezenWorld world) : RezenCollection(world, "networkDownline", RezenKind.Member, world.Size.Network)
{
    public const int Tiers = 5;

    /// <summary>Of a hundred people, how many stand in this tier or one above it.</summary>
    private static readonly int[] s_upTo = [10, 37, 73, 90, 100];

    /// <summary>Tier that a generated member stands in at first.</summary>
    public int FirstTierOf(int ordinal)
    {
        var place = (int)((long)ordinal * 100 / Math.Max(1, BaseCount));
        var tier = 1;
        while (place >= s_upTo[tier - 1]) tier++;
        return tier;
    }

    /// <summary>A page's source: the members of a tier with one of the statuses, oldest place first.</summary>
    public int[] List(int tier, IReadOnlyList<string> statuses, (long From, long To)? updated) => Places(
        string.Create(CultureInfo.InvariantCulture, $"{tier} {string.Join(',', statuses)} {updated}"),
        record => record is RezenMember member && member.Tier == tier && statuses.Contains(member.Status, StringComparer.Ordinal)
            && (updated is not { } days || (member.Updated >= days.From && member.Updated < days.To)));

    public int[] Frontline() => Places("front line", static record => record is RezenMember { Tier: 1, Status: "ACTIVE" });

    public static void WriteFrontline(WireJsonWriter writer, RezenMember member)
    {
        writer.StartObject();
        WritePerson(writer, member);
        writer.Number(R.SizeOfNetwork, member.SizeOfNetwork);
        writer.DayOrNull(R.JoinDate, member.Created);
        writer.Null(R.Avatar);
        writer.EndObject();
    }

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look ^ 0x9E9E);
        var isGenerated = ordinal < BaseCount;
        var created = isGenerated ? World.HistoryStart + draw.Next(World.HistoryEnd - World.HistoryStart) : 0;
        var luck = draw.Next(100);
        var status = RezenWords.AgentStatuses[!isGenerated || luck < 80 ? 0 : luck < 90 ? 1 : luck < 95 ? 2 : luck < 98 ? 3 : 4];
        return new RezenMember
        {
            Ordinal = ordinal,
            Id = IdOf(ordinal),
            Look = look,
            Created = created,
            Updated = isGenerated ? created + draw.Next(World.HistoryEnd - created + 1) : 0,
            Tier = isGenerated ? FirstTierOf(ordinal) : 1,
            Status = status,
            Person = RezenPerson.Any(ref draw, string.Create(CultureInfo.InvariantCulture, $"n{World.Account.Id}.{ordinal}")),
            SizeOfNetwork = draw.Chance(40) ? draw.Next(30) : 0,
        };
    }

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        var member = (RezenMember)record;
        switch (name)
        {
            case "tier" when value.TryNumber(out var tier):
                member.Tier = (int)tier;
                return true;
            case "status" when value.TryText(out var status) && status is not null:
                member.Status = status;
                return true;
            case "firstName" when value.TryText(out var first) && first is not null:
                member.Person = member.Person with { FirstName = first };
                return true;
            case "lastName" when value.TryText(out var last) && last is not null:
                member.Person = member.Person with { LastName = last };
                return true;
            case "emailAddress" when value.TryText(out var email):
                member.Person = member.Person with { Email = email };
                return true;
            case "sizeOfNetwork" when value.TryNumber(out var size):
                member.SizeOfNetwork = (int)size;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(RezenRecord record)
    {
        var member = (RezenMember)record;
        member.TerminatedAsOf = member.Status == "INACTIVE" ? member.Updated : 0;
    }

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var member = (RezenMember)record;
        WritePerson(writer, member);
        writer.DayOrNull(R.JoinDate, member.Created);
        writer.DayOrNull(R.AnniversaryDate, member.Created);
        writer.DayOrNull(R.TerminatedAsOf, member.TerminatedAsOf);
        writer.Number(R.CreatedAt, member.Created);
        writer.Number(R.SizeOfNetwork, member.SizeOfNetwork);
        writer.Null(R.Avatar);
    }

    private static void WritePerson(WireJsonWriter writer, RezenMember member)
    {
        writer.Id(R.Id, member.Id);
        writer.Text(R.FirstName, member.Person.FirstName);
        writer.Text(R.LastName, member.Person.LastName);
        writer.Text(R.EmailAddress, member.Person.Email);
        writer.Text(R.PhoneNumber, member.Person.Phone);
        writer.Text(R.Status, member.Status);
    }
}
