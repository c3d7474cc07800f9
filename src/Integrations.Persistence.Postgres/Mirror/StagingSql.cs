namespace Integrations.Persistence.Postgres;

/// <summary>The statements of one staging table. All staging tables have the same shape.</summary>
internal sealed class StagingSql
{
    /// <summary>Columns of a COPY, in order.</summary>
    public const string CopyColumns = "external_id, operation, raw, raw_original, \"row\", content_hash, vendor_updated_at, ordinal";

    /// <summary>The same with their types.</summary>
    public const string TempColumns =
        "external_id text, operation text, raw jsonb, raw_original bytea, \"row\" jsonb, content_hash bytea, vendor_updated_at timestamptz, ordinal bigint";

    private const string InsertText =
        """
        with batch as (select distinct on (external_id, content_hash) * from pg_temp.%TEMP% order by external_id, content_hash, ordinal desc),
        written as (
        insert into %STAGING% as t (user_id, account_id, entity_type, external_id, raw, raw_original, "row", content_hash, vendor_updated_at, source, operation, batch_id, job_id,
          staged_at, created_at)
        select $5, $1, $2, b.external_id, b.raw, b.raw_original, b."row", b.content_hash, b.vendor_updated_at, $6, b.operation, $7, $3, $4, $4
        from batch b order by b.ordinal
        on conflict (account_id, entity_type, external_id, content_hash) do update set
          raw = excluded.raw, raw_original = excluded.raw_original, "row" = excluded."row", vendor_updated_at = excluded.vendor_updated_at, source = excluded.source,
          operation = excluded.operation, batch_id = excluded.batch_id, job_id = excluded.job_id, staged_at = excluded.staged_at, processing_status = 'PENDING',
          promoted_at = null, promoted_table = null, promoted_id = null, error_code = null, processing_error = null
        where t.processing_status <> 'PENDING'
        returning 1)
        select count(*) from written
        """;

    private const string RepeatText =
        """
        update %STAGING% t set staged_at = $3, vendor_updated_at = b.vendor_updated_at
        from (select distinct on (external_id, content_hash) * from pg_temp.%TEMP% order by external_id, content_hash, ordinal desc) b
        where t.account_id = $1 and t.entity_type = $2 and t.external_id = b.external_id and t.content_hash = b.content_hash
          and t.processing_status = 'PENDING' and t.staged_at < $3
        """;

    private const string DropText = "update %STAGING% set processing_status = 'SKIPPED' where account_id = $1 and entity_type = $2 and processing_status = 'PENDING'";

    private const string NextText =
        """
        select s.id, s.external_id, s.operation, s.vendor_updated_at, exists (
          select 1 from %STAGING% n
          where n.account_id = s.account_id and n.entity_type = s.entity_type and n.external_id = s.external_id and n.id <> s.id
            and (n.processing_status = 'PENDING' or (n.processing_status = 'PROMOTED' and n.staged_at > s.staged_at))
            and (coalesce(n.vendor_updated_at, 'infinity'), n.staged_at, n.id) > (coalesce(s.vendor_updated_at, 'infinity'), s.staged_at, s.id)) as superseded
        from %STAGING% s
        where s.account_id = $1 and s.entity_type = $2 and s.processing_status = 'PENDING'
        order by s.id limit $3
        """;

    private const string SettleText =
        """
        update %STAGING% s set processing_status = x.status::$schema$.staging_status, promoted_at = $1, promoted_table = case when x.status = 'PROMOTED' then $2 end,
          error_code = x.code, processing_error = x.message
        from unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) as x(id, status, code, message)
        where s.id = x.id
        """;

    private const string ReadRawText = "select raw::text, raw_original from %STAGING% where id = $1";

    private readonly string _table;
    private readonly string _insert;
    private readonly string _repeat;

    public StagingSql(string table, MirrorSql mirror, SchemaName schema)
    {
        _table = SqlName.Quote(table);
        string qualified = $"{schema.Quoted}.{_table}";
        _insert = InsertText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        _repeat = RepeatText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Drop = DropText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Next = NextText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Settle = schema.Sql(SettleText.Replace("%STAGING%", qualified, StringComparison.Ordinal));
        ReadRaw = ReadRawText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Upsert = schema.Sql(mirror.UpsertFromStaging.Replace("%STAGING%", _table, StringComparison.Ordinal));
        MarkPromoted = schema.Sql(mirror.MarkPromoted.Replace("%STAGING%", _table, StringComparison.Ordinal));
    }

    /// <summary>Takes back what an abandoned read has staged. Parameters: account, entity.</summary>
    public string Drop { get; }

    /// <summary>
    /// The next rows to promote, in the order in which they were staged; a row with a newer one of the same record beside it is superseded, whether that one waits
    /// or went before it in an earlier chunk. Parameters: account, entity, limit.
    /// </summary>
    public string Next { get; }

    /// <summary>Notes an end without a mirror row of its own. Parameters: now, mirror table, ids, statuses, codes, messages.</summary>
    public string Settle { get; }

    /// <summary>The payload of one staged row. Parameter: id.</summary>
    public string ReadRaw { get; }

    /// <summary>Moves staged rows into the mirror; see <see cref="MirrorSql.UpsertFromStaging"/>.</summary>
    public string Upsert { get; }

    /// <summary>Notes which mirror row each staged row went into. Parameters: account, now, mirror table, ids.</summary>
    public string MarkPromoted { get; }

    /// <summary>
    /// Stages a batch; a row that an earlier read has settled is staged anew, a row that still waits is left. Parameters: account, entity, job, now, user, source, batch. Returns the number of rows staged.
    /// </summary>
    public string Insert(string tempTable) => _insert.Replace("%TEMP%", tempTable, StringComparison.Ordinal);

    /// <summary>Moves repeated rows to the end of the read order. Parameters: account, entity, now.</summary>
    public string Repeat(string tempTable) => _repeat.Replace("%TEMP%", tempTable, StringComparison.Ordinal);
}
