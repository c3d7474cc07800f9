using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Takes jobs back, and opens what was given up again.</summary>
internal sealed class JobControl(PostgresDatabase database, VendorCatalog catalog, JobWriter jobs, TimeProvider time)
{
    // In the order of a run that ends: the state of the stream first, then its step.
    private const string LockStatesSql =
        """
        select s.id from $schema$.sync_state s
        where s.vendor = $1 and s.scope_key = '' and (s.account_id, s.entity_type) in (
          select st.account_id, st.entity_type from $schema$.sync_job_steps st where st.job_table = $2 and st.job_id = $3 and st.status in ('PENDING', 'IN_PROGRESS'))
        order by s.id for no key update
        """;

    private const string RunningSql =
        """
        select s.id from $schema$.sync_job_steps st
        join $schema$.sync_state s on s.vendor = st.vendor and s.step_id = st.id
        where st.job_table = $1 and st.job_id = $2 and st.status = 'IN_PROGRESS'
        order by s.id
        """;

    // The number of the fence goes up: whatever the run still tries to write finds another one. A stream that has been read to the end once gets back the cursor of its deltas; one that
    // never was keeps the progress of its first read. A step that never began has left nothing behind.
    private const string CancelSql =
        """
        with ended as (
          update $schema$.sync_job_steps st set
            status = 'COMPLETED', outcome = 'CANCELLED', last_started_at = coalesce(st.last_started_at, $3), last_finished_at = greatest($3, st.last_started_at),
            lease_owner = null, lease_until = null
          from $schema$.sync_job_steps b
          where st.job_table = $1 and st.job_id = $2 and st.status in ('PENDING', 'IN_PROGRESS') and b.id = st.id
          returning st.id, st.vendor, st.account_id, st.entity_type, b.last_started_at is not null as has_begun
        ), freed as (
          update $schema$.sync_state s set
            fence = s.fence + t.is_running, lease_owner = case when t.is_running = 0 then s.lease_owner end, lease_until = case when t.is_running = 0 then s.lease_until end,
            step_id = case when t.is_running = 0 then s.step_id end, status = case when s.status = 'SYNCING' and t.is_running = 1 then 'IDLE' else s.status end,
            run_finished_at = case when t.is_running = 1 then greatest($3, s.run_started_at) else s.run_finished_at end, next_run_at = coalesce(s.next_run_at, $3),
            mode = case when not t.is_undone then s.mode end, phase = case when not t.is_undone then s.phase end,
            read_started_at = case when not t.is_undone then s.read_started_at end, sweep_tracked = s.sweep_tracked and not t.is_undone,
            cursor = case when t.is_undone and s.mode = 'full' then s.cursor_before else s.cursor end, cursor_before = case when not t.is_undone then s.cursor_before end,
            key_cursor = case when not t.is_undone then s.key_cursor end
          from (
            select c.vendor, c.id, (c.step_id is not distinct from e.id and c.lease_owner is not null)::integer as is_running,
              coalesce(e.has_begun and c.last_full_sync_at is not null and c.mode in ('full', 'keys'), false) as is_undone
            from ended e
            join $schema$.sync_state c on c.vendor = e.vendor and c.account_id = e.account_id and c.entity_type = e.entity_type and c.scope_key = '') t
          where s.vendor = t.vendor and s.id = t.id
          returning s.vendor, s.account_id, s.entity_type, t.is_undone
        ), forgotten as (
          delete from $schema$.sync_seen n using freed f where f.is_undone and n.vendor = f.vendor and n.account_id = f.account_id and n.entity_type = f.entity_type
        )
        select count(*) from ended
        """;

    private const string RetrySql =
        """
        with opened as (
          update $schema$.sync_job_steps st set
            status = 'PENDING', outcome = null, attempts = 0, next_attempt_at = $3, last_started_at = null, last_finished_at = null, run_id = null, dead_lettered_at = null,
            error_code = null, error_message = null,
            rows_read = 0, rows_inserted = 0, rows_updated = 0, rows_unchanged = 0, rows_deleted = 0, rows_rejected = 0, records_staged = 0, parts_read = '{}',
            pages = 0, requests = 0, throttled = 0, bytes_read = 0
          where st.job_table = $1 and st.job_id = $2 and st.status = 'ERROR'
            and not exists (
              select 1 from $schema$.sync_job_steps o
              where o.vendor = st.vendor and o.account_id = st.account_id and o.job_type = st.job_type and o.status in ('PENDING', 'IN_PROGRESS')
                and (o.entity_type = st.entity_type or (st.job_type = 'Onboarding' and o.job_id <> st.job_id)))
          returning 1)
        select count(*) from opened
        """;

    private readonly string _lockStates = database.Sql(LockStatesSql);
    private readonly string _running = database.Sql(RunningSql);
    private readonly string _history = database.Sql(SettleSql.History);
    private readonly string _cancel = database.Sql(CancelSql);
    private readonly string _retry = database.Sql(RetrySql);

    /// <summary>See <see cref="ISyncJobs.CancelAsync"/>.</summary>
    public Task<int> CancelAsync(SyncJobId job, CancellationToken cancellationToken) => ChangeAsync(
        job,
        async (connection, vendor, table, now) =>
        {
            await connection.ExecuteAsync(_lockStates, [Parameter.Text(vendor.Name), Parameter.Text(table.Name), Parameter.BigInt(job.Id.Value)], cancellationToken).ConfigureAwait(false);
            NpgsqlParameter[] Job() => [Parameter.Text(table.Name), Parameter.BigInt(job.Id.Value)];
            foreach (long state in await connection.ListAsync(_running, Job(), static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false))
            {
                await connection.ExecuteAsync(
                    _history,
                    [
                        Parameter.Text(vendor.Name), Parameter.BigInt(state), Parameter.Time(now), Parameter.Text(null), Parameter.Text(Words.Of(SyncOutcome.Cancelled)), Parameter.BigInt(0),
                        Parameter.BigInt(0), Parameter.BigInt(0), Parameter.Json("{}"), Parameter.Text("cancelled"), Parameter.Text("The job was taken back."), Parameter.Text(job.ToString()),
                        Parameter.Text(Environment.MachineName), Parameter.Text("COMPLETED"),
                    ],
                    cancellationToken).ConfigureAwait(false);
            }

            return await connection.CountAsync(_cancel, [.. Job(), Parameter.Time(now)], cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>See <see cref="ISyncJobs.RetryAsync"/>.</summary>
    public Task<int> RetryAsync(SyncJobId job, CancellationToken cancellationToken) => ChangeAsync(
        job,
        (connection, _, table, now) => connection.CountAsync(_retry, [Parameter.Text(table.Name), Parameter.BigInt(job.Id.Value), Parameter.Time(now)], cancellationToken),
        cancellationToken);

    private Task<int> ChangeAsync(SyncJobId job, Func<NpgsqlConnection, VendorTables, JobTableSql, DateTimeOffset, Task<long>> change, CancellationToken cancellationToken)
    {
        VendorTables vendor = catalog.Vendor(job.Vendor);
        JobTableSql table = vendor.Jobs(job.IsOnboarding);
        return jobs.InTransactionAsync(
            account: null,
            async connection =>
            {
                DateTimeOffset now = time.GetUtcNow();
                if (await connection.CountAsync($"select count(*) from {table.Table} where id = $1", [Parameter.BigInt(job.Id.Value)], cancellationToken).ConfigureAwait(false) == 0)
                {
                    throw new IntegrationConfigurationException($"{job}: there is no such job.", new ErrorContext { Vendor = job.Vendor });
                }

                long steps = await change(connection, vendor, table, now).ConfigureAwait(false);
                if (steps > 0)
                {
                    await connection.ExecuteAsync(table.Project, [Parameter.BigInts([job.Id.Value]), Parameter.Time(now)], cancellationToken).ConfigureAwait(false);
                }

                return (int)steps;
            },
            cancellationToken);
    }
}
