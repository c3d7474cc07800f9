namespace Integrations.Simulators;

/// <summary>
/// How many records an account of the reZEN simulator holds when it starts. Any mix can be made: <c>RezenSimulatorSize.Tiny with { Network = 100_000 }</c>.
/// Records are computed from the seed when they are read, so a large size costs time, not memory.
/// </summary>
public sealed record RezenSimulatorSize
{
    /// <summary>About 800 records: for tests and demos that take seconds.</summary>
    public static RezenSimulatorSize Tiny { get; } = new()
    {
        Name = "tiny",
        Transactions = 60,
        Listings = 26,
        Participants = 408,
        Contributions = 300,
        PendingContributions = 12,
        Payments = 6,
        Network = 50,
        Agents = 12,
    };

    /// <summary>The account of one busy team leader: 2,000 transactions and 10,000 contributions, the rest in proportion.</summary>
    public static RezenSimulatorSize S { get; } = new()
    {
        Name = "S",
        Transactions = 2_000,
        Listings = 875,
        Participants = 13_630,
        Contributions = 10_000,
        PendingContributions = 160,
        Payments = 24,
        Network = 1_700,
        Agents = 110,
    };

    /// <summary>A live system: 103,000 transactions, 45,000 listings, 702,000 participants, 516,000 contributions, 87,000 people of networks and 37,000 agents of teams over 335 accounts.</summary>
    public static RezenSimulatorSize M { get; } = new()
    {
        Name = "M",
        Accounts = 335,
        Transactions = 103_000,
        Listings = 45_000,
        Participants = 702_000,
        Contributions = 516_000,
        PendingContributions = 8_000,
        Payments = 8_000,
        Network = 87_000,
        Agents = 37_000,
    };

    /// <summary>A large system: seven and a half times <see cref="M"/>, over 2,500 accounts.</summary>
    public static RezenSimulatorSize L { get; } = new()
    {
        Name = "L",
        Accounts = 2_500,
        Transactions = 770_000,
        Listings = 336_000,
        Participants = 5_250_000,
        Contributions = 3_860_000,
        PendingContributions = 60_000,
        Payments = 60_000,
        Network = 650_000,
        Agents = 277_000,
    };

    /// <summary>Name that is shown: <c>tiny</c>, <c>S</c>, <c>M</c>, <c>L</c>.</summary>
    public string Name { get; init; } = "custom";

    /// <summary>Accounts over which the counts are spread, unevenly as in a live system, the first having the most. Null, the default, gives each account all of them.</summary>
    public int? Accounts { get; init; }

    /// <summary>Transactions of all lifecycle groups.</summary>
    public int Transactions { get; init; }

    /// <summary>Listings of all lifecycle groups. One in three transactions was made from one, as far as there are enough.</summary>
    public int Listings { get; init; }

    /// <summary>Participants of transactions and listings together.</summary>
    public int Participants { get; init; }

    /// <summary>Revenue-share contributions of all tiers.</summary>
    public int Contributions { get; init; }

    /// <summary>Contributions that are not paid yet.</summary>
    public int PendingContributions { get; init; }

    /// <summary>Revenue-share payments.</summary>
    public int Payments { get; init; }

    /// <summary>People of the down-line, in five tiers and all statuses.</summary>
    public int Network { get; init; }

    /// <summary>Agents of the user's team, the user included; at least 1 in each account.</summary>
    public int Agents { get; init; } = 1;

    /// <summary>What one account holds. The counts of all accounts add up to those of the whole.</summary>
    internal RezenSimulatorSize OfAccount(int ordinal)
    {
        if (Accounts is not { } accounts) return this;
        var spread = new SizeSpread(accounts, ordinal);
        return this with
        {
            Accounts = null,
            Transactions = spread.Part(Transactions),
            Listings = spread.Part(Listings),
            Participants = spread.Part(Participants),
            Contributions = spread.Part(Contributions),
            PendingContributions = spread.Part(PendingContributions),
            Payments = spread.Part(Payments),
            Network = spread.Part(Network),
            Agents = 1 + spread.Part(Math.Max(0, Agents - accounts)),
        };
    }

    /// <summary>Shows <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
