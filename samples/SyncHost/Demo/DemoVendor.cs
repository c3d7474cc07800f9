using Integrations.Simulators;

namespace SyncHost.Demo;

/// <summary>The simulated Follow Up Boss of the demo, whose accounts change in rounds. A round is a function of seed and number, so that it can be played again.</summary>
internal sealed class DemoVendor : IAsyncDisposable
{
    public const string SystemName = "Integrations-Demo";
    public const string SystemKey = "synthetic-system-key-demo";

    private readonly FubSimulator _simulator;
    private readonly DemoClock _clock;
    private readonly DemoOptions _options;

    private DemoVendor(FubSimulator simulator, DemoClock clock, DemoOptions options)
    {
        _simulator = simulator;
        _clock = clock;
        _options = options;
    }

    public Uri BaseAddress => _simulator.BaseAddress;

    public IReadOnlyList<FubSimulatorAccount> Accounts => _simulator.Accounts;

    public FubSimulatorWebhooks Webhooks => _simulator.Webhooks;

    public int Rounds { get; private set; }

    public static async Task<DemoVendor> StartAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var clock = new DemoClock();
        var vendor = new FubSimulatorOptions
        {
            Seed = options.Seed,
            Size = options.Size,
            AccountCount = options.Accounts,
            RateLimits = options.Limits,
            TimeProvider = clock,
            SystemName = SystemName,
            SystemKey = SystemKey,
        };

        // As bad as it may get: one delivery in ten comes twice, one in fifty has somebody else's signature, and they come in any order.
        (vendor.Webhooks.Deliver, vendor.Webhooks.AllowLoopbackHttp) = (true, true);
        (vendor.Webhooks.DuplicateShare, vendor.Webhooks.ForgedShare, vendor.Webhooks.MaxDelay) = (0.1, 0.02, TimeSpan.FromMilliseconds(500));
        FubSimulator simulator = await FubSimulator.StartAsync(vendor, cancellationToken);
        return new DemoVendor(simulator, clock, options);
    }

    /// <summary>Creates, edits, deletes and merges: about one record in a hundred.</summary>
    public int ChangeAt(DateTimeOffset at)
    {
        Rounds++;
        int changes = 0;
        _clock.PlayAt(at, () =>
        {
            foreach (FubSimulatorAccount account in _simulator.Accounts)
            {
                int seed = HashCode(_options.Seed, Rounds);
                changes += _simulator.Burst(account.Id, Math.Max(20, _simulator.Ids(account.Id, "people").Count / 40), seed).Count;
                long[] people = [.. _simulator.Ids(account.Id, "people").OrderDescending().Skip(Rounds * 3).Take(3)];
                _simulator.Merge(account.Id, people[0], [people[1]]);
                _simulator.Delete(account.Id, "people", people[2]);
                changes += 2;
            }
        });
        return changes;
    }

    /// <summary>From now on the vendor fails as vendors do: 500, 429, connections that break.</summary>
    public void StartStorm()
    {
        _simulator.Faults.Add(SimulatorFault.ServerError() with { Every = 7, Times = 6 });
        _simulator.Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(1)) with { Every = 20, Times = 2 });
        _simulator.Faults.Add(SimulatorFault.CutConnection() with { Every = 11, Times = 4 });
    }

    /// <summary>Ends the storm. Returns how many requests it has hit, by kind of fault.</summary>
    public IReadOnlyList<FaultReport> EndStorm()
    {
        FaultReport[] hits = [.. _simulator.Faults.Active.Select(static f => new FaultReport(f.Fault.Kind.ToString(), f.Fired))];
        _simulator.Faults.Clear();
        return hits;
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    private static int HashCode(int seed, int round) => unchecked((seed * 397) ^ round);
}
