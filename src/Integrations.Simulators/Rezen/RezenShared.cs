namespace Integrations.Simulators;

/// <summary>What a Follow Up Boss simulator knows too: contacts who buy and sell with reZEN's agents, and deals that both vendors hold.</summary>
internal sealed class RezenShared
{
    private readonly List<FubWorld> _worlds = [];
    private readonly int _contactPercent;
    private readonly int _dealPercent;

    public RezenShared(FubSimulatorOptions fub, double contactShare, double dealShare)
    {
        _contactPercent = Percent(contactShare);
        _dealPercent = Percent(dealShare);
        for (var ordinal = 0; ordinal < FubSimulator.AccountCount(fub); ordinal++) _worlds.Add(FubWorld.Of(fub, ordinal));
    }

    /// <summary>A contact of the account that stands beside a reZEN account. Null where the draw falls on somebody whom Follow Up Boss does not know.</summary>
    public RezenPerson? Contact(int account, ref Draw draw)
    {
        var isShared = draw.Chance(_contactPercent);
        var number = draw.Next();
        var world = WorldOf(account);
        if (!isShared || world.People.BaseCount == 0) return null;
        lock (world.Gate) return PersonOf(world, (int)(number % (uint)world.People.BaseCount));
    }

    /// <summary>The deal that a transaction is at Follow Up Boss. Each deal is one transaction at most. Null where the transaction is none.</summary>
    public RezenSharedDeal? Deal(int account, int transaction)
    {
        var place = (int)((long)transaction * _dealPercent / 100);
        var world = WorldOf(account);
        if (place == (int)((transaction + 1L) * _dealPercent / 100) || place >= world.Deals.BaseCount) return null;
        lock (world.Gate)
        {
            var deal = (FubDeal)world.Deals.Original(place);
            if (deal is not { Status: not "Deleted", Price: > 0, CloseDay: > 0 }) return null;
            var client = deal.PeopleIds.Count > 0 && world.People.OrdinalOf(deal.PeopleIds[0]) is { } person ? PersonOf(world, person) : null;
            return new RezenSharedDeal(deal.Name, deal.Price, deal.Created * 1_000, deal.CloseDay * 1_000, client);
        }
    }

    private static int Percent(double share) => (int)Math.Round(share * 100);

    /// <summary>Null for somebody whom a person at reZEN cannot be: without a mail or a last name, unclaimed, or in the trash.</summary>
    private static RezenPerson? PersonOf(FubWorld world, int ordinal) =>
        (FubPerson)world.People.Original(ordinal) is { IsTrash: false, Claimed: true, Emails.Count: > 0, LastName.Length: > 0 } person
            ? new RezenPerson(person.FirstName, person.LastName, person.Emails[0], person.Phones.Count > 0 ? "1" + person.Phones[0] : null)
            : null;

    private FubWorld WorldOf(int account) => _worlds[account % _worlds.Count];
}
