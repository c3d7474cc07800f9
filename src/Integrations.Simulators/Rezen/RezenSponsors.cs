using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>The five sponsors above the user. In a cycle the third is the first of the user's own down-line and the fifth the user.</summary>
internal sealed class RezenSponsors(RezenWorld world, bool hasCycle) : RezenCollection(world, "sponsorTree", RezenKind.Sponsor, RezenNetwork.Tiers)
{
    public int[] List() => Places("sponsors", static _ => true);

    /// <summary>In a cycle the id is not one of this collection.</summary>
    public override RezenRecord? Find(Guid id) => Enumerable.Range(0, Count).Select(Load).FirstOrDefault(sponsor => sponsor?.Id == id);

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look);
        var below = hasCycle && ordinal == 2 && World.Network.BaseCount > 0 ? (RezenMember)World.Network.Original(0) : null;
        var isSelf = hasCycle && ordinal == 4;
        return new RezenSponsor
        {
            Ordinal = ordinal,
            Id = below?.Id ?? (isSelf ? World.Account.YentaId : IdOf(ordinal)),
            Look = look,
            Created = World.HistoryStart,
            Updated = World.HistoryStart,
            Level = ordinal + 1,
            Person = below?.Person ?? (isSelf ? World.Account.Person : RezenPerson.Any(ref draw, string.Create(CultureInfo.InvariantCulture, $"s{World.Account.Id}.{ordinal}"))),
        };
    }

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        if (name is not "status" || !value.TryText(out var status) || status is null) return false;
        ((RezenSponsor)record).Status = status;
        return true;
    }

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var sponsor = (RezenSponsor)record;
        writer.Id(R.Id, sponsor.Id);
        writer.Text(R.FirstName, sponsor.Person.FirstName);
        writer.Text(R.LastName, sponsor.Person.LastName);
        writer.Number(R.Level, sponsor.Level);
        writer.Text(R.Status, sponsor.Status);
    }
}
