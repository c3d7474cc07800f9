using System.Text;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The one statement that claims work (invariant I8): lease, fencing number, run id, start times, attempt and the triples of the wide job tables, and the history row of a run whose
/// holder fell silent. Generated once for the registered vendors.
/// </summary>
/// <remarks>
/// A stream has at most one candidate: the step that has begun goes before any other, and while it waits for its next attempt the others wait with it, because the cursor and phase
/// of the stream are its. Deltas go before onboarding and reconciling, which leave one of an account's places free for deltas. Accounts take turns: the second stream of an account
/// comes after the first of every other, and of equals the account that was served longest ago comes first (invariant I13).
/// Only the accounts of the oldest steps that can begin are looked at (<c>near</c>), so that the cost of a claim does not grow with the number of accounts or of steps that are due.
/// What the lost run has counted is taken from the row as it was locked (<c>state</c>), not as the statement first saw it: a worker whose lease has run out still commits until another one
/// takes the stream, and such a commit may fall between the two.
/// Parameters: now, lease end, owner, limit, most per account.
/// </remarks>
internal static class ClaimSql
{
    /// <summary>
    /// Claims follow one another: two at a time could each see a free place of the same account and take it. Held for the one statement that follows, in the same implicit transaction.
    /// That statement reads no table from end to end, even by a plan that was made while the tables were small.
    /// </summary>
    public const string Lock = "select pg_advisory_xact_lock(hashtextextended($1, 0)), set_config('enable_seqscan', 'off', true)";

    /// <summary>How many of the oldest steps of each kind a claim looks at: those of a dozen accounts at least.</summary>
    private const string NearSteps = "120";

    private const string Head =
        """
        with account as not materialized (
        %ACCOUNTS%
        ), held as materialized (
          select vendor, account_id, count(*) as streams, count(*) filter (where job_type in ('Onboarding', 'Reconcile', 'Check')) as long_streams
          from $schema$.sync_job_steps where status = 'IN_PROGRESS' and lease_until > $1
          group by vendor, account_id
        ), near as (
          select distinct vendor, account_id from (
            (%NEAR_SHORT%)
            union all
            (%NEAR_LONG%)
            union all
            (select st.vendor, st.account_id from $schema$.sync_job_steps st join account a on a.vendor = st.vendor and a.id = st.account_id
             where st.status = 'IN_PROGRESS' and st.lease_until <= $1 order by st.lease_until limit %NEAR%)) n
        ), served as materialized (
          select n.vendor, n.account_id, (
            select max(s.last_attempt_at) from $schema$.sync_state s where s.vendor = n.vendor and s.account_id = n.account_id and s.scope_key = '') as last_at
          from near n
        ), open_step as (
          select o.*, row_number() over (
            partition by o.vendor, o.account_id, o.entity_type order by o.is_fresh, not o.is_due, o.is_long, o.next_attempt_at, o.id) as nth_of_stream
          from (
            select st.id, st.vendor, st.account_id, st.entity_type, st.next_attempt_at,
              st.last_started_at is null as is_fresh,
              case when st.status = 'IN_PROGRESS' then st.lease_until <= $1 else st.next_attempt_at <= $1 end as is_due,
              (st.job_type in ('Onboarding', 'Reconcile', 'Check'))::integer as is_long
            from near a
            join $schema$.sync_job_steps st on st.vendor = a.vendor and st.account_id = a.account_id
            where st.status in ('PENDING', 'IN_PROGRESS')
              and not exists (
                select 1 from $schema$.sync_job_steps d
                where d.job_table = st.job_table and d.job_id = st.job_id and d.entity_type = any(st.depends_on) and d.status in ('PENDING', 'IN_PROGRESS'))) o
        ), ready as (
          select o.*, s.id as state_id,
            row_number() over account_order as nth, sum(o.is_long) over account_order as nth_long
          from open_step o
          join $schema$.sync_state s on s.vendor = o.vendor and s.account_id = o.account_id and s.entity_type = o.entity_type and s.scope_key = ''
          where o.nth_of_stream = 1 and o.is_due and (s.lease_until is null or s.lease_until <= $1)
          window account_order as (partition by o.vendor, o.account_id order by o.is_long, o.next_attempt_at, o.id)
        ), taken as (
          select st.id as step_id, s.vendor, s.id as state_id, s as state, st as step
          from ready r
          left join held h on h.vendor = r.vendor and h.account_id = r.account_id
          left join served v on v.vendor = r.vendor and v.account_id = r.account_id
          join $schema$.sync_state s on s.vendor = r.vendor and s.id = r.state_id
          join $schema$.sync_job_steps st on st.id = r.id
          where coalesce(h.streams, 0) + r.nth <= $5
            and (r.is_long = 0 or coalesce(h.long_streams, 0) + r.nth_long <= greatest($5 - 1, 1))
            and (s.lease_until is null or s.lease_until <= $1)
            and (st.status = 'PENDING' or (st.status = 'IN_PROGRESS' and st.lease_until <= $1))
          order by r.is_long, coalesce(h.streams, 0) + r.nth, v.last_at nulls first, r.next_attempt_at, r.id
          limit $4
          for update of s, st skip locked
        ), lost as (
          insert into $schema$.sync_runs as n (created_at, run_id, vendor, account_id, entity_type, step_id, job_table, job_id, job_type, attempt, owner, fence, mode, strategy, started_at,
            finished_at, outcome, rows_read, rows_inserted, rows_updated, rows_unchanged, rows_deleted, rows_rejected, pages, requests, throttled, bytes_read, error_code, error_message)
          select $1, s.run_id, s.vendor, s.account_id, s.entity_type, st.id, st.job_table, st.job_id, st.job_type, st.attempts, s.lease_owner, s.fence, s.mode, s.strategy, s.run_started_at,
            greatest($1, s.run_started_at), 'LEASE_EXPIRED', s.rows_read, s.rows_inserted, s.rows_updated, s.rows_unchanged, s.rows_deleted, s.rows_rejected, s.pages, s.requests,
            s.throttled, s.bytes_read, 'lease_expired', 'The worker fell silent; another one goes on from the cursor.'
          from taken t, lateral (select (t.state).*) s, lateral (select (t.step).*) st
          where s.lease_owner is not null
          returning n.*
        ), lost_log as (
          insert into $schema$.lambda_worker_logs (created_at, vendor, job_id, job_type, progress_state, worker_id, account_id, entity_type, started_at, finished_at, duration_ms, status,
            records_fetched, records_promoted, records_unchanged, records_failed, api_calls, api_429, bytes_read, error_code, error_message)
          select $1, vendor, job_table || '/' || job_id, job_type::text, jsonb_build_object('status', outcome), owner, account_id, entity_type, started_at, finished_at,
            least(extract(epoch from finished_at - started_at) * 1000, 2147483647)::integer, 'ERROR', rows_read, rows_inserted + rows_updated + rows_unchanged + rows_deleted, rows_unchanged,
            rows_rejected, requests, throttled, bytes_read, error_code, error_message
          from lost
        ), leased as (
          update $schema$.sync_state s set
            lease_owner = $3, lease_until = $2, fence = s.fence + 1, run_id = gen_random_uuid(), step_id = t.step_id, run_started_at = $1, run_finished_at = null, last_attempt_at = $1,
            status = 'SYNCING', rows_read = 0, rows_inserted = 0, rows_updated = 0, rows_unchanged = 0, rows_deleted = 0, rows_rejected = 0,
            pages = 0, requests = 0, throttled = 0, bytes_read = 0
          from taken t
          where s.vendor = t.vendor and s.id = t.state_id
          returning s.*
        ), started as (
          update $schema$.sync_job_steps st set
            status = 'IN_PROGRESS', last_started_at = $1, last_finished_at = null, attempts = st.attempts + 1, run_id = l.run_id, fence = l.fence,
            lease_owner = $3, lease_until = $2, heartbeat_at = $1
          from leased l
          where st.id = l.step_id
          returning st.*
        )
        """;

    // The oldest steps that somebody could begin now. What cannot begin is left out here already: were it counted, enough of it would hide all that can.
    // "offset 0" keeps PostgreSQL from turning the conditions into joins, of which it takes the steps of all accounts through all of them before it sorts.
    private const string Near =
        """
        select st.vendor, st.account_id
        from $schema$.sync_job_steps st
        left join held h on h.vendor = st.vendor and h.account_id = st.account_id
        where st.status = 'PENDING' and st.next_attempt_at <= $1 and %KIND%
          and exists (select from account a where a.vendor = st.vendor and a.id = st.account_id offset 0)
          and not exists (
            select from $schema$.sync_job_steps d
            where d.job_table = st.job_table and d.job_id = st.job_id and d.entity_type = any(st.depends_on) and d.status in ('PENDING', 'IN_PROGRESS') offset 0)
          and (st.last_started_at is not null or not exists (
            select from $schema$.sync_job_steps b
            where b.vendor = st.vendor and b.account_id = st.account_id and b.entity_type = st.entity_type and b.status in ('PENDING', 'IN_PROGRESS') and b.last_started_at is not null offset 0))
          and exists (
            select from $schema$.sync_state s
            where s.vendor = st.vendor and s.account_id = st.account_id and s.entity_type = st.entity_type and s.scope_key = '' and (s.lease_until is null or s.lease_until <= $1) offset 0)
        order by st.next_attempt_at
        limit %NEAR%
        """;

    private const string Short = "st.job_type not in ('Onboarding', 'Reconcile', 'Check') and coalesce(h.streams, 0) < $5";
    private const string Long = "st.job_type in ('Onboarding', 'Reconcile', 'Check') and coalesce(h.streams, 0) < $5 and coalesce(h.long_streams, 0) < greatest($5 - 1, 1)";

    /// <summary>
    /// True when a claim may find something: a look that costs next to nothing, so that idle workers neither wait for each other nor work through the whole statement. Parameter: now.
    /// </summary>
    public const string Peek =
        """
        select exists (select 1 from $schema$.sync_job_steps where status = 'PENDING' and next_attempt_at <= $1)
          or exists (select 1 from $schema$.sync_job_steps where status = 'IN_PROGRESS' and lease_until <= $1)
        """;

    private const string Tail =
        """
        select l.id, st.id, st.job_table, st.job_id, st.job_type::text, st.attempts, l.fence, l.run_id,
          st.rows_read, st.rows_inserted, st.rows_updated, st.rows_unchanged, st.rows_deleted, st.rows_rejected,
          a.vendor, a.id, a.vendor_account_id, a.host_name, a.time_zone, a.credentials_id, a.user_id, a.team_id,
          %STATE%
        from leased l
        join started st on st.id = l.step_id
        join account a on a.vendor = l.vendor and a.id = l.account_id
        order by st.job_type in ('Onboarding', 'Reconcile', 'Check'), st.next_attempt_at, st.id
        """;

    public static string For(VendorCatalog catalog, PostgresDatabase database)
    {
        StringBuilder text = new(Head.Replace("%ACCOUNTS%", catalog.ReadAccounts, StringComparison.Ordinal)
            .Replace("%NEAR_SHORT%", Near.Replace("%KIND%", Short, StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("%NEAR_LONG%", Near.Replace("%KIND%", Long, StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("%NEAR%", NearSteps, StringComparison.Ordinal));
        int part = 0;
        foreach (VendorTables vendor in catalog.Vendors)
        {
            foreach (JobTableSql jobs in (ReadOnlySpan<JobTableSql>)[vendor.OnboardingJobs, vendor.SyncJobs])
            {
                text.AppendLine(",").Append(jobs.StartClause("job" + part++.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        text.AppendLine().Append(Tail.Replace("%STATE%", StateRow.Columns("l"), StringComparison.Ordinal));
        return database.Sql(text.ToString());
    }
}
