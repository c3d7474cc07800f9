using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.CrashWorker;
using Integrations.Engine;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>
/// A whole system for one test: a simulated vendor on a real socket, a real database, and the engine without its hosted loop, so that the test decides when work is claimed.
/// </summary>
internal abstract class Stage : IAsyncDisposable
{
    private readonly List<ServiceProvider> _hosts = [];
    private readonly ThrowawayDatabase _database;

    protected Stage(ThrowawayDatabase database, ShiftedTime time)
    {
        Time = time;
        _database = database;
        Data = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public ShiftedTime Time { get; }

    public NpgsqlDataSource Data { get; }

    /// <summary>Services of the host that a test uses when it names none; made with the first use where nobody has named one.</summary>
    public IServiceProvider Services
    {
        get => field ??= AddHost();
        set;
    }

    public FakeLogCollector Logs { get; } = new();

    public ISyncJobs Jobs => Services.GetRequiredService<ISyncJobs>();

    /// <summary>Word of the vendor.</summary>
    public abstract string VendorWord { get; }

    protected abstract IReadOnlyList<VendorMirror> Mirrors { get; }

    /// <summary>Another process of the same host: its own services on the same database.</summary>
    /// <param name="change">Replaces services. Null replaces none.</param>
    public ServiceProvider AddHost(Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(l => l.AddProvider(new FakeLoggerProvider(Logs)));
        services.AddIntegrations(o => o.ReconcileCooldown = TimeSpan.Zero).UsePostgres(_database.ConnectionString);
        AddVendor(services);
        change?.Invoke(services);
        ServiceProvider provider = services.BuildServiceProvider();
        _hosts.Add(provider);
        return provider;
    }

    /// <summary>Key of a simulated account.</summary>
    public abstract string KeyOf(int account);

    public Task<AccountInfo> ConnectAsync(int account = 0) => ConnectAsync(KeyOf(account));

    public Task<AccountInfo> ConnectAsync(string key) => Services.GetRequiredService<IAccountConnector>()
        .ConnectAsync(VendorWord, new VendorCredential { ApiKey = key }, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>What the simulated vendor was asked.</summary>
    public abstract RequestLog Requests { get; }

    /// <summary>Changes records of the first simulated account at random.</summary>
    public abstract void ChangeVendor(int changes, int seed);

    /// <summary>Adds the vendor to a host, set up for its simulator.</summary>
    public abstract void AddVendor(IServiceCollection services);

    /// <summary>Claims and runs until nothing is ready.</summary>
    public async Task<int> DrainAsync(IServiceProvider? host = null, string owner = "test")
    {
        host ??= Services;
        ISyncStateStore states = host.GetRequiredService<ISyncStateStore>();
        SyncRunner runner = host.GetRequiredService<SyncRunner>();
        int runs = 0;
        while (true)
        {
            IReadOnlyList<SyncClaim> claims = await states.ClaimAsync(new ClaimRequest(owner, 4, TimeSpan.FromMinutes(1), 4), TestContext.Current.CancellationToken);
            if (claims.Count == 0)
            {
                return runs;
            }

            runs += claims.Count;
            await Task.WhenAll(claims.Select(c => runner.RunAsync(c, default, TestContext.Current.CancellationToken)));
        }
    }

    /// <summary>Works on webhooks until none is due. Returns the number of runs.</summary>
    public async Task<int> DrainWebhooksAsync(IServiceProvider? host = null, string owner = "test")
    {
        host ??= Services;
        IInboxStore inbox = host.GetRequiredService<IInboxStore>();
        InboxRunner runner = host.GetRequiredService<InboxRunner>();
        int runs = 0;
        while (true)
        {
            IReadOnlyList<LiveClaim> claims = await inbox.ClaimAsync(new ClaimRequest(owner, 4, TimeSpan.FromMinutes(1), 4), TestContext.Current.CancellationToken);
            if (claims.Count == 0)
            {
                return runs;
            }

            runs += claims.Count;
            await Task.WhenAll(claims.Select(c => runner.RunAsync(c, default, TestContext.Current.CancellationToken)));
        }
    }

    /// <summary>Works on webhooks, and lets those that wait become due, until none is open.</summary>
    public async Task SettleWebhooksAsync(int minutes = 30)
    {
        for (int i = 0; i < minutes * 6; i++)
        {
            await DrainWebhooksAsync();
            if (await ScalarAsync<long>("select count(*) from integrations.webhook_inbox where status in ('PENDING','ERROR')") == 0)
            {
                return;
            }

            Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Fail("Webhooks are still open: " + await TextAsync("select string_agg(event_name || ' ' || status || ' ' || coalesce(last_error, ''), ', ') from integrations.webhook_inbox where status in ('PENDING','ERROR')"));
    }

    /// <summary>Drains, and lets scheduled retries become due, until no step is open.</summary>
    public async Task SettleAsync(int minutes = 120)
    {
        for (int i = 0; i < minutes; i++)
        {
            await DrainAsync();
            if (await ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status in ('PENDING','IN_PROGRESS')") == 0)
            {
                return;
            }

            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Fail("Steps are still open: " + await TextAsync("select string_agg(entity_type || ' ' || status || ' ' || coalesce(last_error_code, ''), ', ') from integrations.sync_job_steps where status in ('PENDING','IN_PROGRESS')"));
    }

    public async Task RunJobAsync(AccountInfo account, SyncJobType type, params string[] entities)
    {
        await Jobs.RequestAsync(account.Ref, type, entities.Length == 0 ? null : entities, TestContext.Current.CancellationToken);
        await SettleAsync();
    }

    /// <summary>A delta for everything, then full reads, as a schedule would bring them.</summary>
    public async Task SyncAndReconcileAsync(AccountInfo account)
    {
        await RunJobAsync(account, SyncJobType.All);
        await RunJobAsync(account, SyncJobType.Reconcile);
    }

    /// <summary>Mirror = vendor: the same ids, and for each the same payload.</summary>
    public async Task AssertMirrorIsVendorAsync(AccountInfo account, params string[] entities)
    {
        foreach (VendorMirror mirror in Mirrors.Where(m => entities.Length == 0 || entities.Contains(m.Entity, StringComparer.Ordinal)))
        {
            SortedDictionary<string, JsonNode> vendor = ReadVendor(mirror, account);
            List<(string Id, JsonNode Record)> stored = await mirror.ReadStoredAsync(Data, account, TestContext.Current.CancellationToken);
            Assert.True(vendor.Keys.SequenceEqual(stored.Select(static r => r.Id).Order(StringComparer.Ordinal)), $"{mirror.Entity}: the vendor has {vendor.Count} records, the mirror {stored.Count}");
            foreach ((string id, JsonNode record) in stored)
            {
                AssertSame(mirror, id, vendor[id], record);
            }
        }
    }

    /// <summary>
    /// The same ids as the vendor has, and for the named records the same payload. Others may differ: the vendor changes some without a word, such as a call when its person is renamed.
    /// </summary>
    public async Task AssertRecordsAreVendorsAsync(AccountInfo account, string entity, params IEnumerable<string> ids)
    {
        VendorMirror mirror = Mirrors.Single(m => m.Entity == entity);
        SortedDictionary<string, JsonNode> vendor = ReadVendor(mirror, account);
        Dictionary<string, JsonNode> stored = await MirrorAsync(account, entity);
        Assert.Equal(vendor.Keys, stored.Keys.Order(StringComparer.Ordinal));
        foreach (string id in ids)
        {
            AssertSame(mirror, id, vendor[id], stored[id]);
        }
    }

    /// <summary>The rows of a mirror that are not deleted, by vendor id.</summary>
    public async Task<Dictionary<string, JsonNode>> MirrorAsync(AccountInfo account, string entity) =>
        (await Mirrors.Single(m => m.Entity == entity).ReadStoredAsync(Data, account, TestContext.Current.CancellationToken)).ToDictionary(static r => r.Id, static r => r.Record, StringComparer.Ordinal);

    /// <summary>The physical version of every mirror row: it changes with any write, even of equal values.</summary>
    public Task<string> VersionsAsync() => TextAsync(
        "select md5(string_agg(v, ',' order by v)) from (" + string.Join(" union all ", Mirrors.Select(static m => $"select '{m.Table}' || id || ' ' || ctid || ' ' || xmin as v from integrations.{m.Table}")) + ") rows");

    /// <summary>I6 over everything that ran: each step's outcomes add up, and no step is unsettled.</summary>
    public async Task AssertBalancedAsync() => Assert.Equal(
        0,
        await ScalarAsync<long>("select count(*) from integrations.sync_job_steps where rows_read <> rows_inserted + rows_updated + rows_unchanged + rows_deleted + rows_rejected"));

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using NpgsqlCommand command = Data.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async Task<string> TextAsync(string sql)
    {
        await using NpgsqlCommand command = Data.CreateCommand(sql);
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider host in _hosts)
        {
            await host.DisposeAsync();
        }

        await StopVendorAsync();
        await Data.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A database with the tables of a vendor, migrated when the first test asks for it.</summary>
    protected static Lazy<Task<ThrowawayDatabase>> Migrated(Action<IServiceCollection> addVendor) => new(async () =>
    {
        ThrowawayDatabase template = await SharedPostgres.CreateDatabaseAsync("e2e_template");
        var services = new ServiceCollection();
        services.AddIntegrations().UsePostgres(template.ConnectionString + ";Pooling=false");
        addVendor(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresMigrator>().MigrateAsync();
        return template;
    });

    /// <summary>A copy of a migrated database.</summary>
    protected static async Task<ThrowawayDatabase> CopyAsync(Lazy<Task<ThrowawayDatabase>> migrated, CancellationToken cancellationToken) =>
        await SharedPostgres.CreateDatabaseAsync("e2e", await migrated.Value, cancellationToken);

    /// <summary>What must be in a mirror: the vendor's records by id.</summary>
    protected abstract SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account);

    protected abstract ValueTask StopVendorAsync();

    private static void AssertSame(VendorMirror mirror, string id, JsonNode vendor, JsonNode stored) =>
        Assert.True(mirror.IsSame(vendor, stored), $"{mirror.Entity} {id}:\nvendor {vendor.ToJsonString()}\nmirror {stored.ToJsonString()}");
}
