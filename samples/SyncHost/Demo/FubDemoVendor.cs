using System.Text.Json.Nodes;
using Integrations.Fub;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace SyncHost.Demo;

/// <summary>The simulated Follow Up Boss of the demo.</summary>
internal sealed class FubDemoVendor : DemoVendor
{
    private const string SystemName = "Integrations-Demo";
    private const string SystemKey = "synthetic-system-key-demo";

    private static readonly SimulatorSize[] s_sizes = [SimulatorSize.Tiny, SimulatorSize.S, SimulatorSize.M, SimulatorSize.L];

    private FubSimulator _simulator = null!;

    private FubDemoVendor(DemoOptions options)
        : base(Kind, options)
    {
    }

    public static DemoVendorKind Kind { get; } =
        new(FubDefaults.Vendor, "Follow Up Boss", [.. s_sizes.Select(static s => new DemoSize(s.Name, s.Accounts))], static async (options, cancellationToken) => await StartAsync(options, cancellationToken));

    public override IReadOnlyList<DemoAccount> Accounts => [.. _simulator.Accounts.Select(static a => new DemoAccount(a.Id, a.Name, a.OwnerKey))];

    public override SimulatorWebhooks Webhooks => _simulator.Webhooks;

    public override IReadOnlyList<DemoCoreTable> Core { get; } =
    [
        new(FubStreams.People.Name.Entity, "participant") { Mirror = "not is_trashed" },
        new(FubStreams.Deals.Name.Entity, "transaction") { Mirror = "lower(status) is distinct from 'deleted'" },
        new(FubStreams.Appointments.Name.Entity, "contact_log") { NamesMirror = true },
        new(FubStreams.Calls.Name.Entity, "contact_log") { NamesMirror = true },
        new(FubStreams.TextMessages.Name.Entity, "contact_log") { NamesMirror = true },
        new(FubStreams.Notes.Name.Entity, "contact_log") { NamesMirror = true },
        new(FubStreams.Tasks.Name.Entity, "contact_log") { NamesMirror = true },
    ];

    protected override SimulatorFaults Faults => _simulator.Faults;

    /// <summary>What the simulator of a demo generates: other vendors may have some of its people and deals.</summary>
    public static FubSimulatorOptions Simulated(DemoOptions options) => new() { Seed = options.Seed, Size = s_sizes.Single(s => s.Name == options.Size), AccountCount = options.Accounts };

    public override void Register(IServiceCollection services) => services.AddFubIntegration(o =>
    {
        o.BaseAddress = _simulator.BaseAddress;
        o.SystemName = SystemName;
        o.SystemKey = SystemKey;
    });

    public override ValueTask DisposeAsync() => _simulator.DisposeAsync();

    protected override int Change(DemoAccount account, int round, int seed)
    {
        int changes = _simulator.Burst(account.Id, Math.Max(20, _simulator.Ids(account.Id, "people").Count / 40), seed).Count;
        long[] people = [.. _simulator.Ids(account.Id, "people").OrderDescending().Skip(round * 3).Take(3)];
        _simulator.Merge(account.Id, people[0], [people[1]]);
        _simulator.Delete(account.Id, "people", people[2]);
        return changes + 2;
    }

    protected override int Meet(DemoAccount account, DemoEncounter encounter, int vendor)
    {
        IReadOnlyList<DemoPerson> people = encounter.PeopleAt(vendor);
        long[] ids = [.. people.Select(person => _simulator.Create(account.Id, "people", new JsonObject
        {
            ["firstName"] = person.FirstName,
            ["lastName"] = person.LastName,
            ["emails"] = new JsonArray(new JsonObject { ["value"] = person.Mail }),
            ["phones"] = new JsonArray(new JsonObject { ["value"] = person.Phone }),
            ["stage"] = "Lead",
            ["claimed"] = true,
        }))];
        _simulator.Create(account.Id, "deals", new JsonObject
        {
            ["name"] = "9 Sample Street",
            ["personId"] = ids[0],
            ["price"] = encounter.Price,
            ["projectedCloseDate"] = encounter.ClosingDate + "T00:00:00Z",
            ["status"] = "Active",
        });
        return ids.Length + 1;
    }

    private static async Task<FubDemoVendor> StartAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var vendor = new FubDemoVendor(options);
        FubSimulatorOptions simulator = Simulated(options);
        simulator.RateLimits = options.HasLimits ? FubSimulatorRateLimits.Vendor : FubSimulatorRateLimits.Off;
        simulator.TimeProvider = vendor.Clock;
        (simulator.SystemName, simulator.SystemKey) = (SystemName, SystemKey);
        Trouble(simulator.Webhooks);
        vendor._simulator = await FubSimulator.StartAsync(simulator, cancellationToken);
        return vendor;
    }
}
