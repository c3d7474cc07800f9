using System.Text;
using System.Text.Json;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Plans, leases and settles work in PostgreSQL.</summary>
internal sealed class PostgresSyncStateStore(PostgresDatabase database, VendorCatalog catalog, FencedTransactions transactions, JobWriter jobs, DerivedTables derived, TimeProvider time,
    ILogger<PostgresSyncStateStore>? logger = null) : ISyncStateStore
{
    // A row that is locked is being written by its own run at this moment: nobody can claim it meanwhile, and waiting for it would hold up the heartbeat of all others.
    private const string RenewSql =
        """
        with held as (
          select s.vendor, s.id, s.run_id, s.step_id
          from unnest($3::text[], $4::bigint[], $5::bigint[], $6::text[]) as l(vendor, id, fence, owner)
          join $schema$.sync_state s on s.vendor = l.vendor and s.id = l.id and s.fence = l.fence and s.lease_owner = l.owner
        ), free as (
          select s.vendor, s.id, st.id as step_id
          from held h
          join $schema$.sync_state s on s.vendor = h.vendor and s.id = h.id
          join $schema$.sync_job_steps st on st.id = h.step_id and st.run_id = h.run_id
          for no key update of s, st skip locked
        ), free_live as (
          select s.vendor, s.id
          from held h
          join $schema$.sync_state s on s.vendor = h.vendor and s.id = h.id
          where h.step_id is null
          for no key update of s skip locked
        ), renewed as (
          update $schema$.sync_state s set lease_until = $1
          from (select vendor, id from free union all select vendor, id from free_live) f where s.vendor = f.vendor and s.id = f.id
        ), steps as (
          update $schema$.sync_job_steps st set lease_until = $1, heartbeat_at = $2 from free f where st.id = f.step_id)
        select run_id from held
        """;

    private const string ForgetSeenSql = "delete from $schema$.sync_seen where vendor = $1 and account_id = $2 and entity_type = $3";

    private const string ForgetGoneSql = "delete from $schema$.sync_gone where vendor = $1 and account_id = $2 and entity_type = $3";

    private static readonly string _listSql = $"select {StateRow.Columns("s")} from $schema$.sync_state s where s.vendor = $1 and s.account_id = $2 and s.scope_key = '' order by s.id";

    private readonly ILogger _logger = logger ?? NullLogger<PostgresSyncStateStore>.Instance;
    private readonly Lazy<string> _claim = new(() => ClaimSql.For(catalog, database));
    private readonly string _claimLock = $"integrations/{database.Schema.Name}/claim";

    public Task<int> PlanDueAsync(CancellationToken cancellationToken = default) => jobs.PlanDueAsync(cancellationToken);

    public Task<IReadOnlyList<SyncClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        if (catalog.Vendors.Count == 0 || request.Limit <= 0)
        {
            return Task.FromResult<IReadOnlyList<SyncClaim>>([]);
        }

        return PostgresFailures.GuardAsync<IReadOnlyList<SyncClaim>>(database, account: null, stream: null, async () =>
        {
            DateTimeOffset now = time.GetUtcNow();
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (!await connection.AskAsync(database.Sql(ClaimSql.Peek), [Parameter.Time(now)], cancellationToken).ConfigureAwait(false))
                {
                    return [];
                }

                // One message, one implicit transaction: the server ends it whether or not this process is still there.
                NpgsqlBatch batch = connection.CreateBatch();
                await using (batch.ConfigureAwait(false))
                {
                    batch.Add(ClaimSql.Lock, [Parameter.Text(_claimLock)]);
                    batch.Add(
                        _claim.Value,
                        [
                            Parameter.Time(now), Parameter.Time(now + request.LeaseDuration), Parameter.Text(request.Owner), Parameter.BigInt(request.Limit),
                            Parameter.BigInt(Math.Max(1, request.MaxPerAccount)),
                        ]);
                    NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                        List<SyncClaim> claims = [];
                        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                        {
                            claims.Add(ReadClaim(reader, request.Owner));
                        }

                        return claims;
                    }
                }
            }
        });
    }

    public Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<SyncLease> leases, TimeSpan leaseDuration, CancellationToken cancellationToken = default)
    {
        if (leases.Count == 0)
        {
            return Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>());
        }

        return PostgresFailures.GuardAsync<IReadOnlySet<Guid>>(database, account: null, stream: null, async () =>
        {
            DateTimeOffset now = time.GetUtcNow();
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return (await connection.ListAsync(
                    database.Sql(RenewSql),
                    [
                        Parameter.Time(now + leaseDuration), Parameter.Time(now),
                        Parameter.Texts([.. leases.Select(static l => l.Stream.Vendor)]), Parameter.BigInts([.. leases.Select(static l => l.StateId.Value)]),
                        Parameter.BigInts([.. leases.Select(static l => l.Fence)]), Parameter.Texts([.. leases.Select(static l => l.Owner)]),
                    ],
                    static r => r.GetGuid(0),
                    cancellationToken).ConfigureAwait(false)).ToHashSet();
            }
        });
    }

    public async Task CompleteAsync(SyncLease lease, RunResult result, CancellationToken cancellationToken = default)
    {
        await SettleAsync(lease, result, cancellationToken).ConfigureAwait(false);
        if (lease.Step is not null)
        {
            await RefreshAsync(lease.Account, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<int> SettleAsync(SyncLease lease, RunResult result, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            lease,
            writesMirror: false,
            async work =>
            {
                string outcome = Words.Of(result.Outcome);
                bool isSuccess = result.Outcome is SyncOutcome.Complete or SyncOutcome.Partial or SyncOutcome.NoWork;
                await WriteHistoryAsync(work, Words.Of(result.Mode), outcome, result.Requests, DriftJson(result.Drift), code: null, message: null, "COMPLETED", cancellationToken).ConfigureAwait(false);
                if (lease.Step is { } step)
                {
                    await work.Connection.ExecuteAsync(
                        database.Sql(SettleSql.CompleteStep),
                        [
                            Parameter.BigInt(step.Id.Value), Parameter.Time(work.Now), Parameter.Text(outcome), Parameter.BigInt(result.Requests.Requests),
                            Parameter.BigInt(result.Requests.Throttled), Parameter.BigInt(result.Requests.BytesRead),
                        ],
                        cancellationToken).ConfigureAwait(false);
                }

                await work.Connection.ExecuteAsync(
                    database.Sql(SettleSql.CompleteState),
                    [
                        .. StateKey(lease), Parameter.Time(work.Now), Parameter.Text(Words.Of(result.Mode)), Parameter.Time(result.NextRunAt), Parameter.Text(result.HeldSweepReason),
                        Parameter.Boolean(isSuccess),
                    ],
                    cancellationToken).ConfigureAwait(false);
                if (isSuccess && lease.Step is not null)
                {
                    await work.Connection.ExecuteAsync(AccountSql(lease, SettleSql.NoteAccountSuccess), [Parameter.BigInt(work.AccountId), Parameter.Time(work.Now)], cancellationToken).ConfigureAwait(false);
                }

                if (work.SweepTracked)
                {
                    await work.Connection.ExecuteAsync(
                        database.Sql(ForgetSeenSql), work.StreamKey(), cancellationToken).ConfigureAwait(false);
                }

                // Only records that a read still under way had asked for before could bring them back.
                if (work.HasGone && lease.Step is not null)
                {
                    await work.Connection.ExecuteAsync(database.Sql(ForgetGoneSql), work.StreamKey(), cancellationToken).ConfigureAwait(false);
                }

                return await ProjectAsync(work, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    public Task FailAsync(SyncLease lease, RunFailure failure, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(
            lease,
            writesMirror: false,
            async work =>
            {
                string code = PostgresText.Clean(failure.Code);
                string message = PostgresText.Clean(failure.Message);
                DateTimeOffset? retryAt = failure.RetryAt;
                string status = failure.StreamStatus;
                if (failure.AccountStatus is { } problem && !await SuspendAsync(work, problem, message, failure.CredentialVersion, cancellationToken).ConfigureAwait(false))
                {
                    (retryAt, status) = (work.Now, "ERROR");
                }

                string outcome = failure.IsWait ? "WAIT" : retryAt is null ? "ERROR" : "RETRY";
                await WriteHistoryAsync(work, mode: null, outcome, RequestCounts.Zero, "{}", code, message, failure.IsWait ? "PENDING" : "ERROR", cancellationToken).ConfigureAwait(false);
                if (lease.Step is { } step)
                {
                    await work.Connection.ExecuteAsync(
                        database.Sql(SettleSql.FailStep),
                        [
                            Parameter.BigInt(step.Id.Value), Parameter.Time(work.Now), Parameter.Time(retryAt), Parameter.Boolean(failure.IsWait), Parameter.Text(code),
                            Parameter.Text(message),
                        ],
                        cancellationToken).ConfigureAwait(false);
                }

                await work.Connection.ExecuteAsync(
                    database.Sql(SettleSql.FailState),
                    [
                        .. StateKey(lease), Parameter.Time(work.Now), Parameter.Text(status), Parameter.Text(message), Parameter.Boolean(failure.IsWait),
                        Parameter.Boolean(retryAt is null), Parameter.Time(failure.NextRunAt),
                    ],
                    cancellationToken).ConfigureAwait(false);
                if (!failure.IsWait && lease.Step is { Job: var job })
                {
                    await work.Connection.ExecuteAsync(
                        AccountSql(lease, SettleSql.NoteAccountError),
                        [Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Text($"{lease.Stream}: {message}")],
                        cancellationToken).ConfigureAwait(false);
                    await work.Connection.ExecuteAsync(
                        SettleSql.NoteError.Replace("%JOBS%", Jobs(job).Table, StringComparison.Ordinal),
                        [Parameter.BigInt(job.Id.Value), Parameter.Time(work.Now), Parameter.Text(lease.Stream.Entity), Parameter.Text(code), Parameter.Text(message)],
                        cancellationToken).ConfigureAwait(false);
                }

                return await ProjectAsync(work, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<IReadOnlyList<SyncState>> ListAsync(AccountRef account, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync<IReadOnlyList<SyncState>>(database, account, stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.ListAsync(
                    database.Sql(_listSql), [Parameter.Text(account.Vendor), Parameter.BigInt(account.Id.Value)], static r => StateRow.Read(r, 0), cancellationToken).ConfigureAwait(false);
            }
        });

    /// <summary>Stops the account, unless it is stopped already. False when its credential has been replaced since: the failure is then none of the account's.</summary>
    private async Task<bool> SuspendAsync(FencedTransaction work, AccountStatus status, string reason, int? version, CancellationToken cancellationToken)
    {
        List<(bool IsCurrent, bool IsChanged)> found = await work.Connection.ListAsync(
            database.Sql(AccountSql(work.Lease, SettleSql.SuspendAccount)),
            [
                Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Text(AccountStatusText.Of(status)), Parameter.Text(reason), Parameter.Integer(version),
                Parameter.Text(work.Lease.Stream.Vendor), Parameter.BigInt(work.Lease.StateId.Value),
            ],
            static r => (r.GetBoolean(0), r.GetBoolean(1)),
            cancellationToken).ConfigureAwait(false);
        if (found is [{ IsChanged: true }])
        {
            AccountLog.StatusChanged(_logger, work.Lease.Account, status);
        }

        return found is [] or [{ IsCurrent: true }];
    }

    private string AccountSql(SyncLease lease, string sql) => sql.Replace("%ACCOUNT%", catalog.Vendor(lease.Stream.Vendor).AccountTable, StringComparison.Ordinal);

    private static NpgsqlParameter[] StateKey(SyncLease lease) =>
        [Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(lease.StateId.Value), Parameter.BigInt(lease.Fence), Parameter.Text(lease.Owner)];

    private static string DriftJson(IReadOnlyDictionary<DriftNote, long> drift)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach (IGrouping<DriftKind, KeyValuePair<DriftNote, long>> kind in drift.GroupBy(static d => d.Key.Kind))
            {
                json.WriteStartObject(kind.Key.ToString());
                foreach ((DriftNote note, long count) in kind)
                {
                    json.WriteNumber(PostgresText.Clean(note.Field), count);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private SyncClaim ReadClaim(NpgsqlDataReader reader, string owner)
    {
        SyncState state = StateRow.Read(reader, 22);
        VendorTables vendor = catalog.Vendor(state.Stream.Vendor);
        AccountInfo account = AccountRow.Read(reader, 14);
        return new SyncClaim
        {
            Lease = new SyncLease
            {
                Account = account.Ref,
                Stream = state.Stream,
                StateId = new RowId(reader.GetInt64(0)),
                Step = new SyncStep(new RowId(reader.GetInt64(1)), new SyncJobId(vendor.Name, reader.GetString(2) == vendor.OnboardingJobs.Name, new RowId(reader.GetInt64(3)))),
                Owner = owner,
                Fence = reader.GetInt64(6),
                RunId = reader.GetGuid(7),
            },
            Account = account,
            JobType = Words.JobType(reader.GetString(4)),
            Attempt = reader.GetInt32(5),
            State = state,
            Counts = new RecordCounts(reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13)),
        };
    }

    /// <summary>The run has succeeded whatever becomes of the tables that are derived from its rows: their marks stay until they are made.</summary>
    private async Task RefreshAsync(AccountRef account, CancellationToken cancellationToken)
    {
        try
        {
            await derived.RefreshAsync(account, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IntegrationException or PostgresStatementException)
        {
            PostgresLog.DerivedFailed(_logger, account, e);
        }
    }

    private JobTableSql Jobs(SyncJobId job) => catalog.Vendor(job.Vendor).Jobs(job.IsOnboarding);

    private async Task<int> ProjectAsync(FencedTransaction work, CancellationToken cancellationToken) => work.Lease.Step is { Job: var job }
        ? await work.Connection.ExecuteAsync(Jobs(job).Project, [Parameter.BigInts([job.Id.Value]), Parameter.Time(work.Now)], cancellationToken).ConfigureAwait(false)
        : 0;

    private Task<int> WriteHistoryAsync(
        FencedTransaction work, string? mode, string outcome, RequestCounts requests, string drift, string? code, string? message, string logStatus, CancellationToken cancellationToken) =>
        work.Connection.ExecuteAsync(
            database.Sql(SettleSql.History),
            [
                Parameter.Text(work.Lease.Stream.Vendor), Parameter.BigInt(work.Lease.StateId.Value), Parameter.Time(work.Now), Parameter.Text(mode), Parameter.Text(outcome),
                Parameter.BigInt(requests.Requests), Parameter.BigInt(requests.Throttled), Parameter.BigInt(requests.BytesRead), Parameter.Json(drift), Parameter.Text(code),
                Parameter.Text(message), Parameter.Text(work.Lease.Step?.Job.ToString()), Parameter.Text(Environment.MachineName), Parameter.Text(logStatus),
            ],
            cancellationToken);
}
