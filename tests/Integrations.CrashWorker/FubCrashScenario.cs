using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>One series against a simulated Follow Up Boss of several accounts, connected one after the other.</summary>
internal sealed class FubCrashScenario : CrashScenario
{
    private const int AccountCount = 3;
    private const int LeastOpenSteps = 6;
    private const int ChangesAtOnce = 4;

    /// <summary>Full reads are mixed in only at first: later they would repair, before anyone looks, what a delta has lost.</summary>
    private const int JobsWithFullReads = 2;

    /// <summary>
    /// The vendor lists text messages by person and reports no edit of one, nor that a merge has moved one to a person who was read before: only the next full read brings those.
    /// </summary>
    private const string WithoutEdits = "textMessages";

    /// <summary>Path of the vendor, mirror table and its vendor-id column.</summary>
    private static readonly (string Path, string Table, string Key)[] s_mirrors =
    [
        ("users", "fub_users", "fub_user_id"),
        ("groups", "fub_groups", "group_id"),
        ("people", "fub_people", "people_id"),
        ("deals", "fub_deals", "fub_deal_id"),
        ("calls", "fub_calls", "call_id"),
        ("events", "fub_events", "fub_events_id"),
        ("appointments", "fub_appointments", "appointment_id"),
        ("textMessages", "fub_text_messages", "text_message_id"),
    ];

    /// <summary>What a core table must hold of a mirror table, and what it holds: both as rows of the same shape.</summary>
    private static readonly (string Name, string Mirror, string Core)[] s_core =
    [
        ("participant",
            "select people_id::text, first_name, last_name, primary_email_norm, primary_phone_e164, stage_name from integrations.fub_people where fub_account_id = $1 and deleted_at is null and not is_trashed",
            "select source_external_id, first_name, last_name, email, phone, status from integrations.participant where sync_source = 'FUB' and source_account_id = $1 and deleted_at is null"),
        ("transaction",
            "select fub_deal_id::text, price, stage_name, unresolved_refs from integrations.fub_deals where fub_account_id = $1 and deleted_at is null and lower(status) <> 'deleted'",
            "select source_external_id, sale_price, stage, unresolved_refs from integrations.transaction where sync_source = 'FUB' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of calls",
            "select call_id::text, id, note, direction, fub_people_id, unresolved_refs from integrations.fub_calls where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, note, direction, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_calls' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of text messages",
            "select text_message_id::text, id, fub_people_id, unresolved_refs from integrations.fub_text_messages where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_text_messages' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of appointments",
            "select appointment_id::text, id, invited_person_id, unresolved_refs from integrations.fub_appointments where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_appointments' and source_account_id = $1 and deleted_at is null"),
    ];

    /// <summary>Table, column with the person's vendor id, column with the row id that stands for it.</summary>
    private static readonly (string Table, string Raw, string Reference)[] s_references =
    [
        ("fub_calls", "person_id", "fub_people_id"),
        ("fub_text_messages", "person_id", "fub_people_id"),
        ("fub_appointments", "invited_person_id_raw", "invited_person_id"),
        ("fub_events", "people_id", "fub_people_id"),
        ("fub_deals", "primary_person_id_raw", "primary_person_id"),
    ];

    private readonly ThrowawayDatabase _database;
    private readonly FubSimulator _vendor;
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _data;
    private readonly List<AccountInfo> _accounts = [];
    private volatile int _connected = 1;
    private int _jobs;

    private FubCrashScenario(ThrowawayDatabase database, FubSimulator vendor, string keyFolder)
    {
        _database = database;
        _vendor = vendor;
        string connectionString = Unpooled(database.ConnectionString);
        _services = Services(connectionString, vendor.BaseAddress, keyFolder);
        _data = NpgsqlDataSource.Create(connectionString);
    }

    public override string ConnectionString => _database.ConnectionString;

    public override Uri VendorAddress => _vendor.BaseAddress;

    private ISyncJobs Jobs => _services.GetRequiredService<ISyncJobs>();

    /// <summary>A migrated database that each series gets a copy of.</summary>
    public static async Task<ThrowawayDatabase> CreateTemplateAsync(ThrowawayPostgres server, CancellationToken cancellationToken)
    {
        ThrowawayDatabase template = await server.CreateDatabaseAsync("crash_template", cancellationToken: cancellationToken);
        await using ServiceProvider services = Services(Unpooled(template.ConnectionString), new Uri("http://127.0.0.1/v1/"), Path.GetTempPath());
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        return template;
    }

    public static async Task<FubCrashScenario> OpenAsync(ThrowawayDatabase database, string keyFolder, int seed, CancellationToken cancellationToken)
    {
        FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions
            {
                Seed = seed,
                AccountCount = AccountCount,
                RateLimits = FubSimulatorRateLimits.Off,
                SystemName = WorkerSettings.SystemName,
                SystemKey = WorkerSettings.SystemKey,
            },
            cancellationToken);
        return new FubCrashScenario(database, vendor, keyFolder);
    }

    public override async Task<bool> ProvideWorkAsync(CrashPoint point, CancellationToken cancellationToken = default)
    {
        if (point is CrashPoint.BeforeTokenRefresh or CrashPoint.AfterTokenRefresh)
        {
            return false;
        }

        if (point == CrashPoint.MidPromote)
        {
            // Only the first full read of appointments and text messages is staged.
            return await ScalarAsync(
                    "select count(*) from integrations.sync_job_steps where entity_type in ('appointments', 'textMessages') and job_type = 'Onboarding' and status in ('PENDING', 'IN_PROGRESS')",
                    cancellationToken) > 0
                || await ConnectNextAsync(cancellationToken);
        }

        if (_accounts.Count == 0)
        {
            await ConnectNextAsync(cancellationToken);
        }

        if (await ScalarAsync("select count(*) from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')", cancellationToken) < LeastOpenSteps)
        {
            SyncJobType type = _jobs < JobsWithFullReads ? SyncJobType.Reconcile : SyncJobType.All;
            ChangeVendor(_jobs);
            await Jobs.RequestAsync(_accounts[_jobs++ % _accounts.Count].Ref, type, cancellationToken: cancellationToken);
        }

        return true;
    }

    public override void ChangeVendor(int seed) => _vendor.Burst(_vendor.Accounts[(int)((uint)seed % (uint)_connected)].Id, ChangesAtOnce, seed);

    public override Task RequestDeltaAsync(CancellationToken cancellationToken = default) => RequestAsync(SyncJobType.All, cancellationToken);

    public override Task RequestFullReadAsync(CancellationToken cancellationToken = default) => RequestAsync(SyncJobType.Reconcile, cancellationToken);

    public override async Task<IReadOnlyList<CrashFinding>> CompareAsync(bool isFullyRead, CancellationToken cancellationToken = default)
    {
        List<CrashFinding> findings = [];
        foreach (AccountInfo account in _accounts)
        {
            foreach ((string path, string table, string key) in s_mirrors)
            {
                await CompareMirrorAsync(account, path, table, key, isFullyRead, findings, cancellationToken);
            }

            foreach ((string name, string mirror, string core) in s_core)
            {
                await ExpectNoneAsync(CrashFindingKind.Lost, $"{account.Ref}: rows of the mirror that {name} does not hold as they are", $"{mirror} except all {core}", account, findings, cancellationToken);
                await ExpectNoneAsync(CrashFindingKind.Doubled, $"{account.Ref}: rows of {name} that the mirror does not hold", $"{core} except all {mirror}", account, findings, cancellationToken);
            }

            foreach ((string table, string raw, string reference) in s_references)
            {
                await ExpectNoneAsync(
                    CrashFindingKind.Stuck,
                    $"{account.Ref}: references of {table} to a person that is there, not resolved",
                    $"select 1 from integrations.{table} t join integrations.fub_people p on p.fub_account_id = t.fub_account_id and p.people_id = t.{raw} where t.fub_account_id = $1 and t.deleted_at is null and t.{reference} is distinct from p.id",
                    account,
                    findings,
                    cancellationToken);
            }
        }

        return findings;
    }

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _data.DisposeAsync();
        await _vendor.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static ServiceProvider Services(string connectionString, Uri vendor, string keyFolder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        new WorkerSettings(connectionString, vendor, TimeSpan.FromMinutes(1), keyFolder, "").Register(services, workers: false);
        return services.BuildServiceProvider();
    }

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private async Task<bool> ConnectNextAsync(CancellationToken cancellationToken)
    {
        if (_accounts.Count == AccountCount)
        {
            return false;
        }

        var credential = new VendorCredential { ApiKey = _vendor.Accounts[_accounts.Count].OwnerKey };
        _accounts.Add(await _services.GetRequiredService<IAccountConnector>().ConnectAsync(FubDefaults.Vendor, credential, cancellationToken: cancellationToken));
        _connected = _accounts.Count;
        return true;
    }

    private async Task RequestAsync(SyncJobType type, CancellationToken cancellationToken)
    {
        foreach (AccountInfo account in _accounts)
        {
            await Jobs.RequestAsync(account.Ref, type, cancellationToken: cancellationToken);
        }
    }

    private async Task CompareMirrorAsync(
        AccountInfo account, string path, string table, string key, bool isFullyRead, List<CrashFinding> findings, CancellationToken cancellationToken)
    {
        long vendorAccount = long.Parse(account.VendorAccountId!, CultureInfo.InvariantCulture);
        Dictionary<long, JsonNode> mirror = [];
        await using NpgsqlCommand command = _data.CreateCommand($"select {key}::bigint, raw::text from integrations.{table} where fub_account_id = $1 and deleted_at is null");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = account.Ref.Id.Value });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!mirror.TryAdd(reader.GetInt64(0), JsonNode.Parse(reader.GetString(1))!))
            {
                findings.Add(new CrashFinding(CrashFindingKind.Doubled, $"{account.Ref} {path}: a record stands in {table} twice"));
            }
        }

        List<long> missing = [];
        List<long> stale = [];
        foreach (long id in _vendor.Ids(vendorAccount, path))
        {
            JsonNode vendor = JsonNode.Parse(_vendor.Read(vendorAccount, path, id)!)!;
            if (!mirror.Remove(id, out JsonNode? stored))
            {
                if (isFullyRead || path != WithoutEdits || JsonNode.DeepEquals(vendor["updated"], vendor["created"]))
                {
                    missing.Add(id);
                }
            }

            // After a delta the stamp tells, because computed fields change without one.
            else if (isFullyRead ? !JsonNode.DeepEquals(vendor, stored) : path != WithoutEdits && !JsonNode.DeepEquals(vendor["updated"], stored["updated"]))
            {
                stale.Add(id);
            }
        }

        string when = isFullyRead ? "after a full read" : "after a delta";
        Add("missing", missing);
        Add("stale", stale);
        Add("still there", isFullyRead ? [.. mirror.Keys] : []);

        void Add(string what, List<long> ids)
        {
            if (ids.Count > 0)
            {
                findings.Add(new CrashFinding(CrashFindingKind.Lost, $"{account.Ref} {path}: {what} {when}: {string.Join(", ", ids.Take(10))}{(ids.Count > 10 ? ", …" : "")} ({ids.Count.ToString(CultureInfo.InvariantCulture)})", ids.Count));
            }
        }
    }

    private async Task ExpectNoneAsync(CrashFindingKind kind, string text, string sql, AccountInfo account, List<CrashFinding> findings, CancellationToken cancellationToken)
    {
        long count = await ScalarAsync($"select count(*) from ({sql}) x", cancellationToken, account.Ref.Id.Value);
        if (count > 0)
        {
            findings.Add(new CrashFinding(kind, $"{text}: {count.ToString(CultureInfo.InvariantCulture)}", count));
        }
    }

    private async Task<long> ScalarAsync(string sql, CancellationToken cancellationToken, params long[] parameters)
    {
        await using NpgsqlCommand command = _data.CreateCommand(sql);
        foreach (long parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = parameter });
        }

        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
