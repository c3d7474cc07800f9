using System.Text.Json.Nodes;
using Integrations.Fub;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>Follow Up Boss. Events are an id tail with a window, text messages one walk per person by the vendor's design: neither counts as a delta.</summary>
internal sealed class FubBench : BenchVendor
{
    private const string SystemName = "Integrations-Benchmarks";
    private const string SystemKey = "synthetic-system-key";

    public override string Name => FubDefaults.Vendor;

    public override IReadOnlyList<string> CountedEntities => ["people", "calls", "textMessages", "events", "appointments", "deals"];

    public override IReadOnlyList<string> DeltaNeeds => ["users", "stages"];

    public override IReadOnlyList<string> DeltaEntities => ["people", "calls"];

    public override IReadOnlyList<string> DeltaTables => ["fub_people", "fub_calls", "participant", "contact_log"];

    public override string MemoryEntity => "calls";

    public override void Register(IServiceCollection services, Uri address) => services.AddFubIntegration(o =>
    {
        o.BaseAddress = address;
        o.SystemName = SystemName;
        o.SystemKey = SystemKey;
    });

    public override async Task<BenchSimulator> StartAsync(BenchSize size, CancellationToken cancellationToken) => new Simulator(await FubSimulator.StartAsync(
        size switch
        {
            BenchSize.WarmUp => Options(SimulatorSize.S with { Name = "warm-up", People = 2_000, Calls = 4_000, TextMessages = 2_000, Events = 1_000 }),
            BenchSize.S => Options(SimulatorSize.S),
            BenchSize.M => Options(SimulatorSize.M),
            BenchSize.L => Options(SimulatorSize.L),
            BenchSize.Delta => Options(new SimulatorSize { People = 8_250, Calls = 20_000, Users = 20 }, accounts: 1),
            BenchSize.MemorySmall => Options(new SimulatorSize { People = 2_000, Calls = 20_000, Users = 20 }, accounts: 1),
            BenchSize.MemoryLarge => Options(new SimulatorSize { People = 2_000, Calls = 167_000, Users = 20 }, accounts: 1),
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "Unknown size."),
        },
        cancellationToken));

    private static FubSimulatorOptions Options(SimulatorSize size, int? accounts = null) => new()
    {
        Size = size,
        AccountCount = accounts,
        RateLimits = FubSimulatorRateLimits.Off,
        RequestLogCapacity = 10,
        SystemName = SystemName,
        SystemKey = SystemKey,
    };

    private sealed class Simulator(FubSimulator vendor) : BenchSimulator
    {
        public override Uri Address => vendor.BaseAddress;

        public override IReadOnlyList<string> Keys { get; } = [.. vendor.Accounts.Select(static a => a.OwnerKey)];

        public override long Count(int account, string entity) => vendor.Count(vendor.Accounts[account].Id, entity).Total;

        public override void ChangeOneInHundred()
        {
            foreach ((string entity, string field) in new[] { ("people", "firstName"), ("calls", "note") })
            {
                IReadOnlyList<long> ids = vendor.Ids(vendor.Accounts[0].Id, entity);
                for (int i = 0; i < ids.Count; i += 100)
                {
                    vendor.Edit(vendor.Accounts[0].Id, entity, ids[i], new JsonObject { [field] = "Changed" });
                }
            }
        }

        public override ValueTask DisposeAsync() => vendor.DisposeAsync();
    }
}
