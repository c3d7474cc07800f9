namespace Integrations.Simulators;

/// <summary>Transactions. Every third one was made from a listing.</summary>
internal sealed class RezenTransactions(RezenWorld world) : RezenDeals(world, "transactions", RezenKind.Transaction, world.Size.Transactions)
{
    /// <summary>One in so many transactions was made from a listing.</summary>
    public const int PerListing = 3;

    private static readonly string[] s_openStates =
        ["NEW", "CALCULATE_LEDGER", "NEEDS_COMMISSION_VALIDATION", "COMMISSION_VALIDATED", "COMMISSION_DOCUMENT_SENT", "APPROVED_FOR_CLOSING", "WAITING_ON_PAYMENT", "TERMINATION_REQUESTED"];

    protected override bool IsListings => false;

    protected override RezenRecord Generate(int ordinal, ulong look)
    {
        var draw = new Draw(look ^ 0x7A7A);
        var isGenerated = ordinal < BaseCount;
        var shared = isGenerated ? World.SharedDeal(ordinal) : null;
        var created = shared?.Created ?? (isGenerated ? Spread(World.Seed, Stream, ordinal, BaseCount, World.HistoryStart, World.HistoryEnd) : 0);
        var closing = shared?.ClosingDay ?? (isGenerated ? created + ((20 + draw.Next(70)) * World.Day) : 0);
        var luck = draw.Next(100);
        var state = !isGenerated || luck < 6 || (luck < 85 && closing > World.HistoryEnd) ? draw.Pick<string>(s_openStates) : luck < 12 ? "TERMINATED" : draw.Chance(80) ? "SETTLED" : "CLOSED";
        return new RezenDeal
        {
            Ordinal = ordinal,
            Id = IdOf(ordinal),
            Look = look,
            Created = created,
            Updated = isGenerated ? created + draw.Next(Math.Max(1, Math.Min(World.HistoryEnd, closing + (5 * World.Day)) - created)) : created,
            State = state,
            TransactionType = draw.Chance(90) ? "SALE" : draw.Chance(70) ? "LEASE" : "REFERRAL",
            Price = shared?.Price ?? 150_000 + (draw.Next(180) * 5_000),
            Currency = CurrencyOf(ordinal),
            CommissionPercent = shared is not null || draw.Chance(70) ? 0.03m : 0.025m,
            ClosingDay = closing,
            Linked = isGenerated && ordinal % PerListing == 0 && ordinal / PerListing < World.Size.Listings ? World.Listings.IdOf(ordinal / PerListing) : null,
            Shared = shared,
            Participants = ParticipantsOf(ordinal),
        };
    }
}
