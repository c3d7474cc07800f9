using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A migrated database with the small streams of <see cref="StoreVendor"/>.</summary>
public sealed class StoreDatabase : TestDatabase
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Migrator(null, StoreVendor.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(StoreVendor.TablesSql);
    }

    /// <summary>Returns when a statement of this database waits for an advisory lock. Fails when the work that is to wait has ended.</summary>
    internal async Task UntilItWaitsAsync(Task work)
    {
        while (await ScalarAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") == 0)
        {
            Assert.False(work.IsCompleted, "It did not wait.");
        }
    }

    /// <summary>An empty world with a clock of its own. Without a connection string its sessions are the tests' own, which are reset after each use.</summary>
    internal async Task<StoreWorld> WorldAsync(Action<IServiceCollection>? configure = null, string? connectionString = null)
    {
        await ExecuteAsync(
            """
            truncate integrations.fub_accounts, integrations.credentials, integrations.sync_job_steps, integrations.sync_runs, integrations.sync_seen, integrations.sync_gone, integrations.sync_findings,
              integrations.lambda_failed_records,
              integrations.lambda_worker_logs, integrations.t_stages, integrations.t_people, integrations.t_texts, integrations.t_stage_texts, integrations.t_stage_texts_daily, integrations.t_core restart identity cascade
            """);
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(StoreVendor.Descriptor);
        configure?.Invoke(services);
        var builder = new Builder(services);
        _ = connectionString is null ? builder.UsePostgres(DataSource) : builder.UsePostgres(connectionString);
        return new StoreWorld(this, services.BuildServiceProvider(), time);
    }

    private sealed class Builder(IServiceCollection services) : IIntegrationsBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}

/// <summary>The stores, their clock, and short forms of what tests do with them.</summary>
internal sealed class StoreWorld(StoreDatabase database, ServiceProvider services, FakeTimeProvider time) : IAsyncDisposable
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private int _accounts;

    public StoreDatabase Database { get; } = database;

    public FakeTimeProvider Time { get; } = time;

    public IRecordStore Records { get; } = services.GetRequiredService<IRecordStore>();

    public IStagingStore Staging { get; } = services.GetRequiredService<IStagingStore>();

    public IPromoteStore Promotion { get; } = services.GetRequiredService<IPromoteStore>();

    public ILiveStore Live { get; } = services.GetRequiredService<ILiveStore>();

    public IInboxStore Inbox { get; } = services.GetRequiredService<IInboxStore>();

    public IWebhookInbox Webhooks { get; } = services.GetRequiredService<IWebhookInbox>();

    public ISyncStateStore States { get; } = services.GetRequiredService<ISyncStateStore>();

    public ISyncJobs Jobs { get; } = services.GetRequiredService<ISyncJobs>();

    public IChoreStore Chores { get; } = services.GetRequiredService<IChoreStore>();

    public ICredentialStore Credentials { get; } = services.GetRequiredService<ICredentialStore>();

    public PostgresWorkQueue Queue { get; } = services.GetRequiredService<PostgresWorkQueue>();

    public IWorkQueueStore Work { get; } = services.GetRequiredService<IWorkQueueStore>();

    public IWorkSignals Signals { get; } = services.GetRequiredService<IWorkSignals>();

    public IAccountStore Accounts { get; } = services.GetRequiredService<IAccountStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>A connected account with its pending onboarding.</summary>
    public async Task<AccountRef> ConnectAsync() => (await Accounts.ConnectAsync(
        new AccountRegistration
        {
            Vendor = "fub",
            Credential = new VendorCredential { ApiKey = "fka_Synthetic" },
            Identity = new VendorIdentity { AccountId = (1_700_000_000 + ++_accounts).ToString(System.Globalization.CultureInfo.InvariantCulture), UserId = "fau_SyntheticOW1" },
            UserId = 7,
        },
        Token)).Ref;

    /// <summary>A connected account whose onboarding is behind it: nothing is due, nothing is open.</summary>
    public async Task<AccountRef> OnboardedAsync()
    {
        AccountRef account = await ConnectAsync();
        await Database.ExecuteAsync(
            "update integrations.sync_job_steps set status = 'COMPLETED', outcome = 'COMPLETE', last_started_at = $2, last_finished_at = $2 where account_id = $1", account.Id.Value, Time.GetUtcNow());
        await Database.ExecuteAsync("update integrations.fub_onboarding_jobs set status = 'COMPLETED', started = $2, ended = $2 where fub_account_id = $1", account.Id.Value, Time.GetUtcNow());
        await Database.ExecuteAsync("update integrations.sync_state set next_run_at = $2 where account_id = $1", account.Id.Value, Time.GetUtcNow().AddYears(1));
        return account;
    }

    public Task DueAsync(AccountRef account, params string[] entities) => Database.ExecuteAsync(
        "update integrations.sync_state set next_run_at = $2 where account_id = $1 and entity_type = any($3)", account.Id.Value, Time.GetUtcNow(), entities);

    public Task<IReadOnlyList<SyncClaim>> ClaimAsync(int limit = 10, int perAccount = 10, string owner = "host/1", int minutes = 2) =>
        States.ClaimAsync(new ClaimRequest(owner, limit, TimeSpan.FromMinutes(minutes), perAccount), Token);

    /// <summary>The lease of one stream of a new account, whatever else would come first.</summary>
    public async Task<SyncLease> LeaseAsync(string entity = "people", AccountRef? of = null)
    {
        AccountRef account = of ?? await OnboardedAsync();
        await Jobs.RequestAsync(account, SyncJobType.All, [entity], Token);
        return Assert.Single(await ClaimAsync(), c => c.Lease.Account == account && c.Lease.Stream.Entity == entity).Lease;
    }

    /// <summary>Live leases of streams of an account.</summary>
    public Task<IReadOnlyList<LiveClaim>> AcquireAsync(AccountRef account, string owner = "live/1", params string[] entities) => Live.AcquireAsync(
        new LiveRequest(owner, [.. entities.Select(e => new AccountStream(account, new StreamName("fub", e)))], TimeSpan.FromMinutes(2), "webhook"), Token);

    /// <summary>A delivery as the endpoint stores it.</summary>
    public Task ArriveAsync(AccountRef account, string? entity, string[] ids, bool isDelete = false, string raw = "{}") => Database.ExecuteAsync(
        """
        insert into integrations.webhook_inbox (vendor, account_id, received_at, event_name, entity_type, object_ids, is_delete, raw, body_sha256, signature_valid, dedupe_key, next_attempt_at)
        values ('fub', $1, $2, 'changed', $3, $4, $5, $6::jsonb, '\x00', true, uuid_send(gen_random_uuid()), $2)
        """,
        account.Id.Value, Time.GetUtcNow(), (object?)entity ?? DBNull.Value, ids, isDelete, raw);

    public Task<IReadOnlyList<LiveClaim>> ClaimWebhooksAsync(int limit = 10, int perAccount = 10, string owner = "live/1") =>
        Inbox.ClaimAsync(new ClaimRequest(owner, limit, TimeSpan.FromMinutes(2), perAccount), Token);

    /// <summary>The live lease of one stream.</summary>
    public async Task<SyncLease> LiveAsync(AccountRef account, string entity = "people") => Assert.Single(await AcquireAsync(account, entities: entity)).Lease;

    public Task CompleteLiveAsync(SyncLease lease) => States.CompleteAsync(lease, new RunResult { Outcome = SyncOutcome.Complete, Mode = SyncMode.ById }, Token);

    public Task CompleteAsync(SyncLease lease, SyncMode mode = SyncMode.Delta, SyncOutcome outcome = SyncOutcome.Complete, string? held = null) => States.CompleteAsync(
        lease, new RunResult { Outcome = outcome, Mode = mode, NextRunAt = Time.GetUtcNow().AddMinutes(5), HeldSweepReason = held }, Token);

    public Task<RecordCounts> WriteAsync(SyncLease lease, params MappedRecord[] records) => Records.WriteAsync(lease, Batch(records), Token);

    public async Task<string> StateAsync(SyncLease lease, string columns) =>
        Assert.Single(await Database.RowsAsync($"select {columns} from integrations.sync_state where id = $1", lease.StateId.Value));

    public Task<IReadOnlyList<string>> PeopleAsync(string columns = "people_id, name") => Database.RowsAsync($"select {columns} from integrations.t_people order by people_id");

    public static RecordBatch Batch(params MappedRecord[] records) => new() { Records = records, Mode = SyncMode.Delta };

    public static SyncCursor Cursor(string text, string entity = "people") => SyncCursor.Create(new StreamName("fub", entity), 1, text);

    /// <summary>Records asked for at some second of the world's time.</summary>
    public MappedRecord[] Asked(int second, params MappedRecord[] records)
    {
        foreach (MappedRecord record in records)
        {
            record.AskedAt = _start.AddSeconds(second);
        }

        return records;
    }

    public static MappedRecord Row(Person person, int? stamp = null) => new()
    {
        Id = VendorId.From(person.Id),
        Row = person,
        VendorUpdatedAt = Stamp(stamp),
        Raw = System.Text.Encoding.UTF8.GetBytes($$"""{"id":{{person.Id}}}"""),
        ContentHash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{person.Name}|{person.StageId}|{person.SpouseId}|{person.Score}")),
    };

    public static MappedRecord Row(Stage stage) => new()
    {
        Id = new VendorId($"{stage.Kind}:{stage.Id}"),
        Row = stage,
        Raw = "{}"u8.ToArray(),
        ContentHash = System.Text.Encoding.UTF8.GetBytes(stage.Name),
    };

    public static MappedRecord Delete(long id, int? stamp = null) => new() { Id = VendorId.From(id), Operation = SyncOperation.Delete, VendorUpdatedAt = Stamp(stamp) };

    public static MappedRecord Bad(string? id, string raw = """{"id":1}""") => new()
    {
        Id = id is null ? null : new VendorId(id),
        Raw = System.Text.Encoding.UTF8.GetBytes(raw),
        Problem = new RecordProblem("unreadable", "The record is not a person.", "$.created"),
    };

    /// <summary>Makes every commit that touches the table fail at its very end, as a kill between the last statement and the commit does.</summary>
    public Task BreakCommitsAsync(string table) => Database.ExecuteAsync(
        $"""
        create or replace function integrations.t_break() returns trigger language plpgsql as $f$ begin raise exception 'killed before commit'; end $f$;
        create constraint trigger t_break after insert or update on integrations.{table} deferrable initially deferred for each row execute function integrations.t_break();
        """);

    public Task MendCommitsAsync(string table) => Database.ExecuteAsync($"drop trigger t_break on integrations.{table}");

    private static DateTimeOffset? Stamp(int? minutes) => minutes is { } value ? new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(value) : null;
}
