using Integrations.Abstractions;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>All sources against the simulator: full reads, changes and deltas.</summary>
public sealed class SimulatorTests
{
    private static readonly string[] s_entities =
        ["agentData", "teamRoster", "networkDownline", "networkFrontline", "listings", "transactions", "contributions", "pendingContributions", "revsharePayments"];

    [Fact]
    public async Task A_full_read_of_every_stream_brings_what_the_vendor_has_and_maps_without_rejects_or_drift()
    {
        await using var world = await World.StartAsync();

        foreach (string entity in s_entities)
        {
            await world.ReadAsync(entity, SyncMode.Full);
            Assert.Equal(world.Ids(entity), world.MirrorIds(entity));
            if (await world.Source(entity).CountAsync(world.Account, cancellationToken: TestContext.Current.CancellationToken) is { } count)
            {
                Assert.Equal(world.Ids(entity).Count, count.Total);
            }
        }

        await world.ReadAsync("sponsorTree", SyncMode.Full);
        Assert.NotEmpty(world.MirrorIds("sponsorTree"));
    }

    [Fact]
    public async Task A_down_line_of_100_000_is_read_once_each_and_a_cycle_above_it_as_it_is()
    {
        await using var world = await World.StartAsync(static o => (o.Size, o.SponsorCycle) = (RezenSimulatorSize.Tiny with { Network = 100_000 }, true));

        await world.ReadAsync("sponsorTree", SyncMode.Full);
        int read = await world.ReadAsync("networkDownline", SyncMode.Full);

        Assert.InRange(world.MirrorIds("sponsorTree").Select(static id => id.Split(':')[0]).Distinct(StringComparer.Ordinal).Count(), 1, world.MirrorIds("sponsorTree").Count);
        Assert.Equal(100_000, world.Mirror("networkDownline").Count);
        Assert.InRange(read, 100_000, 101_000);
        Assert.Equal(100_000, (await world.Source("networkDownline").CountAsync(world.Account, cancellationToken: TestContext.Current.CancellationToken))!.Total);
    }

    [Fact]
    public async Task I3_deltas_find_what_changed_and_where_it_moved()
    {
        await using var world = await World.StartAsync();
        string[] entities = ["listings", "transactions"];
        foreach (string entity in entities)
        {
            await world.ReadAsync(entity, SyncMode.Full);
        }

        for (int round = 0; round < 3; round++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(30));
            world.Simulator.Burst(world.Vendor, 60, seed: round + 7);
            world.Time.Advance(TimeSpan.FromMinutes(10));
            foreach (string entity in entities)
            {
                await world.ReadAsync(entity, SyncMode.Delta);
                Assert.Subset(world.MirrorIds(entity).ToHashSet(StringComparer.Ordinal), world.Ids(entity).ToHashSet(StringComparer.Ordinal));
                Assert.Equal(Groups(world, entity), Groups(world.Simulator.Count(world.Vendor, entity)));
            }
        }
    }

    [Fact]
    public async Task Agents_of_the_down_line_are_looked_up_in_one_read_of_it_however_many_they_are()
    {
        await using var world = await World.StartAsync();
        ISyncSource source = world.Source("networkDownline");
        string[] there = [.. world.Ids("networkDownline")];
        VendorId[] gone = [.. Enumerable.Range(0, source.IdsPerRead - there.Length).Select(static _ => new VendorId(Guid.NewGuid().ToString("D")))];
        var tally = new RequestTally();

        IReadOnlyList<SyncRecord> records = await source.ReadByIdsAsync(world.Account, [.. there.Select(static id => new VendorId(id)), .. gone], tally, TestContext.Current.CancellationToken);

        Assert.True(gone.Length > 1_000);
        Assert.Equal(there, records.Where(static r => r.Operation == SyncOperation.Upsert).Select(static r => r.Id!.Value.Value).Order(StringComparer.Ordinal));
        Assert.Equal(gone.ToHashSet(), records.Where(static r => r.Operation == SyncOperation.Delete).Select(static r => r.Id!.Value).ToHashSet());
        Assert.Equal(RezenDefaults.Tiers.Count, tally.Requests);
    }

    [Fact]
    public async Task The_down_line_is_read_no_further_than_to_the_agents_that_are_looked_for()
    {
        await using var world = await World.StartAsync();
        await world.ReadAsync("networkDownline", SyncMode.Full);
        string first = world.Mirror("networkDownline").First(static r => r.Value.Part == "1").Key;
        var tally = new RequestTally();

        SyncRecord record = Assert.Single(await world.Source("networkDownline").ReadByIdsAsync(world.Account, [new VendorId(first)], tally, TestContext.Current.CancellationToken));

        Assert.Equal("1", record.Part);
        Assert.Equal(1, tally.Requests);
    }

    /// <summary>Number of live records in each group of the mirror.</summary>
    private static (long Open, long Closed, long Terminated) Groups(World world, string entity)
    {
        HashSet<string> live = [.. world.Ids(entity)];
        ILookup<string?, string> groups = world.Mirror(entity).Where(r => live.Contains(r.Key)).ToLookup(static r => r.Value.Part, static r => r.Key, StringComparer.Ordinal);
        return (groups["OPEN"].Count(), groups["CLOSED"].Count(), groups["TERMINATED"].Count());
    }

    private static (long Open, long Closed, long Terminated) Groups(RezenSimulatorCount count) => (count.Open, count.Closed, count.Terminated);

    private sealed class World : IAsyncDisposable
    {
        private readonly Dictionary<string, Dictionary<string, SyncRecord>> _mirror = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SyncCursor> _cursors = new(StringComparer.Ordinal);
        private readonly ServiceProvider _services;

        private World(RezenSimulator simulator, FakeTimeProvider time)
        {
            Simulator = simulator;
            Time = time;
            RezenSimulatorAccount owner = simulator.Accounts[0];
            Account = new AccountInfo { Ref = new AccountRef("rezen", new RowId(1)), VendorAccountId = owner.YentaId.ToString("D") };
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton<ICredentialStore>(new StubCredentials { [Account.Ref] = owner.ApiKey });
            services.AddRezenIntegration(o =>
            {
                foreach ((string service, Uri address) in simulator.Services)
                {
                    o.Services[service] = new Uri(address.GetLeftPart(UriPartial.Authority));
                }

                o.RequestsPerSecond = 0;
            });
            _services = services.BuildServiceProvider();
        }

        public RezenSimulator Simulator { get; }

        public FakeTimeProvider Time { get; }

        public AccountInfo Account { get; }

        public long Vendor => Simulator.Accounts[0].Id;

        public static async Task<World> StartAsync(Action<RezenSimulatorOptions>? configure = null)
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 16, 12, 0, 0, TimeSpan.Zero));
            var options = new RezenSimulatorOptions { TimeProvider = time, AccountCount = 1 };
            configure?.Invoke(options);
            return new World(await RezenSimulator.StartAsync(options, TestContext.Current.CancellationToken), time);
        }

        public ISyncSource Source(string entity) => _services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == entity);

        public List<string> Ids(string entity) => [.. Simulator.Ids(Vendor, entity).Select(static id => id.ToString("D")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        public Dictionary<string, SyncRecord> Mirror(string entity) => _mirror[entity];

        public List<string> MirrorIds(string entity) => [.. _mirror[entity].Keys.Order(StringComparer.Ordinal)];

        /// <summary>Reads to the end. Returns the number of records that came.</summary>
        public async Task<int> ReadAsync(string entity, SyncMode mode)
        {
            int read = 0;
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
                read += page.Records.Count;
                foreach (SyncRecord record in page.Records)
                {
                    MappedRecord mapped = source.Mapper.Map(record, Account);
                    Assert.Null(mapped.Problem);
                    Assert.Empty(mapped.Drift);
                    mirror[record.Id!.Value.Value] = record;
                }
            }

            Assert.True(isComplete);
            return read;
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Simulator.DisposeAsync();
        }
    }
}
