namespace Integrations.Simulators;

/// <summary>Listings. The first ones became transactions.</summary>
internal sealed class RezenListings(RezenWorld world) : RezenDeals(world, "listings", RezenKind.Listing, world.Size.Listings)
{
    protected override bool IsListings => true;

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look ^ 0x3B3B);
        var isGenerated = ordinal < BaseCount;
        var sold = isGenerated && ordinal * (long)RezenTransactions.PerListing < World.Size.Transactions ? (RezenDeal)World.Transactions.Original(ordinal * RezenTransactions.PerListing) : null;
        var luck = draw.Next(100);
        var state = sold?.Group switch
        {
            RezenDeal.Closed => "LISTING_CLOSED",
            RezenDeal.Open => "LISTING_IN_CONTRACT",
            _ => !isGenerated || luck < 55 ? "LISTING_ACTIVE" : luck < 65 ? "TERMINATION_REQUESTED" : "TERMINATED",
        };
        var created = sold is not null ? sold.Created - ((10 + draw.Next(60)) * World.Day)
            : isGenerated ? Spread(World.Seed, Stream, ordinal, BaseCount, World.HistoryStart, World.HistoryEnd)
            : 0;
        return new RezenDeal
        {
            Ordinal = ordinal,
            Id = IdOf(ordinal),
            Look = look,
            IsListing = true,
            Created = created,
            Updated = sold is not null ? sold.Updated + 1_000 : isGenerated ? created + draw.Next(Math.Max(1, World.HistoryEnd - created)) : created,
            State = state,
            Price = sold is not null ? sold.Price + 10_000 : 150_000 + (draw.Next(180) * 5_000),
            Currency = sold?.Currency ?? CurrencyOf(ordinal),
            CommissionPercent = 0.03m,
            ClosingDay = sold?.ClosingDay ?? (isGenerated ? created + (90 * World.Day) : 0),
            Linked = sold is { Group: not RezenDeal.Terminated } ? sold.Id : null,
            Participants = ParticipantsOf(World.Size.Transactions + ordinal),
        };
    }
}
