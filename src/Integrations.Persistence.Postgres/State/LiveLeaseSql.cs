using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The one statement that takes live leases (invariant I8): lease, fencing number, run id and start time, the row of a stream that never had one, and the history row of a run whose
/// holder fell silent. Streams that are held, or locked by a run at this moment, are left out without waiting.
/// </summary>
/// <remarks>
/// <c>wanted</c> gives (vendor, account_id, entity_type, place). What the lost run has counted is taken from the row as it was locked, as in <see cref="ClaimSql"/>.
/// Parameters: now, lease end, owner, purpose, then those of <c>wanted</c>.
/// </remarks>
internal static class LiveLeaseSql
{
    public const string Scope = "live";

    private const string Text =
        """
        with recursive account as (
        %ACCOUNTS%
        ), %WANTED%, open as materialized (
          select s.*
          from wanted w
          join $schema$.sync_state s on s.vendor = w.vendor and s.account_id = w.account_id and s.entity_type = w.entity_type and s.scope_key = 'live'
          where s.lease_until is null or s.lease_until <= $1
          order by s.vendor, s.id
          for no key update of s skip locked
        ), lost as (
          insert into $schema$.sync_runs as n (created_at, run_id, vendor, account_id, entity_type, owner, fence, mode, strategy, started_at, finished_at, outcome,
            rows_read, rows_inserted, rows_updated, rows_unchanged, rows_deleted, rows_rejected, pages, requests, throttled, bytes_read, error_code, error_message)
          select $1, run_id, vendor, account_id, entity_type, lease_owner, fence, 'by_id', strategy, run_started_at, greatest($1, run_started_at), 'LEASE_EXPIRED',
            rows_read, rows_inserted, rows_updated, rows_unchanged, rows_deleted, rows_rejected, pages, requests, throttled, bytes_read,
            'lease_expired', 'The worker fell silent; another one reads its records again.'
          from open where lease_owner is not null
          returning n.*
        ), lost_log as (
          insert into $schema$.lambda_worker_logs (created_at, vendor, job_type, progress_state, worker_id, account_id, entity_type, started_at, finished_at, duration_ms, status,
            records_fetched, records_promoted, records_unchanged, records_failed, api_calls, api_429, bytes_read, error_code, error_message)
          select $1, vendor, strategy, jsonb_build_object('status', outcome), owner, account_id, entity_type, started_at, finished_at,
            least(extract(epoch from finished_at - started_at) * 1000, 2147483647)::integer, 'ERROR', rows_read, rows_inserted + rows_updated + rows_unchanged + rows_deleted, rows_unchanged,
            rows_rejected, requests, throttled, bytes_read, error_code, error_message
          from lost
        ), leased as (
          insert into $schema$.sync_state as s (vendor, account_id, entity_type, scope_key, created_at, user_id, status, lease_owner, lease_until, fence, run_id, strategy, run_started_at, last_attempt_at)
          select w.vendor, w.account_id, w.entity_type, 'live', $1, a.user_id, 'SYNCING', $3, $2, 1, gen_random_uuid(), $4, $1, $1
          from wanted w
          join account a on a.vendor = w.vendor and a.id = w.account_id
          where exists (select 1 from open o where o.vendor = w.vendor and o.account_id = w.account_id and o.entity_type = w.entity_type)
            or not exists (
              select 1 from $schema$.sync_state s where s.vendor = w.vendor and s.account_id = w.account_id and s.entity_type = w.entity_type and s.scope_key = 'live')
          order by w.vendor, w.account_id, w.entity_type
          on conflict (vendor, account_id, entity_type, scope_key) do update set
            status = 'SYNCING', lease_owner = excluded.lease_owner, lease_until = excluded.lease_until, fence = s.fence + 1, run_id = excluded.run_id, strategy = excluded.strategy,
            user_id = excluded.user_id, run_started_at = excluded.run_started_at, run_finished_at = null, last_attempt_at = excluded.last_attempt_at,
            rows_read = 0, rows_inserted = 0, rows_updated = 0, rows_unchanged = 0, rows_deleted = 0, rows_rejected = 0, pages = 0, requests = 0, throttled = 0, bytes_read = 0
          where s.lease_until is null or s.lease_until <= $1
          returning s.*
        )
        select l.id, l.entity_type, l.fence, l.run_id, a.vendor, a.id, a.vendor_account_id, a.host_name, a.time_zone, a.credentials_id, a.user_id, a.team_id
        from leased l
        join account a on a.vendor = l.vendor and a.id = l.account_id
        join wanted w on w.vendor = l.vendor and w.account_id = l.account_id and w.entity_type = l.entity_type
        order by w.place
        """;

    /// <param name="catalog">The registered vendors.</param>
    /// <param name="database">The schema.</param>
    /// <param name="wanted">Text of the <c>wanted</c> part, and of parts before it. It may read <c>account</c>, the accounts that are read.</param>
    public static string For(VendorCatalog catalog, PostgresDatabase database, string wanted) => database.Sql(
        Text.Replace("%ACCOUNTS%", catalog.ReadAccounts, StringComparison.Ordinal).Replace("%WANTED%", wanted, StringComparison.Ordinal));

    public static LiveClaim Read(NpgsqlDataReader reader, string owner)
    {
        AccountInfo account = AccountRow.Read(reader, 4);
        return new LiveClaim(
            new SyncLease
            {
                Account = account.Ref,
                Stream = new StreamName(account.Ref.Vendor, reader.GetString(1)),
                StateId = new RowId(reader.GetInt64(0)),
                Owner = owner,
                Fence = reader.GetInt64(2),
                RunId = reader.GetGuid(3),
            },
            account);
    }
}
