using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace SyncHost.Demo;

/// <summary>A simulated vendor of the demo, whose accounts change in rounds. A round is a function of seed and number, so that it can be played again.</summary>
internal abstract class DemoVendor(DemoVendorKind kind, DemoOptions options) : IAsyncDisposable
{
    /// <summary>When what all vendors share from the beginning was made: where the generated history ends.</summary>
    private static readonly DateTimeOffset s_beginning = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);

    public string Name => kind.Name;

    public string Title => kind.Title;

    /// <summary>The accounts. Those at the same place belong to the same user of the host, whatever the vendor.</summary>
    public abstract IReadOnlyList<DemoAccount> Accounts { get; }

    public abstract SimulatorWebhooks Webhooks { get; }

    /// <summary>Which core table each stream has its rows in.</summary>
    public abstract IReadOnlyList<DemoCoreTable> Core { get; }

    protected DemoClock Clock { get; } = new();

    protected abstract SimulatorFaults Faults { get; }

    /// <summary>Adds the vendor to the host, set up for its simulator.</summary>
    public abstract void Register(IServiceCollection services);

    /// <summary>Makes the people and the deal that all vendors have from the beginning.</summary>
    public void Begin() => Clock.PlayAt(s_beginning, () => Meet(Accounts[0], new DemoEncounter(Round: 0), Place));

    /// <summary>One round: every account changes, about one record in a hundred, and somebody comes who is at all vendors.</summary>
    public int ChangeAt(int round, DateTimeOffset at)
    {
        int changes = 0;
        Clock.PlayAt(at, () =>
        {
            foreach (DemoAccount account in Accounts)
            {
                changes += Change(account, round, unchecked((options.Seed * 397) ^ round));
            }

            changes += Meet(Accounts[0], new DemoEncounter(round), Place);
        });
        return changes;
    }

    /// <summary>From now on the vendor fails as vendors do: 500, 429, connections that break.</summary>
    public void StartStorm()
    {
        Faults.Add(SimulatorFault.ServerError() with { Every = 7, Times = 6 });
        Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(1)) with { Every = 20, Times = 2 });
        Faults.Add(SimulatorFault.CutConnection() with { Every = 11, Times = 4 });
    }

    /// <summary>Ends the storm. Returns how many requests it has hit, by kind of fault.</summary>
    public IReadOnlyList<FaultReport> EndStorm()
    {
        FaultReport[] hits = [.. Faults.Active.Select(f => new FaultReport(Name, f.Fault.Kind.ToString(), f.Fired))];
        Faults.Clear();
        return hits;
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Creates, edits and deletes. Returns the number of changes.</summary>
    protected abstract int Change(DemoAccount account, int round, int seed);

    /// <summary>Makes the people and the deal of an encounter, as this vendor knows them. Returns the number of changes.</summary>
    protected abstract int Meet(DemoAccount account, DemoEncounter encounter, int vendor);

    /// <summary>As bad as it may get: one delivery in ten comes twice, one in ten has a forged one beside it, and they come in any order.</summary>
    protected static void Trouble(SimulatorWebhookOptions webhooks)
    {
        (webhooks.Deliver, webhooks.AllowLoopbackHttp) = (true, true);
        (webhooks.DuplicateShare, webhooks.ForgedShare, webhooks.MaxDelay) = (0.1, 0.1, TimeSpan.FromMilliseconds(500));
    }

    private int Place => DemoVendorKind.All.TakeWhile(k => k != kind).Count();
}

/// <summary>An account of a simulator.</summary>
/// <param name="Id">Number that the simulator knows it by.</param>
/// <param name="Name">Name for people.</param>
/// <param name="ApiKey">Key of its owner.</param>
internal sealed record DemoAccount(long Id, string Name, string ApiKey);

/// <summary>Where the rows of a stream are in the core.</summary>
/// <param name="Entity">Entity word of the stream.</param>
/// <param name="Table">Core table.</param>
internal sealed record DemoCoreTable(string Entity, string Table)
{
    /// <summary>Condition of the mirror rows that have a core row. Null for all.</summary>
    public string? Mirror { get; init; }

    /// <summary>The key of the core row, made of mirror columns. Null for the key of the mirror.</summary>
    public string? Key { get; init; }

    /// <summary>The key of the core row that <see cref="Key"/> is compared with, made of its columns. Null for the vendor's id.</summary>
    public string? CoreKey { get; init; }

    /// <summary>True when the core table names the mirror table that a row comes from, because several streams share it.</summary>
    public bool NamesMirror { get; init; }

    /// <summary>True when other streams make rows of the core table too, so that it may have more.</summary>
    public bool IsShared { get; init; }
}
