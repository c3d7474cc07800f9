using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Testing;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Fub.Tests;

/// <summary>All sources against the simulator: full reads, changes, deltas, and a vendor whose change filter is broken.</summary>
public sealed class SimulatorTests
{
    private static readonly string[] Entities = ["users", "groups", "people", "deals", "appointments", "calls", "events", "notes", "tasks", "textMessages"];

    [Fact]
    public async Task A_full_read_of_every_stream_brings_what_the_vendor_has_and_maps_without_rejects_or_drift()
    {
        await using var world = await World.StartAsync();

        foreach (string entity in Entities)
        {
            await world.ReadAsync(entity, SyncMode.Full);
            Assert.Equal(world.Ids(entity), world.MirrorIds(entity));
            if (await world.Source(entity).CountAsync(world.Account, cancellationToken: TestContext.Current.CancellationToken) is { } count)
            {
                Assert.Equal(world.Ids(entity).Count, count.Total);
            }
        }

        await world.ReadAsync("stages", SyncMode.Full);
        Assert.Equal(world.Ids("stages").Count, world.MirrorKeys("stages").Count(static k => k.StartsWith("people:", StringComparison.Ordinal)));
        Assert.Contains(world.MirrorKeys("stages"), static k => k.StartsWith("deal:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task I3_deltas_find_what_changed_also_where_the_change_filter_is_broken(bool isBroken)
    {
        await using var world = await World.StartAsync();
        if (isBroken)
        {
            world.Simulator.Faults.Add(SimulatorFault.BrokenUpdatedAfter());
        }

        foreach (string entity in Entities)
        {
            await world.ReadAsync(entity, SyncMode.Full);
        }

        for (int round = 0; round < 3; round++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(30));
            IReadOnlyList<FubSimulatorChange> changes = world.Simulator.Burst(world.Vendor, 60, seed: round + 7);
            world.Time.Advance(TimeSpan.FromMinutes(10));
            foreach (string entity in Entities)
            {
                await world.ReadAsync(entity, SyncMode.Delta);
                Assert.Subset(world.MirrorIds(entity).ToHashSet(), world.Ids(entity).ToHashSet());
            }

            foreach (FubSimulatorChange change in changes.Where(static c => c.Entity == "people"))
            {
                Assert.Equal(world.VendorUpdated(change), world.MirrorUpdated(change));
            }
        }
    }

    [Fact]
    public async Task Records_that_are_gone_are_reported_as_deletes_when_asked_for_by_id()
    {
        await using var world = await World.StartAsync();
        long gone = world.Ids("people")[3];
        long stays = world.Ids("people")[4];
        world.Simulator.Delete(world.Vendor, "people", gone);

        IReadOnlyList<SyncRecord> records = await world.Source("people").ReadByIdsAsync(world.Account, [VendorId.From(gone), VendorId.From(stays)], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(SyncOperation.Delete, records.Single(r => r.Id == VendorId.From(gone)).Operation);
        Assert.Equal(SyncOperation.Upsert, records.Single(r => r.Id == VendorId.From(stays)).Operation);
    }

    [Fact]
    public async Task An_answer_without_metadata_is_read_all_the_same()
    {
        await using var world = await World.StartAsync();
        world.Simulator.Faults.Add(SimulatorFault.MissingMetadata());

        await world.ReadAsync("calls", SyncMode.Full);

        Assert.Equal(world.Ids("calls"), world.MirrorIds("calls"));
    }

    private sealed class World : IAsyncDisposable
    {
        private readonly Dictionary<string, Dictionary<string, SyncRecord>> _mirror = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SyncCursor> _cursors = new(StringComparer.Ordinal);
        private readonly ServiceProvider _services;

        private World(FubSimulator simulator, FakeTimeProvider time)
        {
            Simulator = simulator;
            Time = time;
            Account = new AccountInfo { Ref = new AccountRef("fub", new RowId(1)), VendorAccountId = "1", HostName = "examplegroup" };
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton<ICredentialStore>(new StubCredentials { [Account.Ref] = simulator.Accounts[0].OwnerKey });
            services.AddFubIntegration(o =>
            {
                o.BaseAddress = simulator.BaseAddress;
                o.SystemName = "synthetic-system";
                o.SystemKey = "synthetic-system-key-0001";
                o.RateLimits["global"] = 100_000;
                o.RateLimits["events"] = 100_000;
                o.RateLimits["notes"] = 100_000;
            });
            _services = services.BuildServiceProvider();
        }

        public FubSimulator Simulator { get; }

        public FakeTimeProvider Time { get; }

        public AccountInfo Account { get; }

        public long Vendor => Simulator.Accounts[0].Id;

        public static async Task<World> StartAsync()
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 16, 12, 0, 0, TimeSpan.Zero));
            FubSimulator simulator = await FubSimulator.StartAsync(
                new FubSimulatorOptions { TimeProvider = time, RateLimits = FubSimulatorRateLimits.Off, AccountCount = 1 },
                TestContext.Current.CancellationToken);
            return new World(simulator, time);
        }

        public ISyncSource Source(string entity) => _services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == entity);

        public List<long> Ids(string entity) => [.. Simulator.Ids(Vendor, entity).Order()];

        public IReadOnlyCollection<string> MirrorKeys(string entity) => [.. _mirror[entity].Keys];

        public List<long> MirrorIds(string entity) => [.. MirrorKeys(entity).Select(static k => long.Parse(k, System.Globalization.CultureInfo.InvariantCulture)).Order()];

        public string? VendorUpdated(FubSimulatorChange change) =>
            Simulator.Read(Vendor, change.Entity, change.Id) is { } json ? (string?)JsonNode.Parse(json)!["updated"] : MirrorUpdated(change);

        public string? MirrorUpdated(FubSimulatorChange change) =>
            _mirror[change.Entity].TryGetValue(VendorId.From(change.Id).Value, out SyncRecord? record) ? (string?)JsonNode.Parse(record.Raw.Span)!["updated"] : null;

        public async Task ReadAsync(string entity, SyncMode mode)
        {
            ISyncSource source = Source(entity);
            if (!_mirror.TryGetValue(entity, out Dictionary<string, SyncRecord>? mirror))
            {
                _mirror[entity] = mirror = new Dictionary<string, SyncRecord>(StringComparer.Ordinal);
            }

            bool isComplete = false;
            var request = new SyncRequest { Account = Account, Mode = mode, Cursor = _cursors.GetValueOrDefault(entity) };
            await foreach (SyncPage page in source.ReadPages(request, TestContext.Current.CancellationToken))
            {
                Assert.False(isComplete);
                isComplete = page.IsLast;
                _cursors[entity] = page.Next;
                foreach (SyncRecord record in page.Records)
                {
                    MappedRecord mapped = source.Mapper.Map(record, Account);
                    Assert.Null(mapped.Problem);
                    Assert.Empty(mapped.Drift);
                    mirror[record.Id!.Value.Value] = record;
                }
            }

            Assert.True(isComplete);
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Simulator.DisposeAsync();
        }
    }
}
