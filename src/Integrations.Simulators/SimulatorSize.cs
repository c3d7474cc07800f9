namespace Integrations.Simulators;

/// <summary>
/// How many records an account holds when the simulator starts. Any mix can be made: <c>SimulatorSize.Tiny with { People = 40 }</c>.
/// Records are computed from the seed when they are read, so a large size costs time, not memory.
/// </summary>
public sealed record SimulatorSize
{
    /// <summary>Fewest users of an account, whatever was asked for.</summary>
    internal const int MinUsers = 6;

    /// <summary>About 1,000 records: for tests and demos that take seconds.</summary>
    public static SimulatorSize Tiny { get; } = new()
    {
        Name = "tiny",
        People = 250,
        Calls = 300,
        TextMessages = 180,
        Events = 100,
        Appointments = 60,
        Deals = 40,
        Notes = 20,
        Tasks = 10,
        Users = 10,
    };

    /// <summary>The account of one busy user: 8,250 people and 20,000 calls, the rest in proportion.</summary>
    public static SimulatorSize S { get; } = new()
    {
        Name = "S",
        People = 8_250,
        Calls = 20_000,
        TextMessages = 12_000,
        Events = 6_000,
        Appointments = 1_500,
        Deals = 900,
        Notes = 3_000,
        Tasks = 1_500,
        Users = 20,
    };

    /// <summary>A live system: 227,000 people and 572,000 calls over 16 accounts, the largest with 167,000 calls; the rest in proportion.</summary>
    public static SimulatorSize M { get; } = new()
    {
        Name = "M",
        Accounts = 16,
        People = 227_000,
        Calls = 572_000,
        TextMessages = 343_200,
        Events = 165_000,
        Appointments = 6_600,
        Deals = 24_800,
        Notes = 82_500,
        Tasks = 41_250,
        Users = 336,
    };

    /// <summary>A large system: 1.7 million people and 5.5 million calls over 120 accounts; the rest in proportion to <see cref="M"/>.</summary>
    public static SimulatorSize L { get; } = new()
    {
        Name = "L",
        Accounts = 120,
        People = 1_700_000,
        Calls = 5_500_000,
        TextMessages = 3_300_000,
        Events = 1_590_000,
        Appointments = 63_500,
        Deals = 185_000,
        Notes = 618_000,
        Tasks = 309_000,
        Users = 2_520,
    };

    /// <summary>Name that is shown: <c>tiny</c>, <c>S</c>, <c>M</c>, <c>L</c>.</summary>
    public string Name { get; init; } = "custom";

    /// <summary>Accounts over which the counts are spread, unevenly as in a live system, the first having the most. Null, the default, gives each account all of them.</summary>
    public int? Accounts { get; init; }

    /// <summary>Contacts, those in the trash and those unclaimed included.</summary>
    public int People { get; init; }

    /// <summary>Calls. About one in fifty is from an unknown number.</summary>
    public int Calls { get; init; }

    /// <summary>Text messages.</summary>
    public int TextMessages { get; init; }

    /// <summary>Lead events.</summary>
    public int Events { get; init; }

    /// <summary>Appointments.</summary>
    public int Appointments { get; init; }

    /// <summary>Deals, archived and deleted ones included.</summary>
    public int Deals { get; init; }

    /// <summary>Notes.</summary>
    public int Notes { get; init; }

    /// <summary>Tasks.</summary>
    public int Tasks { get; init; }

    /// <summary>Users, at least 6 in each account. The first is the owner, the second an admin, the last is deleted.</summary>
    public int Users { get; init; } = 10;

    /// <summary>What one account holds. The counts of all accounts add up to those of the whole.</summary>
    internal SimulatorSize OfAccount(int ordinal)
    {
        if (Accounts is not { } accounts) return this;
        var spread = new SizeSpread(accounts, ordinal);
        return this with
        {
            Accounts = null,
            People = spread.Part(People),
            Calls = spread.Part(Calls),
            TextMessages = spread.Part(TextMessages),
            Events = spread.Part(Events),
            Appointments = spread.Part(Appointments),
            Deals = spread.Part(Deals),
            Notes = spread.Part(Notes),
            Tasks = spread.Part(Tasks),
            Users = MinUsers + spread.Part(Math.Max(0, Users - (MinUsers * accounts))),
        };
    }

    /// <summary>Shows <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
