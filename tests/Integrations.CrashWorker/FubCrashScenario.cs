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

    /// <summary>Enough for several pages, commits and chunks of a promotion, and no more.</summary>
    private static readonly SimulatorSize s_size = SimulatorSize.Tiny with { People = 130, Calls = 150, TextMessages = 90, Events = 60, Appointments = 50 };

    /// <summary>Full reads are mixed in only at first: later they would repair, before anyone looks, what a delta has lost.</summary>
    private const int JobsWithFullReads = 2;

    /// <summary>
    /// The vendor lists these by person and announces no edit of one, nor that a merge has moved one to a person who was read before: only the next full read brings that.
    /// </summary>
    private const string ByPerson = "textMessages";

    /// <summary>New ones are found by their id. A merge edits what it moves, and that is not announced either.</summary>
    private const string ById = "events";

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
        ("contact_log of notes",
            "select note_id::text, id, nullif(concat_ws(E'\\n', subject, body), ''), fub_people_id, unresolved_refs from integrations.fub_notes where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, note, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_notes' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of tasks",
            "select task_id::text, id, name, fub_people_id, unresolved_refs from integrations.fub_tasks where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, note, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_tasks' and source_account_id = $1 and deleted_at is null"),
    ];

    private readonly ThrowawayDatabase _database;
    private readonly FubSimulator _vendor;
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _data;
    private readonly List<AccountInfo> _accounts = [];
    private readonly bool _keepsTokens;
    private readonly Lock _changing = new();
    private readonly Dictionary<(string Entity, long Account, string Id), long> _persons = [];
    private readonly HashSet<(string Entity, long Account, string Id)> _moved = [];
    private volatile int _connected = 1;
    private SyncJobType _asked = SyncJobType.All;
    private int _jobs;
    private int _signIns;

    private FubCrashScenario(ThrowawayDatabase database, FubSimulator vendor, string keyFolder, FubSimulatorRotation rotation)
    {
        _database = database;
        _vendor = vendor;
        _keepsTokens = rotation != FubSimulatorRotation.Rotate;
        string connectionString = Unpooled(database.ConnectionString);
        _services = Services(connectionString, vendor.BaseAddress, keyFolder);
        _data = NpgsqlDataSource.Create(connectionString);
        foreach (FubSimulatorAccount account in vendor.Accounts)
        {
            NoteMoves(account.Id);
        }
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

    /// <param name="database">Migrated.</param>
    /// <param name="keyFolder">Keys that credentials are encrypted with.</param>
    /// <param name="seed">Of the vendor's data.</param>
    /// <param name="rotation">What the vendor does with a refresh token that was used. Where it ends at once, a kill at the wrong moment costs a sign-in, and nothing else.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<FubCrashScenario> OpenAsync(ThrowawayDatabase database, string keyFolder, int seed, FubSimulatorRotation rotation, CancellationToken cancellationToken)
    {
        var options = new FubSimulatorOptions
        {
            Seed = seed,
            AccountCount = AccountCount,
            Size = s_size,
            RateLimits = FubSimulatorRateLimits.Off,
            SystemName = WorkerSettings.SystemName,
            SystemKey = WorkerSettings.SystemKey,
        };
        (options.OAuth.ClientId, options.OAuth.ClientSecret) = (WorkerSettings.ClientId, WorkerSettings.ClientSecret);
        (options.OAuth.AccessTokenLifetime, options.OAuth.Rotation) = (WorkerSettings.TokenLifetime, rotation);
        return new FubCrashScenario(database, await FubSimulator.StartAsync(options, cancellationToken), keyFolder, rotation);
    }

    public override async Task<bool> ProvideWorkAsync(CrashPoint point, CancellationToken cancellationToken = default)
    {
        if (point is CrashPoint.MidCopy or CrashPoint.MidPromote)
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

        // Only the first account has tokens that end.
        bool isOfTokens = point is CrashPoint.BeforeTokenRefresh or CrashPoint.AfterTokenRefresh;
        string whose = isOfTokens ? " and account_id = " + _accounts[0].Ref.Id : "";
        if (await ScalarAsync("select count(*) from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')" + whose, cancellationToken) < LeastOpenSteps)
        {
            _asked = _jobs < JobsWithFullReads ? SyncJobType.Reconcile : SyncJobType.All;
            ChangeVendor(_jobs);
            await Jobs.RequestAsync(_accounts[isOfTokens ? 0 : _jobs % _accounts.Count].Ref, _asked, cancellationToken: cancellationToken);
            _jobs++;
        }

        return true;
    }

    public override void ChangeVendor(int seed)
    {
        long account = _vendor.Accounts[(int)((uint)seed % (uint)_connected)].Id;
        lock (_changing)
        {
            if (_vendor.Burst(account, ChangesAtOnce, seed).Any(static c => c.Kind == FubSimulatorChangeKind.Merged))
            {
                NoteMoves(account);
            }
        }
    }

    public override async Task<int> SignInAgainAsync(CancellationToken cancellationToken = default)
    {
        if (_accounts.Count == 0 || await ScalarAsync("select count(*) from integrations.fub_accounts where status = 'reauth_required'", cancellationToken) == 0)
        {
            return 0;
        }

        _signIns++;
        await SignInAsync(cancellationToken);
        await Jobs.RequestAsync(_accounts[0].Ref, _asked, cancellationToken: cancellationToken);
        return 1;
    }

    public override Task RequestDeltaAsync(CancellationToken cancellationToken = default) => RequestAsync(SyncJobType.All, cancellationToken);

    public override Task RequestFullReadAsync(CancellationToken cancellationToken = default) => RequestAsync(SyncJobType.Reconcile, cancellationToken);

    public override async Task<IReadOnlyList<CrashFinding>> CompareAsync(bool isFullyRead, CancellationToken cancellationToken = default)
    {
        List<CrashFinding> findings = [];
        if (_keepsTokens && _signIns > 0)
        {
            findings.Add(new CrashFinding(CrashFindingKind.Lost, "tokens of an account that could have gone on with the ones before", _signIns));
        }

        foreach (AccountInfo account in _accounts)
        {
            foreach (FubMirror mirror in FubMirror.All)
            {
                await CompareMirrorAsync(account, mirror, isFullyRead, findings, cancellationToken);
            }

            foreach ((string name, string mirror, string core) in s_core)
            {
                await ExpectNoneAsync(CrashFindingKind.Lost, $"{account.Ref}: rows of the mirror that {name} does not hold as they are", $"{mirror} except all {core}", account, findings, cancellationToken);
                await ExpectNoneAsync(CrashFindingKind.Doubled, $"{account.Ref}: rows of {name} that the mirror does not hold", $"{core} except all {mirror}", account, findings, cancellationToken);
            }

            foreach ((FubMirror mirror, EntityReference reference) in FubMirror.All.SelectMany(static m => m.References.Select(r => (m, r))))
            {
                string constant = reference.TargetConstant is { } fixedTo ? $" and p.{fixedTo.Column} = '{fixedTo.Value}'" : "";
                await ExpectNoneAsync(
                    CrashFindingKind.Stuck,
                    $"{account.Ref}: references of {mirror.Table} to {reference.Name}, which is there, not resolved",
                    $"select 1 from integrations.{mirror.Table} t join integrations.{reference.TargetTable} p on p.fub_account_id = t.fub_account_id and p.{reference.TargetColumn} = t.{reference.LocalColumn}{constant} where t.fub_account_id = $1 and t.deleted_at is null and p.deleted_at is null and t.{reference.Column} is distinct from p.id",
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

        _accounts.Add(_accounts.Count == 0
            ? await SignInAsync(cancellationToken)
            : await _services.GetRequiredService<IAccountConnector>()
                .ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = _vendor.Accounts[_accounts.Count].OwnerKey }, cancellationToken: cancellationToken));
        _connected = _accounts.Count;
        return true;
    }

    /// <summary>A user signs in to the first account: the host sends the browser to the vendor, which sends it back at once.</summary>
    private async Task<AccountInfo> SignInAsync(CancellationToken cancellationToken)
    {
        IFubOAuth oauth = _services.GetRequiredService<IFubOAuth>();
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), cancellationToken: cancellationToken);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(page, cancellationToken);
        return (await oauth.CompleteAsync(back.Headers.Location!.Query, cancellationToken: cancellationToken)).Account!;
    }

    /// <summary>Notes which records stand with another person than before: only a merge moves them.</summary>
    private void NoteMoves(long account)
    {
        foreach (string entity in new[] { ByPerson, ById })
        {
            foreach (long id in _vendor.Ids(account, entity))
            {
                long person = JsonNode.Parse(_vendor.Read(account, entity, id) ?? "{}")!["personId"]?.GetValue<long>() ?? 0;
                (string, long, string) record = (entity, account, id.ToString(CultureInfo.InvariantCulture));
                if (!_persons.TryAdd(record, person) && _persons[record] != person)
                {
                    _moved.Add(record);
                }
            }
        }
    }

    private async Task RequestAsync(SyncJobType type, CancellationToken cancellationToken)
    {
        _asked = type;
        foreach (AccountInfo account in _accounts)
        {
            await Jobs.RequestAsync(account.Ref, type, cancellationToken: cancellationToken);
        }
    }

    private async Task CompareMirrorAsync(AccountInfo account, FubMirror mirror, bool isFullyRead, List<CrashFinding> findings, CancellationToken cancellationToken)
    {
        long vendorAccount = long.Parse(account.VendorAccountId!, CultureInfo.InvariantCulture);
        Dictionary<string, JsonNode> rows = new(StringComparer.Ordinal);
        foreach ((string id, JsonNode record) in await mirror.ReadStoredAsync(_data, account, cancellationToken))
        {
            if (!rows.TryAdd(id, record))
            {
                findings.Add(new CrashFinding(CrashFindingKind.Doubled, $"{account.Ref} {mirror.Entity}: a record stands in {mirror.Table} twice"));
            }
        }

        List<string> missing = [];
        List<string> stale = [];
        bool isByPerson = mirror.Entity == ByPerson;
        bool isWhole = isFullyRead || mirror.IsAlwaysReadWhole;
        foreach ((string id, JsonNode vendor) in mirror.ReadVendor(_vendor, account))
        {
            bool isMoved = _moved.Contains((mirror.Entity, vendorAccount, id));
            if (!rows.Remove(id, out JsonNode? stored))
            {
                if (isFullyRead || !isByPerson || !isMoved)
                {
                    missing.Add(id);
                }
            }

            // After a delta the stamp tells, because computed fields change without one.
            else if (isWhole ? !mirror.IsSame(vendor, stored) : !isByPerson && !isMoved && !JsonNode.DeepEquals(vendor["updated"], stored["updated"]))
            {
                stale.Add(id);
            }
        }

        string when = isFullyRead ? "after a full read" : "after a delta";
        Add("missing", missing);
        Add("stale", stale);
        Add("still there", isFullyRead ? [.. rows.Keys] : []);

        void Add(string what, List<string> ids)
        {
            if (ids.Count > 0)
            {
                findings.Add(new CrashFinding(CrashFindingKind.Lost, $"{account.Ref} {mirror.Entity}: {what} {when}: {string.Join(", ", ids.Take(10))}{(ids.Count > 10 ? ", …" : "")} ({ids.Count.ToString(CultureInfo.InvariantCulture)})", ids.Count));
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
