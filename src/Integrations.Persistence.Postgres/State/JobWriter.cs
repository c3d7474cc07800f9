using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Makes jobs: the planner's own and those that a host asks for. One at a time, so that no stream gets two steps of one kind.</summary>
internal sealed class JobWriter(PostgresDatabase database, VendorCatalog catalog, TimeProvider time)
{
    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    // Asked before the lock is taken: mostly nothing is due.
    private const string IsDueSql =
        """
        select exists (
          select 1 from $schema$.sync_state s
          where s.vendor = any($1) and s.next_run_at <= $2 and s.scope_key = '' and s.status not in ('PAUSED', 'REAUTH_REQUIRED')
            and not exists (
              select 1 from $schema$.sync_job_steps o
              where o.vendor = s.vendor and o.account_id = s.account_id and o.entity_type = s.entity_type and o.status in ('PENDING', 'IN_PROGRESS')))
        """;

    // A stream is due when its time has come and nobody has a step of it open. The account's open job of the planner takes it in; only an account without one gets a job.
    private const string PlanSql =
        """
        with due as (
          select s.account_id, s.entity_type, a.user_id
          from $schema$.sync_state s
          join %ACCOUNTS% a on a.id = s.account_id and %IS_READ%
          where s.vendor = $1 and s.next_run_at <= $2 and s.scope_key = '' and s.entity_type = any($3) and s.status not in ('PAUSED', 'REAUTH_REQUIRED')
            and not exists (
              select 1 from $schema$.sync_job_steps o
              where o.vendor = $1 and o.account_id = s.account_id and o.entity_type = s.entity_type and o.status in ('PENDING', 'IN_PROGRESS'))
        ), open_job as (
          select o.account_id, max(o.job_id) as job_id
          from $schema$.sync_job_steps o
          where o.vendor = $1 and o.job_table = $4 and o.requested_by = 'planner' and o.status in ('PENDING', 'IN_PROGRESS')
            and o.account_id in (select account_id from due)
          group by o.account_id
        ), made as (
          insert into %JOBS% (created_at, user_id, type, %JOB_ACCOUNT%, requested_by)
          select $2, max(user_id), 'Sync', account_id, 'planner' from due where account_id not in (select account_id from open_job) group by account_id
          returning id, %JOB_ACCOUNT% as account_id
        )
        insert into $schema$.sync_job_steps as n (created_at, vendor, account_id, job_table, job_id, job_type, entity_type, next_attempt_at, requested_by)
        select $2, $1, d.account_id, $4, coalesce(o.job_id, m.id), 'Sync', d.entity_type, $2, 'planner'
        from due d
        left join open_job o on o.account_id = d.account_id
        left join made m on m.account_id = d.account_id
        order by d.account_id, d.entity_type
        on conflict (job_table, job_id, entity_type) do update set
          status = 'PENDING', outcome = null, last_started_at = null, last_finished_at = null, run_id = null, attempts = 0, next_attempt_at = excluded.next_attempt_at,
          dead_lettered_at = null, error_code = null, error_message = null,
          rows_read = 0, rows_inserted = 0, rows_updated = 0, rows_unchanged = 0, rows_deleted = 0, rows_rejected = 0, records_staged = 0, parts_read = '{}',
          pages = 0, requests = 0, throttled = 0, bytes_read = 0
        returning n.job_id
        """;

    private const string StatesSql =
        """
        insert into $schema$.sync_state (vendor, account_id, entity_type, created_at, user_id, next_run_at)
        select $1, $2, e, $3, $4, $3 from unnest($5::text[]) as e
        on conflict (vendor, account_id, entity_type, scope_key) do nothing
        """;

    private const string DueSql =
        """
        select s.entity_type from $schema$.sync_state s
        where s.vendor = $1 and s.account_id = $2 and s.scope_key = '' and s.next_run_at <= $3
          and not exists (
            select 1 from $schema$.sync_job_steps o
            where o.vendor = $1 and o.account_id = s.account_id and o.entity_type = s.entity_type and o.status in ('PENDING', 'IN_PROGRESS'))
        """;

    private const string OpenSql =
        """
        select entity_type, job_id from $schema$.sync_job_steps
        where vendor = $1 and account_id = $2 and job_table = $3 and job_type = $4::$schema$.sync_job_type and status in ('PENDING', 'IN_PROGRESS')
        order by id desc
        """;

    private const string StepsSql =
        """
        insert into $schema$.sync_job_steps (created_at, vendor, account_id, job_table, job_id, job_type, entity_type, depends_on, next_attempt_at, requested_by)
        select $1, $2, $3, $4, $5, $6::$schema$.sync_job_type, s.entity, string_to_array(s.depends_on, ','), $1, $9
        from unnest($7::text[], $8::text[]) with ordinality as s(entity, depends_on, position)
        order by s.position
        on conflict (job_table, job_id, entity_type) do nothing
        """;

    private readonly string _lock = $"integrations/{database.Schema.Name}/plan";

    /// <summary>Makes Sync jobs for the streams that are due. Returns the number of steps made.</summary>
    public async Task<int> PlanDueAsync(CancellationToken cancellationToken) => await IsAnythingDueAsync(cancellationToken).ConfigureAwait(false) ? await PlanAsync(cancellationToken).ConfigureAwait(false) : 0;

    private Task<bool> IsAnythingDueAsync(CancellationToken cancellationToken) => database.OnConnectionAsync(
        connection => connection.AskAsync(
            database.Sql(IsDueSql), [Parameter.Texts([.. catalog.Vendors.Select(static v => v.Name)]), Parameter.Time(time.GetUtcNow())], cancellationToken),
        cancellationToken);

    private Task<int> PlanAsync(CancellationToken cancellationToken) => InTransactionAsync(
        account: null,
        async connection =>
        {
            DateTimeOffset now = time.GetUtcNow();
            int steps = 0;
            foreach (VendorTables vendor in catalog.Vendors)
            {
                JobTableSql jobs = vendor.SyncJobs;
                List<long> planned = await connection.ListAsync(
                    database.Sql(PlanSql.Replace("%ACCOUNTS%", vendor.AccountTable, StringComparison.Ordinal).Replace("%IS_READ%", vendor.IsRead, StringComparison.Ordinal)
                        .Replace("%JOBS%", jobs.Table, StringComparison.Ordinal)
                        .Replace("%JOB_ACCOUNT%", jobs.AccountColumn, StringComparison.Ordinal)),
                    [Parameter.Text(vendor.Name), Parameter.Time(now), Parameter.Texts([.. vendor.Streams.Select(static s => s.Name.Entity)]), Parameter.Text(jobs.Name)],
                    static r => r.GetInt64(0),
                    cancellationToken).ConfigureAwait(false);
                if (planned.Count > 0)
                {
                    steps += planned.Count;
                    await connection.ExecuteAsync(jobs.Project, [Parameter.BigInts([.. planned.Distinct()]), Parameter.Time(now)], cancellationToken).ConfigureAwait(false);
                }
            }

            return steps;
        },
        cancellationToken);

    /// <summary>Stores a job that the host asks for; see <see cref="ISyncJobs.RequestAsync"/>.</summary>
    public Task<SyncJobId> RequestAsync(AccountRef account, SyncJobType type, IReadOnlyList<string>? entities, CancellationToken cancellationToken)
    {
        VendorTables vendor = catalog.Vendor(account.Vendor);
        foreach (string entity in entities ?? [])
        {
            _ = catalog.Stream(new StreamName(account.Vendor, entity));
        }

        return InTransactionAsync(
            account,
            async connection =>
            {
                DateTimeOffset now = time.GetUtcNow();
                List<long?> found = await connection.ListAsync(
                    $"select user_id from {vendor.AccountTable} where id = $1 and status <> 'erasing'", [Parameter.BigInt(account.Id.Value)], static r => r.LongOrNull(0), cancellationToken).ConfigureAwait(false);
                long? user = found.Count > 0
                    ? found[0]
                    : throw new IntegrationConfigurationException($"{account}: there is no such account. Connect it first.", new ErrorContext { Vendor = account.Vendor, Account = account });

                JobTableSql jobs = vendor.Jobs(type == SyncJobType.Onboarding);
                List<(string Entity, long Job)> open = await connection.ListAsync(
                    database.Sql(OpenSql),
                    [Parameter.Text(vendor.Name), Parameter.BigInt(account.Id.Value), Parameter.Text(jobs.Name), Parameter.Text(Words.Of(type))],
                    static r => (r.GetString(0), r.GetInt64(1)),
                    cancellationToken).ConfigureAwait(false);
                if (type == SyncJobType.Onboarding && open.Count > 0)
                {
                    return Id(vendor, jobs, open[0].Job);
                }

                HashSet<string> asked = await AskedAsync(connection, vendor, account, type, entities, now, cancellationToken).ConfigureAwait(false);
                string[] missing = [.. vendor.Streams.Select(static s => s.Name.Entity).Where(e => asked.Contains(e) && !open.Exists(o => o.Entity == e))];
                if (missing.Length == 0 && open.Exists(o => asked.Contains(o.Entity)))
                {
                    return Id(vendor, jobs, open.First(o => asked.Contains(o.Entity)).Job);
                }

                await AddStatesAsync(connection, vendor, account.Id, user, missing, now, cancellationToken).ConfigureAwait(false);
                long job = await AddJobAsync(connection, jobs, account.Id, type, user, "host", now, cancellationToken).ConfigureAwait(false);
                await AddStepsAsync(connection, vendor, jobs, account.Id, type, job, missing, "host", now, cancellationToken).ConfigureAwait(false);
                return Id(vendor, jobs, job);
            },
            cancellationToken);
    }

    /// <summary>Makes the states of streams that an account does not have yet. They are due from the start, so that deltas come whatever becomes of the onboarding.</summary>
    public Task<int> AddStatesAsync(
        NpgsqlConnection connection, VendorTables vendor, RowId account, long? user, IReadOnlyList<string> entities, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            database.Sql(StatesSql),
            [Parameter.Text(vendor.Name), Parameter.BigInt(account.Value), Parameter.Time(now), Parameter.BigInt(user), Parameter.Texts([.. entities])],
            cancellationToken);

    /// <summary>Makes a job without steps.</summary>
    public static Task<long> AddJobAsync(
        NpgsqlConnection connection, JobTableSql jobs, RowId account, SyncJobType type, long? user, string requestedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string typeColumn = jobs.IsOnboarding ? "" : ", type";
        string typeValue = jobs.IsOnboarding ? "" : $", {SqlName.Literal(Words.Of(type))}";
        return connection.CountAsync(
            $"insert into {jobs.Table} ({jobs.AccountColumn}, user_id, created_at, next_attempt_at, requested_by{typeColumn}) values ($1, $2, $3, $3, $4{typeValue}) returning id",
            [Parameter.BigInt(account.Value), Parameter.BigInt(user), Parameter.Time(now), Parameter.Text(requestedBy)],
            cancellationToken);
    }

    /// <summary>Adds the steps that a job does not have yet, and shows them in its wide row. Only an onboarding reads in the order of dependencies.</summary>
    public async Task AddStepsAsync(
        NpgsqlConnection connection,
        VendorTables vendor,
        JobTableSql jobs,
        RowId account,
        SyncJobType type,
        long job,
        IReadOnlyList<string> entities,
        string requestedBy,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        string[] dependencies =
        [
            .. entities.Select(e => jobs.IsOnboarding ? string.Join(',', vendor.Find(e)!.Descriptor.DependsOn.Where(d => entities.Contains(d, StringComparer.Ordinal))) : ""),
        ];
        await connection.ExecuteAsync(
            database.Sql(StepsSql),
            [
                Parameter.Time(now), Parameter.Text(vendor.Name), Parameter.BigInt(account.Value), Parameter.Text(jobs.Name), Parameter.BigInt(job), Parameter.Text(Words.Of(type)),
                Parameter.Texts([.. entities]), Parameter.Texts(dependencies), Parameter.Text(requestedBy),
            ],
            cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(jobs.Project, [Parameter.BigInts([job]), Parameter.Time(now)], cancellationToken).ConfigureAwait(false);
    }

    private static SyncJobId Id(VendorTables vendor, JobTableSql jobs, long id) => new(vendor.Name, jobs.IsOnboarding, new RowId(id));

    private async Task<HashSet<string>> AskedAsync(
        NpgsqlConnection connection, VendorTables vendor, AccountRef account, SyncJobType type, IReadOnlyList<string>? entities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IEnumerable<string> asked = entities
            ?? (type == SyncJobType.Sync
                ? await connection.ListAsync(
                    database.Sql(DueSql), [Parameter.Text(vendor.Name), Parameter.BigInt(account.Id.Value), Parameter.Time(now)], static r => r.GetString(0), cancellationToken).ConfigureAwait(false)
                : vendor.Streams.Select(static s => s.Name.Entity));
        return new HashSet<string>(asked, StringComparer.Ordinal);
    }

    /// <summary>Runs some work in one transaction, one at a time over all processes.</summary>
    public Task<T> InTransactionAsync<T>(AccountRef? account, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        PostgresFailures.GuardAsync(database, account, stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await connection.ExecuteAsync(LockSql, [Parameter.Text(_lock)], cancellationToken).ConfigureAwait(false);
                    T result = await work(connection).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
            }
        });
}
