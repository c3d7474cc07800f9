namespace Integrations.Persistence.Postgres;

/// <summary>The statements on <c>sync_findings</c>. Those of a run take vendor, account and entity as their first three parameters.</summary>
internal static class FindingSql
{
    public const string Columns =
        "f.id, f.entity_type, f.kind, f.external_id, f.vendor_stamp, f.local_stamp, f.created_at, f.last_found_at, f.run_id, f.released_at, f.resolved_at, f.resolution";

    /// <summary>Parameters: vendor, account, entity, then arrays of external id and vendor stamp.</summary>
    public const string AddKeys =
        """
        insert into $schema$.sync_seen as n (vendor, account_id, entity_type, external_id, vendor_updated_at)
        select distinct on (k.external_id) $1, $2, $3, k.external_id, k.stamp
        from unnest($4::text[], $5::timestamptz[]) with ordinality as k(external_id, stamp, position)
        order by k.external_id, k.position desc
        on conflict (vendor, account_id, entity_type, external_id) do update set vendor_updated_at = excluded.vendor_updated_at
        """;

    /// <summary>Parameters: vendor, state id, fence, owner, cursor, phase.</summary>
    public const string MoveKeys = "update $schema$.sync_state set key_cursor = $5, phase = coalesce($6, phase) where vendor = $1 and id = $2 and fence = $3 and lease_owner = $4";

    /// <summary>
    /// Names what is missing and what is changed. Holds <c>%TABLE%</c>, <c>%ACCOUNT%</c> and <c>%EXTERNAL_ID%</c>. Parameters: vendor, account, entity, start of the sweep, now, run.
    /// What the mirror has got since the sweep began may well be newer than the key.
    /// </summary>
    public const string Compare =
        """
        insert into $schema$.sync_findings as f (created_at, last_found_at, vendor, account_id, entity_type, run_id, kind, external_id, vendor_stamp, local_stamp)
        select $5, $5, $1, $2, $3, $6, case when t.id is null then 'missing' else 'changed' end, n.external_id, n.vendor_updated_at, t.vendor_updated_at
        from $schema$.sync_seen n
        left join %TABLE% t on t.%ACCOUNT% = $2 and t.deleted_at is null and %EXTERNAL_ID% = n.external_id
        where n.vendor = $1 and n.account_id = $2 and n.entity_type = $3
          and (t.id is null
            or (n.vendor_updated_at is not null and t.vendor_updated_at is distinct from n.vendor_updated_at
              and not (t.synced_at >= $4 and coalesce(t.vendor_updated_at >= n.vendor_updated_at, true))))
        order by n.external_id
        """ + Again;

    /// <summary>Findings of earlier comparisons that this one does not share: both sides agree by now. Parameters: vendor, account, entity, now, run.</summary>
    public const string Agreed =
        """
        update $schema$.sync_findings set resolved_at = $4, resolution = 'stored'
        where vendor = $1 and account_id = $2 and entity_type = $3 and kind in ('missing', 'changed') and resolved_at is null and run_id <> $5
        """;

    /// <summary>Names the extra rows. Holds <c>%EXTRA%</c>, the mirror's rows that were not seen. Parameters: account, vendor, entity, start of the read, now, run.</summary>
    public const string Extra =
        """
        insert into $schema$.sync_findings as f (created_at, last_found_at, vendor, account_id, entity_type, run_id, kind, external_id, local_stamp)
        select $5, $5, $2, $1, $3, $6, 'extra', %EXTERNAL_ID%, t.vendor_updated_at %EXTRA%
        """ + Again;

    /// <summary>Holds the condition as <c>%WHICH%</c>. Parameters: vendor, account, entity, after, limit.</summary>
    public const string ReadOpen =
        $"""
        select {Columns} from $schema$.sync_findings f
        where f.vendor = $1 and f.account_id = $2 and f.entity_type = $3 and f.resolved_at is null and f.id > $4 and %WHICH%
        order by f.id limit $5
        """;

    /// <summary>Parameters: now, run, then arrays of id and resolution.</summary>
    public const string Resolve =
        """
        update $schema$.sync_findings f set resolved_at = $1, resolution = case
          when exists (
            select 1 from $schema$.lambda_failed_records r
            where r.vendor = f.vendor and r.account_id = f.account_id and r.entity_type = f.entity_type and r.external_id = f.external_id and r.resolved_at is null and r.run_id = $2)
          then 'rejected' else x.resolution end
        from unnest($3::bigint[], $4::text[]) as x(id, resolution)
        where f.id = x.id and f.resolved_at is null
        """;

    /// <summary>Holds <c>%TABLE%</c>, <c>%ACCOUNT%</c> and <c>%EXTERNAL_ID%</c>. Parameters: vendor, account, entity, now.</summary>
    public const string ResolveExtra =
        """
        update $schema$.sync_findings f set resolved_at = $4, resolution = x.resolution
        from (
          select o.id, case when t.id is null then 'deleted' else 'returned' end as resolution
          from $schema$.sync_findings o
          left join %TABLE% t on t.%ACCOUNT% = $2 and t.deleted_at is null and %EXTERNAL_ID% = o.external_id
          where o.vendor = $1 and o.account_id = $2 and o.entity_type = $3 and o.kind = 'extra' and o.resolved_at is null
            and (t.id is null or exists (
              select 1 from $schema$.sync_seen n where n.vendor = $1 and n.account_id = $2 and n.entity_type = $3 and n.external_id = o.external_id))) x
        where f.id = x.id
        """;

    /// <summary>Parameters: vendor, account, entity.</summary>
    public const string CountExtra =
        "select count(*) from $schema$.sync_findings where vendor = $1 and account_id = $2 and entity_type = $3 and kind = 'extra' and resolved_at is null";

    /// <summary>Parameters: vendor, account, entity, kind, open only, after, limit.</summary>
    public const string Read =
        $"""
        select {Columns} from $schema$.sync_findings f
        where f.vendor = $1 and f.account_id = $2 and ($3::text is null or f.entity_type = $3) and ($4::text is null or f.kind = $4) and (not $5 or f.resolved_at is null) and f.id > $6
        order by f.id limit $7
        """;

    /// <summary>Parameters: vendor, account.</summary>
    public const string Held =
        """
        select s.entity_type, s.held_sweep_reason, count(f.id), count(f.released_at), min(f.created_at)
        from $schema$.sync_state s
        left join $schema$.sync_findings f on f.vendor = s.vendor and f.account_id = s.account_id and f.entity_type = s.entity_type and f.kind = 'extra' and f.resolved_at is null
        where s.vendor = $1 and s.account_id = $2 and s.scope_key = '' and s.held_sweep_reason is not null
        group by s.id, s.entity_type, s.held_sweep_reason
        order by s.id
        """;

    /// <summary>Parameters: vendor, account, entity, now, who.</summary>
    public const string Release =
        """
        with released as (
          update $schema$.sync_findings set released_at = coalesce(released_at, $4), released_by = coalesce(released_by, $5)
          where vendor = $1 and account_id = $2 and entity_type = $3 and kind = 'extra' and resolved_at is null
          returning 1)
        select count(*) from released
        """;

    /// <summary>Makes the next write replace rows whatever their stamps and hashes say. Holds <c>%TABLE%</c>, <c>%ACCOUNT%</c> and <c>%EXTERNAL_ID%</c>. Parameters: account, external ids.</summary>
    public const string Doubt = "update %TABLE% t set content_hash = ''::bytea, vendor_updated_at = null where t.%ACCOUNT% = $1 and %EXTERNAL_ID% = any($2) and t.deleted_at is null";

    private const string Again =
        """

        on conflict (vendor, account_id, entity_type, kind, external_id) where resolved_at is null do update set
          last_found_at = excluded.last_found_at, run_id = excluded.run_id, vendor_stamp = excluded.vendor_stamp, local_stamp = excluded.local_stamp
        """;
}
