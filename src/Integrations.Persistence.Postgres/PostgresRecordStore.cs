using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The direct path into PostgreSQL.</summary>
internal sealed class PostgresRecordStore(
    PostgresDatabase database, VendorCatalog catalog, FencedTransactions transactions, BatchWriter batches, MirrorWriter mirror, RunCounters counters) : IRecordStore
{
    // A full read starts from nothing: the cursor of the read before it must not be taken for its own by a worker that takes over. It is put aside for the case that the read is taken back.
    private const string BeginSql =
        """
        update $schema$.sync_state set
          mode = $5, phase = 'read', read_started_at = $6, sweep_tracked = ($5 = 'keys' or ($5 = 'full' and %ANY_LIVE%)), key_cursor = null,
          cursor = case when $5 = 'full' then null else cursor end,
          cursor_before = case when $5 = 'full' then cursor end
        where vendor = $1 and id = $2 and fence = $3 and lease_owner = $4
        """;

    private const string ForgetSeenSql = "delete from $schema$.sync_seen where vendor = $1 and account_id = $2 and entity_type = $3";

    private const string CountSeenSql = "select count(*) from $schema$.sync_seen where vendor = $1 and account_id = $2 and entity_type = $3";

    // What a read has seen was written minutes ago: the statistics of the table know nothing of it, and a nested loop planned for one row would run over all of them, for each row.
    private const string StaleStatistics = "set local enable_nestloop = off";

    // Nothing was remembered because nothing was there before: what is there now is what was read, and what is kept aside.
    private const string CountRejectsSql =
        """
        select count(distinct external_id) from $schema$.lambda_failed_records f
        where vendor = $1 and account_id = $2 and entity_type = $3 and resolved_at is null and external_id not like 'sha256:%'
          and not exists (select 1 from %TABLE% t where t.%ACCOUNT% = $2 and t.deleted_at is null and %EXTERNAL_ID% = f.external_id)
        """;

    // Records kept aside that the vendor may not have any more: nobody would ever settle them.
    private const string UnseenRejectsSql =
        """
        from $schema$.lambda_failed_records f
        where f.vendor = $1 and f.account_id = $2 and f.entity_type = $3 and f.resolved_at is null and f.external_id not like 'sha256:%' and f.last_seen_at < $4
          and not exists (
            select 1 from $schema$.sync_seen n where n.vendor = $1 and n.account_id = $2 and n.entity_type = $3 and n.external_id = f.external_id)
        """;

    private readonly string _countUnseenRejects = database.Sql("select count(distinct f.external_id) " + UnseenRejectsSql);
    private readonly string _readUnseenRejects = database.Sql($"select distinct f.external_id {UnseenRejectsSql} order by f.external_id limit $5");
    private readonly string _begin = database.Sql(BeginSql);
    private readonly string _forgetSeen = database.Sql(ForgetSeenSql);
    private readonly string _countSeen = database.Sql(CountSeenSql);
    private readonly string _countRejects = database.Sql(CountRejectsSql);

    public Task BeginAsync(SyncLease lease, SyncMode mode, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(
            lease,
            writesMirror: false,
            async work =>
            {
                if (mode is SyncMode.Full or SyncMode.Keys)
                {
                    await work.Connection.ExecuteAsync(_forgetSeen, work.StreamKey(), cancellationToken).ConfigureAwait(false);
                    if (mode == SyncMode.Full && work.Stream.Staging is { } staging)
                    {
                        await work.Connection.ExecuteAsync(staging.Drop, [Parameter.BigInt(work.AccountId), Parameter.Text(lease.Stream.Entity)], cancellationToken).ConfigureAwait(false);
                    }
                }

                return await work.Connection.ExecuteAsync(
                    _begin.Replace("%ANY_LIVE%", work.Stream.Mirror.AnyLive.Replace("%ACCOUNT%", "$7", StringComparison.Ordinal), StringComparison.Ordinal),
                    [
                        Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(lease.StateId.Value), Parameter.BigInt(lease.Fence), Parameter.Text(lease.Owner),
                        Parameter.Text(Words.Of(mode)), Parameter.Time(work.Now), Parameter.BigInt(work.AccountId),
                    ],
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<RecordCounts> WriteAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(lease, writesMirror: true, work => batches.WriteAsync(work, batch, cancellationToken), cancellationToken);

    public Task<RebuildResult> ProjectAsync(SyncLease lease, RowId? after, int limit, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(
            lease,
            writesMirror: true,
            async work =>
            {
                if (!mirror.IsProjected(work.Stream.Table))
                {
                    return new RebuildResult(0, 0, after, IsDone: true);
                }

                List<long> rows = await work.Connection.ListAsync(
                    $"select t.id from {work.Stream.Mirror.QualifiedTable} t where t.{SqlName.Quote(work.Stream.Table.AccountColumn)} = $1 and t.id > $2 order by t.id limit $3",
                    [Parameter.BigInt(work.AccountId), Parameter.BigInt(after?.Value ?? 0), Parameter.Integer(limit)],
                    static r => r.GetInt64(0),
                    cancellationToken).ConfigureAwait(false);
                long written = await mirror.ProjectAsync(work, work.Stream.Table, [.. rows], cancellationToken).ConfigureAwait(false);
                await counters.AddAsync(work, batch: null, phase: null, RecordCounts.Zero with { Read = rows.Count, Unchanged = rows.Count }, staged: 0, cancellationToken).ConfigureAwait(false);
                return new RebuildResult(rows.Count, written, rows.Count > 0 ? new RowId(rows[^1]) : after, IsDone: rows.Count < limit);
            },
            cancellationToken);

    public Task<SweepResult> ReadSweepAsync(SyncLease lease, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(
            lease,
            writesMirror: false,
            async work =>
            {
                MirrorSql sql = work.Stream.Mirror;
                long live = await work.Connection.CountAsync(sql.CountLive, [Parameter.BigInt(work.AccountId)], cancellationToken).ConfigureAwait(false);
                if (!work.SweepTracked)
                {
                    return new SweepResult(live + await work.Connection.CountAsync(CountRejects(sql), work.StreamKey(), cancellationToken).ConfigureAwait(false), live, 0);
                }

                long seen = await work.Connection.CountAsync(_countSeen, work.StreamKey(), cancellationToken).ConfigureAwait(false);
                await work.Connection.ExecuteAsync(StaleStatistics, [], cancellationToken).ConfigureAwait(false);
                long missing = await work.Connection.CountAsync(sql.CountMissing, Missing(work), cancellationToken).ConfigureAwait(false);
                long rejects = work.HasRejects
                    ? await work.Connection.CountAsync(_countUnseenRejects, [.. work.StreamKey(), Parameter.Time(work.ReadStartedAt ?? work.Now)], cancellationToken).ConfigureAwait(false)
                    : 0;
                return new SweepResult(seen, live, missing, rejects);
            },
            cancellationToken);

    public Task<IReadOnlyList<VendorId>> ReadMissingAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<IReadOnlyList<VendorId>>(
            lease,
            writesMirror: false,
            async work =>
            {
                if (!work.SweepTracked)
                {
                    return [];
                }

                await work.Connection.ExecuteAsync(StaleStatistics, [], cancellationToken).ConfigureAwait(false);
                List<VendorId> ids = await work.Connection.ListAsync(
                    work.Stream.Mirror.ReadMissing, [.. Missing(work), Parameter.BigInt(limit)], static r => new VendorId(r.GetString(0)), cancellationToken).ConfigureAwait(false);
                if (ids.Count < limit && work.HasRejects)
                {
                    List<VendorId> rejects = await work.Connection.ListAsync(
                        _readUnseenRejects,
                        [.. work.StreamKey(), Parameter.Time(work.ReadStartedAt ?? work.Now), Parameter.BigInt(limit - ids.Count)],
                        static r => new VendorId(r.GetString(0)),
                        cancellationToken).ConfigureAwait(false);
                    ids.AddRange(rejects.Except(ids).Where(id => work.Stream.Mirror.ParseKey(id.Value) is not null));
                }

                return ids;
            },
            cancellationToken);

    public Task<long> CountRejectedAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync(database, account, stream, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.CountAsync(
                    CountRejects(catalog.Stream(stream).Mirror), [Parameter.Text(stream.Vendor), Parameter.BigInt(account.Id.Value), Parameter.Text(stream.Entity)], cancellationToken).ConfigureAwait(false);
            }
        });

    public Task<long> CountAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync(database, account, stream, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.CountAsync(catalog.Stream(stream).Mirror.CountLive, [Parameter.BigInt(account.Id.Value)], cancellationToken).ConfigureAwait(false);
            }
        });

    private string CountRejects(MirrorSql sql) => _countRejects.Replace("%TABLE%", sql.QualifiedTable, StringComparison.Ordinal)
        .Replace("%ACCOUNT%", SqlName.Quote(sql.Table.AccountColumn), StringComparison.Ordinal)
        .Replace("%EXTERNAL_ID%", sql.ExternalId, StringComparison.Ordinal);

    private static NpgsqlParameter[] Missing(FencedTransaction work) =>
        [Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Vendor), Parameter.Text(work.Lease.Stream.Entity), Parameter.Time(work.ReadStartedAt ?? work.Now)];
}
