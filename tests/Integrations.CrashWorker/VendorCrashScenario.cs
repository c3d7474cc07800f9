using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>One series against a simulated vendor of several accounts, connected one after the other. Which vendor it is, is said by the derived class.</summary>
internal abstract class VendorCrashScenario : CrashScenario
{
    protected const int AccountCount = 3;

    /// <summary>Changes of the vendor at a time.</summary>
    protected const int ChangesAtOnce = 12;

    private const int LeastOpenSteps = 6;

    /// <summary>How often the vendor changes before a delta that is to show a fault.</summary>
    private const int ChangesForDeltas = 4;

    /// <summary>Full reads are mixed in only at first: later they would repair, before anyone looks, what a delta has lost.</summary>
    private const int JobsWithFullReads = 2;

    /// <summary>The overlap of two seconds that workers are given, and a second for the granularity of stamps.</summary>
    private static readonly TimeSpan s_beyondOverlap = TimeSpan.FromSeconds(3.5);

    private readonly ThrowawayDatabase _database;
    private readonly ServiceProvider _services;
    private readonly NpgsqlDataSource _data;
    private readonly List<AccountInfo> _accounts = [];
    private volatile int _connected = 1;
    private SyncJobType _asked = SyncJobType.All;
    private int _jobs;

    /// <param name="database">Migrated.</param>
    /// <param name="settings">How a host is composed; its connection string is this database's.</param>
    protected VendorCrashScenario(ThrowawayDatabase database, WorkerSettings settings)
    {
        _database = database;
        _services = Services(settings);
        _data = NpgsqlDataSource.Create(settings.ConnectionString);
    }

    public override string ConnectionString => _database.ConnectionString;

    /// <summary>
    /// True to ask for no full reads beside the onboarding, which notice by themselves when they have lost something, and for deltas that do not repair what the one before has lost: for faults that
    /// deltas only show.
    /// </summary>
    public bool AsksForDeltasOnly { get; set; }

    /// <summary>Streams whose deltas can lose something that only a full read finds. Null, as by default, for all.</summary>
    protected virtual IReadOnlyList<string>? DeltaStreams => null;

    /// <summary>Accounts that were connected up to now; the vendor changes no others.</summary>
    protected int Connected => _connected;

    protected IServiceProvider Host => _services;

    /// <summary>Streams whose onboarding is staged.</summary>
    protected abstract IReadOnlyList<string> Staged { get; }

    protected abstract IReadOnlyList<VendorMirror> Mirrors { get; }

    /// <summary>What a core table must hold of a mirror table, and what it holds: both as rows of the same shape.</summary>
    protected abstract IReadOnlyList<(string Name, string Mirror, string Core)> CoreTables { get; }

    private ISyncJobs Jobs => _services.GetRequiredService<ISyncJobs>();

    /// <summary>A migrated database that each series gets a copy of.</summary>
    public static async Task<ThrowawayDatabase> CreateTemplateAsync(ThrowawayPostgres server, string vendor, CancellationToken cancellationToken)
    {
        ThrowawayDatabase template = await server.CreateDatabaseAsync("crash_template", cancellationToken: cancellationToken);
        await using ServiceProvider services = Services(new WorkerSettings(vendor, Unpooled(template), new Uri("http://127.0.0.1/v1/"), TimeSpan.FromMinutes(1), Path.GetTempPath(), ""));
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        return template;
    }

    public override async Task<bool> ProvideWorkAsync(CrashPoint point, CancellationToken cancellationToken = default)
    {
        if (point is CrashPoint.MidCopy or CrashPoint.MidPromote)
        {
            // Only the first full read of these streams is staged.
            return await ScalarAsync(
                    $"select count(*) from integrations.sync_job_steps where entity_type in ({string.Join(", ", Staged.Select(static s => $"'{s}'"))}) and job_type = 'Onboarding' and status in ('PENDING', 'IN_PROGRESS')",
                    cancellationToken) > 0
                || await ConnectNextAsync(cancellationToken);
        }

        // Only the first account has tokens that end.
        bool isOfTokens = point is CrashPoint.BeforeTokenRefresh or CrashPoint.AfterTokenRefresh;
        if (isOfTokens && !HasTokens)
        {
            return false;
        }

        if (_accounts.Count == 0)
        {
            await ConnectNextAsync(cancellationToken);
        }

        string whose = isOfTokens ? " and account_id = " + _accounts[0].Ref.Id : "";
        int least = AsksForDeltasOnly ? 1 : LeastOpenSteps;
        if (await ScalarAsync("select count(*) from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')" + whose, cancellationToken) < least)
        {
            _asked = _jobs < JobsWithFullReads && !AsksForDeltasOnly ? SyncJobType.Reconcile : SyncJobType.All;
            ChangeVendor(_jobs);
            if (AsksForDeltasOnly)
            {
                for (int more = 1; more < ChangesForDeltas; more++)
                {
                    // Other changes of the same account, which the seed chooses as well, whether one is connected, two or three.
                    ChangeVendor(_jobs + (more * 6_000));
                }

                // Until no later delta, which begins a little before the end of the one before, reads these changes once more.
                await Task.Delay(s_beyondOverlap, TimeProvider.System, cancellationToken);
            }

            await Jobs.RequestAsync(_accounts[isOfTokens ? 0 : _jobs % _accounts.Count].Ref, _asked, AsksForDeltasOnly ? DeltaStreams : null, cancellationToken);
            _jobs++;
        }

        return true;
    }

    public override async Task<int> SignInAgainAsync(CancellationToken cancellationToken = default)
    {
        if (_accounts.Count == 0 || await ScalarAsync($"select count(*) from integrations.{_accounts[0].Ref.Vendor}_accounts where status = 'reauth_required'", cancellationToken) == 0)
        {
            return 0;
        }

        await ConnectAsync(0, cancellationToken);
        await Jobs.RequestAsync(_accounts[0].Ref, _asked, cancellationToken: cancellationToken);
        return 1;
    }

    public override Task RequestDeltaAsync(CancellationToken cancellationToken = default) => RequestAsync(SyncJobType.All, cancellationToken);

    public override Task RequestFullReadAsync(CancellationToken cancellationToken = default) => RequestAsync(SyncJobType.Reconcile, cancellationToken);

    public override async Task<IReadOnlyList<CrashFinding>> CompareAsync(bool isFullyRead, CancellationToken cancellationToken = default)
    {
        List<CrashFinding> findings = [.. Findings()];
        foreach (AccountInfo account in _accounts)
        {
            foreach (VendorMirror mirror in Mirrors)
            {
                await CompareMirrorAsync(account, mirror, isFullyRead, findings, cancellationToken);
            }

            foreach ((string name, string mirror, string core) in CoreTables)
            {
                await ExpectNoneAsync(CrashFindingKind.Lost, $"{account.Ref}: rows of the mirror that {name} does not hold as they are", $"{mirror} except all {core}", account, findings, cancellationToken);
                await ExpectNoneAsync(CrashFindingKind.Doubled, $"{account.Ref}: rows of {name} that the mirror does not hold", $"{core} except all {mirror}", account, findings, cancellationToken);
            }

            foreach ((VendorMirror mirror, EntityReference reference) in Mirrors.SelectMany(static m => m.References.Select(r => (m, r))))
            {
                string constant = reference.TargetConstant is { } fixedTo ? $" and p.{fixedTo.Column} = '{fixedTo.Value}'" : "";
                await ExpectNoneAsync(
                    CrashFindingKind.Stuck,
                    $"{account.Ref}: references of {mirror.Table} to {reference.Name}, which is there, not resolved",
                    $"select 1 from integrations.{mirror.Table} t join integrations.{reference.TargetTable} p on p.{mirror.AccountColumn} = t.{mirror.AccountColumn} and p.{reference.TargetColumn} = t.{reference.LocalColumn}{constant} where t.{mirror.AccountColumn} = $1 and t.deleted_at is null and p.deleted_at is null and t.{reference.Column} is distinct from p.id",
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
        await StopVendorAsync();
        await _database.DisposeAsync();
    }

    /// <summary>True when the first account is connected by a sign-in whose tokens end.</summary>
    protected virtual bool HasTokens => false;

    /// <summary>Connects an account, the first perhaps again.</summary>
    protected abstract Task<AccountInfo> ConnectAsync(int account, CancellationToken cancellationToken);

    /// <summary>The vendor's records of a mirror by id.</summary>
    protected abstract SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account);

    protected abstract ValueTask StopVendorAsync();

    /// <summary>What went wrong beside the records.</summary>
    protected virtual IEnumerable<CrashFinding> Findings() => [];

    /// <summary>True where the vendor announces nothing, so that a delta need not know of a record.</summary>
    protected virtual bool MayBeMissing(VendorMirror mirror, AccountInfo account, string id) => false;

    /// <summary>True when a row is not what a delta must have made of it.</summary>
    protected abstract bool IsStale(VendorMirror mirror, AccountInfo account, string id, JsonNode vendor, JsonNode stored);

    protected static string Unpooled(ThrowawayDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString;

    protected Task<AccountInfo> ConnectAsync(string vendor, string key, CancellationToken cancellationToken) =>
        _services.GetRequiredService<IAccountConnector>().ConnectAsync(vendor, new VendorCredential { ApiKey = key }, cancellationToken: cancellationToken);

    private static ServiceProvider Services(WorkerSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        settings.Register(services, workers: false);
        return services.BuildServiceProvider();
    }

    private async Task<bool> ConnectNextAsync(CancellationToken cancellationToken)
    {
        if (_accounts.Count == AccountCount)
        {
            return false;
        }

        _accounts.Add(await ConnectAsync(_accounts.Count, cancellationToken));
        _connected = _accounts.Count;
        return true;
    }

    private async Task RequestAsync(SyncJobType type, CancellationToken cancellationToken)
    {
        _asked = type;
        foreach (AccountInfo account in _accounts)
        {
            await Jobs.RequestAsync(account.Ref, type, cancellationToken: cancellationToken);
        }
    }

    private async Task CompareMirrorAsync(AccountInfo account, VendorMirror mirror, bool isFullyRead, List<CrashFinding> findings, CancellationToken cancellationToken)
    {
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
        bool isWhole = isFullyRead || mirror.IsAlwaysReadWhole;
        foreach ((string id, JsonNode vendor) in ReadVendor(mirror, account))
        {
            if (!rows.Remove(id, out JsonNode? stored))
            {
                if (isFullyRead || !MayBeMissing(mirror, account, id))
                {
                    missing.Add(id);
                }
            }
            else if (isWhole ? !mirror.IsSame(vendor, stored) : IsStale(mirror, account, id, vendor, stored))
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
