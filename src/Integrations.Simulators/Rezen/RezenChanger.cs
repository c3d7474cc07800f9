using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>Changes the records of one user, with what the vendor changes along with them. The gate of the world is held by the caller.</summary>
internal sealed class RezenChanger(RezenWorld world, SimulatorFaults faults, bool announces)
{
    public Guid Create(RezenCollection collection, JsonObject fields)
    {
        var id = collection.Create(JsonFields.Read(fields), VisibleAt(collection));
        Announce(collection, id, "CREATED");
        return id;
    }

    public void Edit(RezenCollection collection, int ordinal, JsonObject fields, bool touch)
    {
        collection.Edit(ordinal, JsonFields.Read(fields), touch, VisibleAt(collection));
        if (collection.LoadLatest(ordinal) is { } record) Announce(collection, record.Id, "UPDATED");
    }

    /// <summary>Brings a transaction or listing to another state. The listing that a transaction was made from follows it.</summary>
    public void Move(RezenDeals deals, RezenDeal deal, string state)
    {
        deals.Edit(deal.Ordinal, JsonFields.Read(StateOf(state)), touch: true, VisibleAt(deals));
        var group = ((RezenDeal)deals.LoadLatest(deal.Ordinal)!).Group;
        Announce(deals, deal.Id, group switch { RezenDeal.Closed => "CLOSED", RezenDeal.Terminated when !deal.IsListing => "TERMINATED", _ => "UPDATED" });
        if (deal.IsListing || deal.Linked is not { } from || world.Listings.Find(from) is not { } listing) return;
        var follows = StateOf(group switch { RezenDeal.Closed => "LISTING_CLOSED", RezenDeal.Terminated => "LISTING_ACTIVE", _ => "LISTING_IN_CONTRACT" });
        follows["inContractTransactionId"] = group == RezenDeal.Terminated ? null : deal.Id.ToString("D");
        Edit(world.Listings, listing.Ordinal, follows, touch: true);
    }

    /// <summary>Makes a transaction from a listing and links both.</summary>
    public Guid PutInContract(RezenDeal listing)
    {
        var price = new JsonObject { ["amount"] = listing.Price - 5_000, ["currency"] = world.Account.Currency };
        var made = Create(world.Transactions, new JsonObject { ["builtFromTransactionId"] = listing.Id.ToString("D"), ["price"] = price });
        var follows = StateOf("LISTING_IN_CONTRACT");
        follows["inContractTransactionId"] = made.ToString("D");
        Edit(world.Listings, listing.Ordinal, follows, touch: true);
        return made;
    }

    public List<RezenSimulatorChange> Burst(int count, int seed)
    {
        var draw = Draw.For(world.Seed, 999, seed);
        var changes = new List<RezenSimulatorChange>(count);
        for (var attempts = 0; changes.Count < count && attempts < count * 50; attempts++)
            if (One(ref draw) is { } change)
                changes.Add(change);
        return changes;
    }

    private static JsonObject StateOf(string state) => new() { ["lifecycleState"] = new JsonObject { ["state"] = state, ["description"] = null } };

    private JsonObject Money(long amount) => new() { ["amount"] = amount, ["currency"] = world.Account.Currency };

    private RezenSimulatorChange? One(ref Draw draw)
    {
        var entity = draw.Next(100);
        var kind = draw.Next(100);
        return entity switch
        {
            < 45 => Deal(world.Transactions, kind, ref draw),
            < 65 => Deal(world.Listings, kind, ref draw),
            < 80 => Any(world.Network, kind, kind < 50 ? new JsonObject { ["tier"] = 1 + draw.Next(RezenNetwork.Tiers) } : new JsonObject { ["status"] = draw.Pick<string>(RezenWords.AgentStatuses) }, ref draw),
            < 90 => Any(world.Contributions, kind, new JsonObject { ["payout"] = Money(5 + draw.Next(1_200)) }, ref draw),
            < 94 => Any(world.Pending, kind, new JsonObject { ["payout"] = Money(5 + draw.Next(1_200)) }, ref draw),
            < 98 => Any(world.Team, Math.Max(kind, 20), new JsonObject { ["memberCommissionSplit"] = draw.Next(21) * 5 }, ref draw),
            _ => Any(world.Payments, kind, new JsonObject { ["status"] = draw.Chance(50) ? "PAID" : "PROCESSING" }, ref draw),
        };
    }

    private RezenSimulatorChange? Deal(RezenDeals deals, int kind, ref Draw draw)
    {
        if (kind >= 90 || kind < 15 || AnyRecord(deals, ref draw) is not RezenDeal deal)
            return Any(deals, kind, [], ref draw);
        if (kind < 50) return Edited(deals, deal, new JsonObject { ["price"] = Money(150_000 + (draw.Next(180) * 5_000L)) });
        for (var attempt = 0; attempt < 8 && deal is { IsListing: true, Linked: not null }; attempt++) deal = AnyRecord(deals, ref draw) as RezenDeal ?? deal;
        if (deal is { IsListing: true, State: "LISTING_ACTIVE" })
            return new RezenSimulatorChange(RezenSimulatorChangeKind.PutInContract, world.Transactions.Path, PutInContract(deal));
        string[] states = deal.IsListing ? ["LISTING_ACTIVE", "TERMINATION_REQUESTED", "TERMINATED"] : ["NEW", "APPROVED_FOR_CLOSING", "SETTLED", "TERMINATED"];
        if (deal is { IsListing: true, Linked: not null }) return null;
        Move(deals, deal, draw.Pick<string>(states));
        return new RezenSimulatorChange(RezenSimulatorChangeKind.Moved, deals.Path, deal.Id);
    }

    private RezenSimulatorChange? Any(RezenCollection collection, int kind, JsonObject fields, ref Draw draw)
    {
        if (kind < 15) return new RezenSimulatorChange(RezenSimulatorChangeKind.Created, collection.Path, Create(collection, []));
        if (AnyRecord(collection, ref draw) is not { } record || (collection is RezenTeam && record.Ordinal == 0)) return null;
        if (kind < 95) return Edited(collection, record, fields);
        collection.Remove(record.Ordinal);
        return new RezenSimulatorChange(RezenSimulatorChangeKind.Deleted, collection.Path, record.Id);
    }

    private RezenSimulatorChange Edited(RezenCollection collection, RezenRecord record, JsonObject fields)
    {
        Edit(collection, record.Ordinal, fields, touch: true);
        return new RezenSimulatorChange(RezenSimulatorChangeKind.Edited, collection.Path, record.Id);
    }

    private static RezenRecord? AnyRecord(RezenCollection collection, ref Draw draw) => collection.Count == 0 ? null : collection.LoadLatest(draw.Next(collection.Count));

    private void Announce(RezenCollection collection, Guid id, string verb)
    {
        if (!announces || collection is not RezenDeals) return;
        world.Announced.Add(new RezenAnnouncement((collection is RezenListings ? "LISTING_" : "TRANSACTION_") + verb, id));
    }

    private long VisibleAt(RezenCollection collection) => world.VisibleAfter(faults.VisibilityDelay(world.Account.Id, collection.Path));
}
