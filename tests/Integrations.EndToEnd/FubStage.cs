using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.CrashWorker;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Http;
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
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>Migrated once; each test gets a copy.</summary>
    private static readonly Lazy<Task<ThrowawayDatabase>> Migrated = new(async () =>
    {
        ThrowawayDatabase template = await SharedPostgres.CreateDatabaseAsync("e2e_template");
        var services = new ServiceCollection();
        services.AddIntegrations().UsePostgres(template.ConnectionString + ";Pooling=false");
        services.AddFubIntegration();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresMigrator>().MigrateAsync();
        return template;
    });

    private readonly List<ServiceProvider> _hosts = [];
    private readonly ThrowawayDatabase _database;
    private readonly Action<FubOptions>? _fub;

    private Stage(FubSimulator vendor, ThrowawayDatabase database, ShiftedTime time, Action<FubOptions>? fub)
    {
        Vendor = vendor;
        Time = time;
        _database = database;
        _fub = fub;
        Data = NpgsqlDataSource.Create(database.ConnectionString);
        Services = AddHost();
    }

    public FubSimulator Vendor { get; }

    public ShiftedTime Time { get; }

    public NpgsqlDataSource Data { get; }

    public IServiceProvider Services { get; }

    public FakeLogCollector Logs { get; } = new();

    public ISyncJobs Jobs => Services.GetRequiredService<ISyncJobs>();

    public static async Task<Stage> OpenAsync(Action<FubSimulatorOptions>? vendor = null, Action<FubOptions>? fub = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var time = new ShiftedTime();
        var options = new FubSimulatorOptions { TimeProvider = time, AdvanceClock = time.Advance, RateLimits = FubSimulatorRateLimits.Off };
        vendor?.Invoke(options);
        ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("e2e", await Migrated.Value, cancellationToken);
        FubSimulator simulator = await FubSimulator.StartAsync(options, cancellationToken);
        return new Stage(simulator, database, time, fub);
    }

    /// <summary>Another process of the same host: its own services on the same database.</summary>
    /// <param name="change">Replaces services. Null replaces none.</param>
    public ServiceProvider AddHost(Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(l => l.AddProvider(new FakeLoggerProvider(Logs)));
        services.AddIntegrations(o => o.ReconcileCooldown = TimeSpan.Zero).UsePostgres(_database.ConnectionString);
        services.AddFubIntegration(o =>
        {
            o.BaseAddress = Vendor.BaseAddress;
            o.SystemName = "Integrations-EndToEnd";
            o.SystemKey = "synthetic-system-key-e2e";
            (o.OAuth.ClientId, o.OAuth.ClientSecret) = ("client_sim_0001", "secret_sim_0001");
            (o.OAuth.AuthorizeAddress, o.OAuth.TokenAddress) = (Vendor.OAuth.AuthorizeAddress, Vendor.OAuth.TokenAddress);
            _fub?.Invoke(o);
        });
        change?.Invoke(services);
        ServiceProvider provider = services.BuildServiceProvider();
        _hosts.Add(provider);
        return provider;
    }

    public Task<AccountInfo> ConnectAsync(int account = 0) => ConnectAsync(Vendor.Accounts[account].OwnerKey);

    public Task<AccountInfo> ConnectAsync(string key) => Services.GetRequiredService<IAccountConnector>()
        .ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = key }, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A user signs in: the host sends the browser to the vendor, which sends it back at once.</summary>
    public async Task<OAuthResult> SignInAsync(int account = 0, IServiceProvider? host = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        IFubOAuth oauth = (host ?? Services).GetRequiredService<IFubOAuth>();
        var owner = new ConnectOptions { UserId = 7, TenantId = new Guid("11111111-2222-4333-8444-555555555555") };
        Vendor.OAuth.Approve(Vendor.Accounts[account].Id);
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), owner, cancellationToken: cancellationToken);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(page, cancellationToken);
        return await oauth.CompleteAsync(back.Headers.Location!.Query, owner, cancellationToken);
    }

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

    /// <summary>A webhook of the vendor arrives: it is read as the endpoint reads it and stored in the inbox.</summary>
    public Task<WebhookReceipt> AnnounceAsync(AccountInfo account, string name, IEnumerable<long> ids, string? eventId = null, DateTimeOffset? at = null)
    {
        DateTimeOffset now = Time.GetUtcNow();
        var body = new JsonObject
        {
            ["eventId"] = eventId ?? Guid.NewGuid().ToString(),
            ["eventCreated"] = (at ?? now).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["event"] = name,
            ["resourceIds"] = new JsonArray([.. ids.Select(static i => (JsonNode)i)]),
            ["uri"] = null,
        };
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        return Services.GetRequiredService<IWebhookArrivalStore>().StoreAsync(
            new WebhookArrival { Account = account.Ref, ReceivedAt = now, Body = bytes, Event = Services.GetRequiredService<IWebhookReader>().Read(bytes), IsSigned = true },
            TestContext.Current.CancellationToken);
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
        foreach (FubMirror mirror in FubMirror.All.Where(m => entities.Length == 0 || entities.Contains(m.Entity, StringComparer.Ordinal)))
        {
            SortedDictionary<string, JsonNode> vendor = mirror.ReadVendor(Vendor, account);
            List<(string Id, JsonNode Record)> stored = await mirror.ReadStoredAsync(Data, account, TestContext.Current.CancellationToken);
            Assert.True(vendor.Keys.SequenceEqual(stored.Select(static r => r.Id).Order(StringComparer.Ordinal)), $"{mirror.Entity}: the vendor has {vendor.Count} records, the mirror {stored.Count}");
            foreach ((string id, JsonNode record) in stored)
            {
                Assert.True(mirror.IsSame(vendor[id], record), $"{mirror.Entity} {id}:\nvendor {vendor[id].ToJsonString()}\nmirror {record.ToJsonString()}");
            }
        }
    }

    /// <summary>
    /// The same ids as the vendor has, and for the named records the same payload. Others may differ: the vendor changes some without a word, such as a call when its person is renamed.
    /// </summary>
    public async Task AssertRecordsAreVendorsAsync(AccountInfo account, string entity, params IEnumerable<long> ids)
    {
        SortedDictionary<string, JsonNode> vendor = FubMirror.Of(entity).ReadVendor(Vendor, account);
        Dictionary<string, JsonNode> stored = await MirrorAsync(account, entity);
        Assert.Equal(vendor.Keys, stored.Keys.Order(StringComparer.Ordinal));
        foreach (string id in ids.Select(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            Assert.True(FubMirror.Of(entity).IsSame(vendor[id], stored[id]), $"{entity} {id}:\nvendor {vendor[id].ToJsonString()}\nmirror {stored[id].ToJsonString()}");
        }
    }

    /// <summary>The rows of a mirror that are not deleted, by vendor id.</summary>
    public async Task<Dictionary<string, JsonNode>> MirrorAsync(AccountInfo account, string entity) =>
        (await FubMirror.Of(entity).ReadStoredAsync(Data, account, TestContext.Current.CancellationToken)).ToDictionary(static r => r.Id, static r => r.Record, StringComparer.Ordinal);

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

        await Vendor.DisposeAsync();
        await Data.DisposeAsync();
        await _database.DisposeAsync();
    }
}
