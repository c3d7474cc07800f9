namespace Integrations.Persistence.Postgres;

/// <summary>The statements that end a run.</summary>
internal static class SettleSql
{
    /// <summary>
    /// Parameters: vendor, state id, now, mode, outcome, requests, throttled, bytes, drift, error code, error message, job in words, host, status of the log.
    /// </summary>
    public const string History =
        """
        with run as (
          insert into $schema$.sync_runs as n (created_at, run_id, vendor, account_id, entity_type, step_id, job_table, job_id, job_type, attempt, owner, fence, mode, strategy, started_at,
            finished_at, outcome, rows_read, rows_inserted, rows_updated, rows_unchanged, rows_deleted, rows_rejected, pages, requests, throttled, bytes_read, drift, error_code, error_message)
          select $3, s.run_id, s.vendor, s.account_id, s.entity_type, st.id, st.job_table, st.job_id, st.job_type, st.attempts, s.lease_owner, s.fence, coalesce($4, s.mode), s.strategy,
            s.run_started_at, greatest($3, s.run_started_at), $5, s.rows_read, s.rows_inserted, s.rows_updated, s.rows_unchanged, s.rows_deleted, s.rows_rejected, s.pages,
            s.requests + $6, s.throttled + $7, s.bytes_read + $8, $9, $10, $11
          from $schema$.sync_state s left join $schema$.sync_job_steps st on st.id = s.step_id
          where s.vendor = $1 and s.id = $2
          returning n.*
        ), log as (
          insert into $schema$.lambda_worker_logs as w (created_at, vendor, job_id, job_type, user_id, progress_state, worker_id, host, account_id, entity_type, started_at, finished_at,
            duration_ms, status, records_fetched, records_staged, records_promoted, records_unchanged, records_failed, api_calls, api_429, bytes_read, error_code, error_message)
          select $3, r.vendor, $12, coalesce(r.job_type::text, r.strategy), s.user_id, jsonb_build_object('status', r.outcome, 'mode', r.mode, 'strategy', r.strategy), r.owner, $13, r.account_id, r.entity_type,
            r.started_at, r.finished_at, least(extract(epoch from r.finished_at - r.started_at) * 1000, 2147483647)::integer, $14::$schema$.sync_job_status, r.rows_read, st.records_staged,
            r.rows_inserted + r.rows_updated + r.rows_unchanged + r.rows_deleted, r.rows_unchanged, r.rows_rejected, r.requests, r.throttled, r.bytes_read, r.error_code, r.error_message
          from run r
          join $schema$.sync_state s on s.vendor = $1 and s.id = $2
          left join $schema$.sync_job_steps st on st.id = r.step_id
          returning w.id
        ), job_log as (
          insert into $schema$.sync_jobs_logs (created_at, vendor, account_id, job_table, job_id, user_id, entity_type, level, message, data, records_processed, duration_ms, trace_id)
          select $3, r.vendor, r.account_id, r.job_table, r.job_id, s.user_id, r.entity_type,
            case when $14 = 'ERROR' then 'error' when r.outcome in ('PARTIAL', 'WAIT') then 'warning' else 'information' end, coalesce(r.error_message, r.outcome),
            jsonb_build_object('mode', r.mode, 'strategy', r.strategy, 'attempt', r.attempt, 'inserted', r.rows_inserted, 'updated', r.rows_updated, 'unchanged', r.rows_unchanged,
              'deleted', r.rows_deleted, 'rejected', r.rows_rejected, 'pages', r.pages, 'requests', r.requests, 'error_code', r.error_code),
            r.rows_read, least(extract(epoch from r.finished_at - r.started_at) * 1000, 2147483647)::integer, st.trace_id
          from run r
          join $schema$.sync_state s on s.vendor = $1 and s.id = $2
          left join $schema$.sync_job_steps st on st.id = r.step_id
          where r.job_id is not null
        )
        update $schema$.lambda_failed_records f set worker_log_id = log.id
        from log, run
        where f.vendor = run.vendor and f.account_id = run.account_id and f.entity_type = run.entity_type and f.resolved_at is null and f.run_id = run.run_id
        """;

    /// <summary>Parameters: step id, now, outcome, requests, throttled, bytes.</summary>
    public const string CompleteStep =
        """
        update $schema$.sync_job_steps set
          status = 'COMPLETED', outcome = $3, last_finished_at = greatest($2, last_started_at), lease_owner = null, lease_until = null, error_code = null, error_message = null,
          requests = requests + $4, throttled = throttled + $5, bytes_read = bytes_read + $6
        where id = $1
        """;

    /// <summary>
    /// Parameters: vendor, state id, fence, owner, now, mode, next run, held sweep, success. A read of new records only neither proves the stream fresh nor settles what a sweep
    /// holds; a comparison of keys settles that, and leaves the deltas their time.
    /// </summary>
    public const string CompleteState =
        """
        update $schema$.sync_state set
          status = 'IDLE', error_message = null, consecutive_failures = 0,
          last_sync_at = case when $9 and $6 not in ('created', 'keys') then $5 else last_sync_at end,
          last_full_sync_at = case when $9 and $6 = 'full' then $5 else last_full_sync_at end,
          last_check_at = case when $9 and $6 in ('full', 'keys') then $5 else last_check_at end,
          held_sweep_reason = case when $6 in ('full', 'keys') then $8 else held_sweep_reason end,
          next_run_at = case when $6 = 'keys' then next_run_at else $7 end, mode = null, phase = null, read_started_at = null, sweep_tracked = false, cursor_before = null, key_cursor = null, step_id = null,
          lease_owner = null, lease_until = null, run_finished_at = greatest($5, run_started_at), records_synced = rows_changed
        where vendor = $1 and id = $2 and fence = $3 and lease_owner = $4
        """;

    /// <summary>Parameters: step id, now, retry at, is a wait, code, message.</summary>
    public const string FailStep =
        """
        update $schema$.sync_job_steps set
          status = (case when $3 is null then 'ERROR' else 'PENDING' end)::$schema$.sync_job_status,
          next_attempt_at = coalesce($3, next_attempt_at), attempts = attempts - (case when $4 then 1 else 0 end),
          last_finished_at = case when $3 is null then greatest($2, last_started_at) end, dead_lettered_at = case when $3 is null then $2 end,
          lease_owner = null, lease_until = null,
          error_code = $5, error_message = $6, last_error_code = $5, last_error_at = $2
        where id = $1
        """;

    /// <summary>
    /// Parameters: vendor, state id, fence, owner, now, status, message, is a wait, is given up, next run. Mode, phase and cursor stay: whoever runs the stream next continues its read.
    /// A check that is given up leaves the deltas their time, unless the credential is refused.
    /// </summary>
    public const string FailState =
        """
        update $schema$.sync_state s set
          status = $6, error_message = case when $6 = 'IDLE' then error_message else $7 end, consecutive_failures = consecutive_failures + (case when $8 then 0 else 1 end),
          next_run_at = case
            when $9 and ($10 is null or not exists (select 1 from $schema$.sync_job_steps st where st.id = s.step_id and st.job_type = 'Check')) then $10
            else next_run_at end,
          step_id = null,
          lease_owner = null, lease_until = null, run_finished_at = greatest($5, run_started_at), records_synced = rows_changed
        where vendor = $1 and id = $2 and fence = $3 and lease_owner = $4
        """;

    /// <summary>
    /// Holds <c>%ACCOUNT%</c>. Parameters: account id, now, status, reason, version of the credential (null: not known), vendor, state id. Answers whether the credential is still the one
    /// that failed. A version is exact; without one, connecting the account moves <c>verified_at</c> and a renewal does not.
    /// </summary>
    public const string SuspendAccount =
        """
        with found as (
          select a.id, a.status, c.id is null or case when $5::integer is null then coalesce(c.verified_at <= s.run_started_at, true) else c.token_version = $5 end as is_current
          from %ACCOUNT% a
          join $schema$.sync_state s on s.vendor = $6 and s.id = $7
          left join $schema$.credentials c on c.id = a.credentials_id
          where a.id = $1
          for no key update of a
        ), changed as (
          update %ACCOUNT% a set status = $3, status_reason = $4, active = false, updated_at = $2
          from found f where a.id = f.id and f.is_current and f.status = 'active'
          returning a.id
        )
        select is_current, exists (select from changed) from found
        """;

    /// <summary>Holds <c>%ACCOUNT%</c>. Parameters: account id, now.</summary>
    public const string NoteAccountSuccess = "update %ACCOUNT% set last_success_at = $2 where id = $1";

    /// <summary>Holds <c>%ACCOUNT%</c>. Parameters: account id, now, stream and message.</summary>
    public const string NoteAccountError = "update %ACCOUNT% set last_error_at = $2, last_error = $3 where id = $1";

    /// <summary>Holds <c>%JOBS%</c>. Parameters: job id, now, entity, code, message. Keeps the newest hundred.</summary>
    public const string NoteError =
        """
        update %JOBS% set
          last_error_code = $4, last_error_at = $2,
          error_list = (case when jsonb_array_length(error_list) >= 100 then error_list - 0 else error_list end)
            || jsonb_build_array(jsonb_build_object('at', $2, 'entity', $3, 'code', $4, 'message', $5))
        where id = $1
        """;
}
