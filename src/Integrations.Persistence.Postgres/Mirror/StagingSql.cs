namespace Integrations.Persistence.Postgres;

/// <summary>The statements of one staging table. All staging tables have the same shape.</summary>
internal sealed class StagingSql
{
    private const string CopyText =
        """
        copy %STAGING% (user_id, account_id, entity_type, external_id, operation, raw, raw_original, "row", content_hash, vendor_updated_at, source, batch_id, job_id, staged_at, created_at, asked_at, run_id)
        from stdin (format binary)
        """;

    // "offset 0" keeps the probe a probe of the key's index: joined instead, the planner reads the whole table while its statistics are young.
    private const string KnownText =
        """
        select g.position from unnest($3::text[], $4::bytea[]) with ordinality as g(external_id, content_hash, position)
        where exists (
          select 1 from %STAGING% t
          where t.account_id = $1 and t.entity_type = $2 and t.external_id = g.external_id and t.content_hash = g.content_hash
          offset 0)
        """;

    private const string RestageText =
        """
        with written as (
        update %STAGING% t set
          raw = b.raw, raw_original = b.raw_original, "row" = b."row", vendor_updated_at = b.vendor_updated_at, source = $4, operation = b.operation, batch_id = $5, job_id = $6,
          staged_at = $3, asked_at = b.asked_at, run_id = $15, processing_status = 'PENDING', promoted_at = null, promoted_table = null, promoted_id = null, error_code = null, processing_error = null
        from unnest($7::text[], $8::text[], $9::jsonb[], $10::bytea[], $11::jsonb[], $12::bytea[], $13::timestamptz[], $14::timestamptz[])
          as b(external_id, operation, raw, raw_original, "row", content_hash, vendor_updated_at, asked_at)
        where t.account_id = $1 and t.entity_type = $2 and t.external_id = b.external_id and t.content_hash = b.content_hash and t.processing_status <> 'PENDING'
        returning 1)
        select count(*) from written
        """;

    private const string RepeatText =
        """
        update %STAGING% t set staged_at = $3, vendor_updated_at = b.vendor_updated_at, asked_at = b.asked_at
        from unnest($4::text[], $5::bytea[], $6::timestamptz[], $7::timestamptz[]) as b(external_id, content_hash, vendor_updated_at, asked_at)
        where t.account_id = $1 and t.entity_type = $2 and t.external_id = b.external_id and t.content_hash = b.content_hash
          and t.processing_status = 'PENDING' and t.staged_at <= $3
        """;

    private const string DropText = "update %STAGING% set processing_status = 'SKIPPED' where account_id = $1 and entity_type = $2 and processing_status = 'PENDING'";

    private const string NextText =
        """
        select s.id, s.external_id, s.operation, s.vendor_updated_at, coalesce(s.asked_at, s.staged_at), exists (
          select 1 from %STAGING% n
          where n.account_id = s.account_id and n.entity_type = s.entity_type and n.external_id = s.external_id and n.id <> s.id
            and (n.processing_status = 'PENDING' or (n.processing_status = 'PROMOTED' and coalesce(n.asked_at, n.staged_at) > coalesce(s.asked_at, s.staged_at)))
            and (coalesce(n.vendor_updated_at, 'infinity'), coalesce(n.asked_at, n.staged_at), n.staged_at, n.id)
              > (coalesce(s.vendor_updated_at, 'infinity'), coalesce(s.asked_at, s.staged_at), s.staged_at, s.id)) as superseded, s.job_id is distinct from $4
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

    public StagingSql(string table, MirrorSql mirror, SchemaName schema)
    {
        string name = SqlName.Quote(table);
        string qualified = $"{schema.Quoted}.{name}";
        Copy = CopyText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Known = KnownText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Restage = RestageText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Repeat = RepeatText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Drop = DropText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Next = NextText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Settle = schema.Sql(SettleText.Replace("%STAGING%", qualified, StringComparison.Ordinal));
        ReadRaw = ReadRawText.Replace("%STAGING%", qualified, StringComparison.Ordinal);
        Upsert = schema.Sql(mirror.UpsertFromStaging.Replace("%STAGING%", name, StringComparison.Ordinal));
        MarkPromoted = schema.Sql(mirror.MarkPromoted.Replace("%STAGING%", name, StringComparison.Ordinal));
    }

    /// <summary>Binary COPY of rows that are not there yet.</summary>
    public string Copy { get; }

    /// <summary>Finds rows of the same content that are there already. Parameters: account, entity, then arrays of external id and content hash. Returns their positions, from 1.</summary>
    public string Known { get; }

    /// <summary>
    /// Stages anew what an earlier read has settled. Parameters: account, entity, now, source, batch, job, then arrays of external id, operation, raw, raw_original, row, content hash,
    /// vendor stamp and asked time, then the run. Returns the number of rows staged; a row that still waits is left.
    /// </summary>
    public string Restage { get; }

    /// <summary>Moves rows that still wait to the end of the read order. Parameters: account, entity, now, then arrays of external id, content hash, vendor stamp and asked time.</summary>
    public string Repeat { get; }

    /// <summary>Takes back what an abandoned read has staged. Parameters: account, entity.</summary>
    public string Drop { get; }

    /// <summary>
    /// The next rows to promote, in the order in which they were staged; a row with one of the same record beside it that is newer or was asked for later is superseded, whether that one waits
    /// or went before it in an earlier chunk. Parameters: account, entity, limit, job.
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
}
