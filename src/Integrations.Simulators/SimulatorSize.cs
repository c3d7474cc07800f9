namespace Integrations.Simulators;

/// <summary>
/// How many records an account holds when the simulator starts. Any mix can be made: <c>SimulatorSize.Tiny with { People = 40 }</c>.
/// Records are computed from the seed when they are read, so a large size costs time, not memory.
/// </summary>
public sealed record SimulatorSize
{
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

    /// <summary>Name that is shown: <c>tiny</c>, <c>S</c>.</summary>
    public string Name { get; init; } = "custom";

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

    /// <summary>Users, at least 6. The first is the owner, the second an admin, the last is deleted.</summary>
    public int Users { get; init; } = 10;

    /// <summary>Shows <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
