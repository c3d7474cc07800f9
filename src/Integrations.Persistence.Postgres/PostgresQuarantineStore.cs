using System.Text;
using System.Text.Json;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The quarantine in PostgreSQL.</summary>
internal sealed class PostgresQuarantineStore(PostgresDatabase database, VendorCatalog catalog, FencedTransactions transactions, TimeProvider time) : IQuarantineStore
{
    private const string Condition =
        """
        from $schema$.lambda_failed_records f
        where f.vendor = $1 and f.account_id = $2 and ($3::text is null or f.entity_type = $3) and ($4::text is null or f.error_code = $4) and ($5::bigint[] is null or f.id = any($5))
          and ($6::timestamptz is null or f.last_seen_at >= $6) and ($7::timestamptz is null or f.last_seen_at < $7) and (not $8 or f.resolved_at is null) and f.entity_type is not null
        """;

    private const string ListSql =
        $"""
        select f.id, f.entity_type, coalesce(f.external_id, ''), coalesce(f.stage, ''), coalesce(f.error_code, ''), coalesce(f.error_message, ''), f.attempts, f.created_at, f.last_seen_at,
          f.resolved_at, f.resolved_by, f.replayed_run_id, case when $10 then f.raw::text end, case when $10 then f.raw_original end
        {Condition} and f.id > $9
        order by f.id limit $11
        """;

    private const string SummarizeSql =
        """
        select f.vendor, f.account_id, f.entity_type, coalesce(f.error_code, ''), count(*), min(f.created_at)
        from $schema$.lambda_failed_records f
        where f.resolved_at is null and f.account_id is not null and f.entity_type is not null and ($1::text is null or (f.vendor = $1 and f.account_id = $2))
        group by f.vendor, f.account_id, f.entity_type, f.error_code
        order by f.vendor, f.account_id, f.entity_type, f.error_code
        """;

    private const string DismissSql =
        $"""
        with chosen as (select f.id {Condition}),
        dismissed as (
          update $schema$.lambda_failed_records r set resolved_at = $9, resolved_by = $10, status = 'COMPLETED' from chosen c where r.id = c.id and r.resolved_at is null returning 1)
        select count(*) from dismissed
        """;

    // The write of a run settles rejects of its records by itself; what the run says of them is better known. A record that the database refused in this run stays open.
    private const string ResolveSql =
        """
        update $schema$.lambda_failed_records f set
          resolved_at = coalesce(f.resolved_at, $1), resolved_by = x.how, status = 'COMPLETED', replayed_run_id = $2
        from unnest($3::bigint[], $4::text[]) as x(id, how)
        where f.id = x.id and (f.resolved_at is null or f.replayed_run_id = $2)
          and not exists (
            select 1 from $schema$.lambda_failed_records r
            where r.vendor = f.vendor and r.account_id = f.account_id and r.entity_type = f.entity_type and r.external_id = f.external_id and r.resolved_at is null and r.run_id = $2)
        returning f.id
        """;

    private readonly string _list = database.Sql(ListSql);
    private readonly string _summarize = database.Sql(SummarizeSql);
    private readonly string _dismiss = database.Sql(DismissSql);
    private readonly string _resolve = database.Sql(ResolveSql);

    public Task<IReadOnlyList<RejectedRecord>> ListAsync(RejectQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        return ConnectedAsync<IReadOnlyList<RejectedRecord>>(
            query.Account,
            async connection => await connection.ListAsync(
                _list,
                [
                    .. Parameters(query), Parameter.BigInt(query.After?.Value ?? 0), Parameter.Boolean(query.WithPayload), Parameter.Integer(query.Limit),
                ],
                r => Read(r, query.Account),
                cancellationToken).ConfigureAwait(false));
    }

    public Task<IReadOnlyList<RejectSummary>> SummarizeAsync(AccountRef? account, CancellationToken cancellationToken = default) => ConnectedAsync<IReadOnlyList<RejectSummary>>(
        account,
        async connection => await connection.ListAsync(
            _summarize,
            [Parameter.Text(account?.Vendor), Parameter.BigInt(account?.Id.Value)],
            static r => new RejectSummary(
                new AccountRef(r.GetString(0), new RowId(r.GetInt64(1))), new StreamName(r.GetString(0), r.GetString(2)), r.GetString(3), r.GetInt64(4), r.GetFieldValue<DateTimeOffset>(5)),
            cancellationToken).ConfigureAwait(false));

    public Task<long> DismissAsync(RejectQuery query, string dismissedBy, CancellationToken cancellationToken = default) => ConnectedAsync(
        query.Account,
        connection => connection.CountAsync(_dismiss, [.. Parameters(query with { IsOpen = true }), Parameter.Time(time.GetUtcNow()), Parameter.Text(dismissedBy)], cancellationToken));

    public Task<IReadOnlyList<RowComparison>> CompareAsync(
        AccountRef account, StreamName stream, IReadOnlyList<MappedRecord> records, bool byColumns, CancellationToken cancellationToken = default)
    {
        if (records.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<RowComparison>>([]);
        }

        MirrorSql mirror = catalog.Stream(stream).Mirror;
        ColumnArrays rows = new(mirror.Table, records.Count);
        foreach (MappedRecord record in records)
        {
            rows.Add(record.Row!);
        }

        return ConnectedAsync<IReadOnlyList<RowComparison>>(
            account,
            async connection => await connection.ListAsync(
                CompareSql.For(mirror),
                [
                    Parameter.BigInt(account.Id.Value), .. rows.Parameters(), Parameter.Jsons([.. records.Select(static r => r.Raw)]),
                    Parameter.Bytes([.. records.Select(static r => r.ContentHash)]), Parameter.Times([.. records.Select(static r => r.VendorUpdatedAt?.ToUniversalTime())]),
                    Parameter.Times([.. records.Select(r => (DateTimeOffset?)(r.AskedAt ?? time.GetUtcNow()).ToUniversalTime())]), Parameter.Boolean(byColumns),
                ],
                static r => new RowComparison(Outcome(r.GetString(1)), r.GetFieldValue<string[]>(2)),
                cancellationToken).ConfigureAwait(false));
    }

    public Task<IReadOnlySet<RowId>> ResolveAsync(SyncLease lease, IReadOnlyDictionary<RowId, string> rejects, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<IReadOnlySet<RowId>>(
            lease,
            writesMirror: false,
            async work => (await work.Connection.ListAsync(
                _resolve,
                [
                    Parameter.Time(work.Now), Parameter.Guid(lease.RunId), Parameter.BigInts([.. rejects.Keys.Select(static k => k.Value)]), Parameter.Texts([.. rejects.Values]),
                ],
                static r => new RowId(r.GetInt64(0)),
                cancellationToken).ConfigureAwait(false)).ToHashSet(),
            cancellationToken);

    public Task<IReadOnlyList<StoredRecord>> ReadMirrorAsync(AccountRef account, StreamName stream, RowId? after, int limit, CancellationToken cancellationToken = default)
    {
        MirrorSql mirror = catalog.Stream(stream).Mirror;
        return ConnectedAsync<IReadOnlyList<StoredRecord>>(
            account,
            async connection => await connection.ListAsync(
                $"""
                select t.id, {mirror.ExternalId}, t.raw::text, t.raw_original, t.last_seen_at from {mirror.QualifiedTable} t
                where t.{SqlName.Quote(mirror.Table.AccountColumn)} = $1 and t.deleted_at is null and t.id > $2
                order by t.id limit $3
                """,
                [Parameter.BigInt(account.Id.Value), Parameter.BigInt(after?.Value ?? 0), Parameter.Integer(limit)],
                static r => new StoredRecord
                {
                    Row = new RowId(r.GetInt64(0)),
                    Id = new VendorId(r.GetString(1)),
                    Payload = r.IsDBNull(3) ? Encoding.UTF8.GetBytes(r.GetString(2)) : r.GetFieldValue<byte[]>(3),
                    AskedAt = r.GetFieldValue<DateTimeOffset>(4),
                },
                cancellationToken).ConfigureAwait(false));
    }

    private static NpgsqlParameter[] Parameters(RejectQuery query) =>
    [
        Parameter.Text(query.Account.Vendor), Parameter.BigInt(query.Account.Id.Value), Parameter.Text(query.Entity), Parameter.Text(query.Code),
        Parameter.BigInts(query.Ids is { } ids ? [.. ids.Select(static i => i.Value)] : null), Parameter.Time(query.From), Parameter.Time(query.To), Parameter.Boolean(query.IsOpen),
    ];

    private static RejectedRecord Read(NpgsqlDataReader reader, AccountRef account) => new()
    {
        Id = new RowId(reader.GetInt64(0)),
        Account = account,
        Stream = new StreamName(account.Vendor, reader.GetString(1)),
        ExternalId = reader.GetString(2),
        Stage = reader.GetString(3),
        Code = reader.GetString(4),
        Message = reader.GetString(5),
        Attempts = reader.GetInt32(6),
        FirstSeenAt = reader.GetFieldValue<DateTimeOffset>(7),
        LastSeenAt = reader.GetFieldValue<DateTimeOffset>(8),
        ResolvedAt = reader.TimeOrNull(9),
        ResolvedBy = reader.TextOrNull(10),
        ReplayedRunId = reader.IsDBNull(11) ? null : reader.GetGuid(11),
        Payload = Payload(reader.TextOrNull(12), reader.IsDBNull(13) ? null : reader.GetFieldValue<byte[]>(13)),
    };

    /// <summary>What could not be kept as JSON is kept as a JSON string.</summary>
    private static ReadOnlyMemory<byte>? Payload(string? raw, byte[]? original)
    {
        if (original is not null)
        {
            return original;
        }

        if (raw is null or "null")
        {
            return null;
        }

        if (!raw.StartsWith('"'))
        {
            return Encoding.UTF8.GetBytes(raw);
        }

        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(raw));
        reader.Read();
        return Encoding.UTF8.GetBytes(reader.GetString()!);
    }

    private static ReplayOutcome Outcome(string word) => word switch
    {
        "inserted" => ReplayOutcome.Inserted,
        "updated" => ReplayOutcome.Updated,
        "unchanged" => ReplayOutcome.Unchanged,
        _ => ReplayOutcome.Superseded,
    };

    private Task<T> ConnectedAsync<T>(AccountRef? account, Func<NpgsqlConnection, Task<T>> work) => PostgresFailures.GuardAsync(database, account, stream: null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });
}
