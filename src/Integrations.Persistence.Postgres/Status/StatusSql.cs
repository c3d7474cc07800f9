namespace Integrations.Persistence.Postgres;

/// <summary>The statements behind the status.</summary>
internal static class StatusSql
{
    /// <summary>
    /// Holds <c>%ACCOUNTS%</c>. Parameters: vendor and id of the account before the page, limit, troubled only, now, and of the thresholds vendors, entities and spans. What is troubled is what an
    /// alarm would be made of, so that a page of trouble does not miss any.
    /// </summary>
    public const string Accounts =
        """
        select x.*
        from (
        %ACCOUNTS%
        ) x
        where (x.vendor, x.id) > ($1, $2)
          and (not $4 or x.status not in ('active', 'disabled')
            or exists (select from $schema$.integration_alert a where a.vendor = x.vendor and a.account_id = x.id and a.closed_at is null)
            or (x.status = 'active' and (not x.has_credential or exists (
            select from $schema$.sync_state s
            join unnest($6::text[], $7::text[], $8::interval[]) as h(vendor, entity, threshold) on h.vendor = s.vendor and h.entity = s.entity_type
            where s.vendor = x.vendor and s.account_id = x.id and s.scope_key = ''
              and ((s.status <> 'PAUSED' and coalesce(s.last_sync_at, s.created_at) < $5 - h.threshold) or s.held_sweep_reason is not null or s.consecutive_failures >= 3)))))
        order by x.vendor, x.id
        limit $3
        """;

    /// <summary>One vendor's part of <see cref="Accounts"/>. Holds <c>%VENDOR%</c> and <c>%TABLE%</c>.</summary>
    public const string AccountsOf =
        """
        select %VENDOR%::text as vendor, a.id, a.status, a.status_reason, a.updated_at, c.id is not null as has_credential, c.expires_at
        from %TABLE% a left join $schema$.credentials c on c.id = a.credentials_id and c.active
        """;

    /// <summary>Parameters of this and the following five: vendors and ids of the accounts, now.</summary>
    public const string Streams =
        """
        select s.vendor, s.account_id, s.entity_type, s.status, s.created_at, s.last_sync_at, s.last_attempt_at, s.last_full_sync_at, s.next_run_at, s.lease_until, s.consecutive_failures,
          s.error_message, s.held_sweep_reason
        from unnest($1::text[], $2::bigint[]) as p(vendor, id)
        join $schema$.sync_state s on s.vendor = p.vendor and s.account_id = p.id and s.scope_key = ''
        order by s.vendor, s.account_id, s.id
        """;

    public const string Steps =
        """
        select s.vendor, s.account_id, s.entity_type, count(*), min(s.created_at)
        from unnest($1::text[], $2::bigint[]) as p(vendor, id)
        join $schema$.sync_job_steps s on s.vendor = p.vendor and s.account_id = p.id and s.status in ('PENDING', 'IN_PROGRESS')
        group by 1, 2, 3
        """;

    public const string Inbox =
        """
        select s.vendor, s.account_id, s.entity_type, count(*), min(s.received_at)
        from unnest($1::text[], $2::bigint[]) as p(vendor, id)
        join $schema$.webhook_inbox s on s.vendor = p.vendor and s.account_id = p.id and s.status in ('PENDING', 'ERROR')
        group by 1, 2, 3
        """;

    public const string Rejects =
        """
        select s.vendor, s.account_id, s.entity_type, count(*), min(s.created_at)
        from unnest($1::text[], $2::bigint[]) as p(vendor, id)
        join $schema$.lambda_failed_records s on s.vendor = p.vendor and s.account_id = p.id and s.resolved_at is null
        group by 1, 2, 3
        """;

    public const string Queue =
        """
        select s.vendor, s.account_id, null::text, count(*), min(s.created_at)
        from unnest($1::text[], $2::bigint[]) as p(vendor, id)
        join $schema$.worker_queue s on s.vendor = p.vendor and s.account_id = p.id and s.process_status in ('PENDING', 'IN_PROGRESS')
        group by 1, 2
        """;

    public const string Budgets =
        """
        select b.vendor, p.id, b.context, coalesce(b.learned_limit, b.assumed_limit),
          greatest(0, coalesce(b.learned_limit, b.assumed_limit) - b.foreign_use - (
            select coalesce(sum(u.permits), 0) from unnest(b.sent_at_us, b.sent_permits) as u(at_us, permits)
            where u.at_us + case when b.learned_limit is null then b.assumed_window_us else b.learned_window_us end > extract(epoch from $3) * 1000000))::integer,
          case when b.blocked_until_us > extract(epoch from $3) * 1000000 then to_timestamp(b.blocked_until_us / 1000000.0) end
        from unnest($1::text[], $2::bigint[]) as p(vendor, id)
        join $schema$.rate_budget b on b.vendor = p.vendor and b.scope_key = p.id::text
        order by 1, 2, 3
        """;

    /// <summary>Holds <c>%ACCOUNTS%</c>. Parameters of this and the following five: now, and of the thresholds vendors, entities and spans.</summary>
    public const string StreamTotals =
        """
        select h.vendor, h.entity, count(s.id),
          count(s.id) filter (where s.status <> 'PAUSED' and coalesce(s.last_sync_at, s.created_at) < $1 - h.threshold), count(s.id) filter (where s.held_sweep_reason is not null),
          min(coalesce(s.last_sync_at, s.created_at)) filter (where s.status <> 'PAUSED')
        from unnest($2::text[], $3::text[], $4::interval[]) as h(vendor, entity, threshold)
        left join (
          select s.* from $schema$.sync_state s
          join (
        %ACCOUNTS%
          ) a on a.vendor = s.vendor and a.id = s.account_id
          where s.scope_key = '' and a.status = 'active') s on s.vendor = h.vendor and s.entity_type = h.entity
        group by 1, 2
        order by 1, 2
        """;

    public const string StepTotals =
        "select vendor, entity_type, count(*), min(created_at) from $schema$.sync_job_steps where status in ('PENDING', 'IN_PROGRESS') group by 1, 2";

    public const string InboxTotals =
        "select vendor, entity_type, count(*), min(received_at) from $schema$.webhook_inbox where status in ('PENDING', 'ERROR') group by 1, 2";

    public const string RejectTotals =
        "select vendor, entity_type, count(*), min(created_at) from $schema$.lambda_failed_records where resolved_at is null group by 1, 2";

    public const string QueueTotals =
        "select vendor, null::text, count(*), min(created_at) from $schema$.worker_queue where process_status in ('PENDING', 'IN_PROGRESS') group by 1";

    /// <summary>Holds <c>%ACCOUNTS%</c>.</summary>
    public const string AccountTotals =
        """
        select vendor, status, count(*) from (
        %ACCOUNTS%
        ) a group by 1, 2
        """;
}
