namespace Integrations.Persistence.Postgres;

/// <summary>The statements of the webhook inbox.</summary>
internal static class InboxSql
{
    /// <summary>
    /// Streams with deliveries whose time has come: the part <c>wanted</c> of <see cref="LiveLeaseSql"/>. It goes from stream to stream by the index of open deliveries, so that its cost is
    /// that of the streams that have some, not of their number. Further parameters: limit, most streams of one account at a time.
    /// </summary>
    public const string Wanted =
        """
        vendor as (
          select distinct a.vendor from account a
        ), pending as (
          select v.vendor, f.account_id, f.entity_type
          from vendor v cross join lateral (
            select i.account_id, i.entity_type from $schema$.webhook_inbox i
            where i.vendor = v.vendor and i.status in ('PENDING', 'ERROR') and i.entity_type is not null
            order by i.account_id, i.entity_type limit 1) f
          union all
          select p.vendor, n.account_id, n.entity_type
          from pending p cross join lateral (
            select i.account_id, i.entity_type from $schema$.webhook_inbox i
            where i.vendor = p.vendor and i.status in ('PENDING', 'ERROR') and (i.account_id, i.entity_type) > (p.account_id, p.entity_type)
            order by i.account_id, i.entity_type limit 1) n
        ), due as (
          select p.*, d.due_at, row_number() over (partition by p.vendor, p.account_id order by d.due_at, p.entity_type) as nth
          from pending p
          join account a on a.vendor = p.vendor and a.id = p.account_id
          cross join lateral (
            select i.next_attempt_at as due_at from $schema$.webhook_inbox i
            where i.vendor = p.vendor and i.account_id = p.account_id and i.entity_type = p.entity_type and i.status in ('PENDING', 'ERROR')
            order by i.next_attempt_at limit 1) d
          where d.due_at <= $1 and not exists (
            select 1 from $schema$.sync_state s
            where s.vendor = p.vendor and s.account_id = p.account_id and s.entity_type = p.entity_type and s.scope_key = 'live' and s.lease_until > $1)
        ), held as (
          select s.vendor, s.account_id, count(*) as streams from $schema$.sync_state s where s.scope_key = 'live' and s.lease_until > $1 group by s.vendor, s.account_id
        ), wanted as (
          select d.vendor, d.account_id, d.entity_type, row_number() over (order by coalesce(h.streams, 0) + d.nth, d.due_at, d.account_id) as place
          from due d
          left join held h on h.vendor = d.vendor and h.account_id = d.account_id
          where coalesce(h.streams, 0) + d.nth <= $6
          order by place
          limit $5)
        """;

    public const string Columns =
        "i.id, i.vendor, i.account_id, i.received_at, i.event_name, i.event_created_at, i.entity_type, i.object_ids, i.is_delete, i.status::text, i.attempts, i.next_attempt_at, i.processed_at, i.run_id, i.last_error";

    /// <summary>Parameters: vendor, account, entity, now, limit.</summary>
    public const string Read =
        $"""
        select {Columns} from $schema$.webhook_inbox i
        where i.vendor = $1 and i.account_id = $2 and i.entity_type = $3 and i.status in ('PENDING', 'ERROR') and i.next_attempt_at <= $4
        order by i.next_attempt_at, i.id
        limit $5
        """;

    /// <summary>
    /// Parameters: vendor, now, run id, then arrays of id, status, next attempt, counted attempt, note. Rows are locked in the order of their ids, as a replay locks them.
    /// </summary>
    public const string Settle =
        """
        with settled as (
          select * from unnest($4::bigint[], $5::text[], $6::timestamptz[], $7::integer[], $8::text[]) as s(id, status, next_attempt_at, attempts, note)
        ), locked as materialized (
          select i.id from $schema$.webhook_inbox i
          where i.vendor = $1 and i.id in (select id from settled) and i.status in ('PENDING', 'ERROR')
          order by i.id for no key update
        )
        update $schema$.webhook_inbox i set
          status = s.status::$schema$.staging_status, attempts = i.attempts + s.attempts, next_attempt_at = coalesce(s.next_attempt_at, i.next_attempt_at), last_error = s.note,
          processed_at = case when s.status in ('PROMOTED', 'SKIPPED', 'DEAD') then $2 end, run_id = $3
        from settled s join locked l on l.id = s.id
        where i.vendor = $1 and i.id = s.id
        """;

    /// <summary>A delivery that is given up, once for each record that it names. Parameters: vendor, account, entity, user, now, run id, then arrays of id and code.</summary>
    public const string Bury =
        """
        insert into $schema$.lambda_failed_records as f
          (created_at, last_seen_at, vendor, account_id, entity_type, user_id, run_id, external_id, raw, stage, error_code, error_message, attempts, status)
        select distinct on (o.external_id) $5, $5, $1, $2, $3, $4, $6, o.external_id, i.raw, 'fetch', d.code, i.last_error, i.attempts, 'ERROR'
        from unnest($7::bigint[], $8::text[]) as d(id, code)
        join $schema$.webhook_inbox i on i.vendor = $1 and i.id = d.id
        cross join lateral unnest(i.object_ids) as o(external_id)
        order by o.external_id, i.id desc
        on conflict (vendor, account_id, entity_type, external_id, stage) where resolved_at is null do update set
          attempts = f.attempts + excluded.attempts, raw = excluded.raw, error_code = excluded.error_code, error_message = excluded.error_message, run_id = excluded.run_id,
          last_seen_at = excluded.last_seen_at
        """;

    /// <summary>Parameters: now.</summary>
    public const string Skip =
        """
        with empty as materialized (
          select i.vendor, i.id from $schema$.webhook_inbox i
          where i.status = 'PENDING' and (i.entity_type is null or i.object_ids = '{}')
          order by i.vendor, i.id
          limit 10000
          for no key update skip locked
        ), skipped as (
          update $schema$.webhook_inbox i set status = 'SKIPPED', processed_at = $1
          from empty e where i.vendor = e.vendor and i.id = e.id
          returning i.vendor, i.account_id, i.entity_type
        ), hurried as (
          update $schema$.sync_state s set next_run_at = $1
          from (select distinct vendor, account_id, entity_type from skipped where entity_type is not null) k
          where s.vendor = k.vendor and s.account_id = k.account_id and s.entity_type = k.entity_type and s.scope_key = '' and s.next_run_at > $1
        )
        select count(*) from skipped
        """;

    /// <summary>Parameters: processed before, limit.</summary>
    public const string Remove =
        """
        delete from $schema$.webhook_inbox i
        using (
          select vendor, id from $schema$.webhook_inbox where status in ('PROMOTED', 'SKIPPED') and processed_at < $1 limit $2 for update skip locked) o
        where i.vendor = o.vendor and i.id = o.id
        """;

    /// <summary>Conditions of a filter. Parameters: vendor, account, entity, statuses, ids, received from, received before; the empty and the null ones hold for every row.</summary>
    public const string Filter =
        """
        ($1::text is null or i.vendor = $1) and ($2::bigint is null or i.account_id = $2) and ($3::text is null or i.entity_type = $3)
          and ($4::text[] = '{}' or i.status::text = any($4)) and ($5::bigint[] = '{}' or i.id = any($5))
          and ($6::timestamptz is null or i.received_at >= $6) and ($7::timestamptz is null or i.received_at < $7)
        """;

    /// <summary>Parameters: those of <see cref="Filter"/>.</summary>
    public const string Count = $"select i.status::text, count(*) from $schema$.webhook_inbox i where {Filter} group by 1";

    /// <summary>Parameters: those of <see cref="Filter"/>, limit.</summary>
    public const string List = $"select {Columns} from $schema$.webhook_inbox i where {Filter} order by i.received_at desc, i.id desc limit $8";

    /// <summary>Parameters: those of <see cref="Filter"/>, now.</summary>
    public const string Replay =
        $"""
        with chosen as materialized (
          select i.vendor, i.id from $schema$.webhook_inbox i
          where {Filter} and i.entity_type is not null and i.object_ids <> '{EmptyArray}'
          order by i.vendor, i.id
          for no key update
        ), replayed as (
          update $schema$.webhook_inbox i set status = 'PENDING', attempts = 0, next_attempt_at = $8, processed_at = null, last_error = null
          from chosen c where i.vendor = c.vendor and i.id = c.id
          returning 1
        )
        select count(*) from replayed
        """;

    private const string EmptyArray = "{}";
}
