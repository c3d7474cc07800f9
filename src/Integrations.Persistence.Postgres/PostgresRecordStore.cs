using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The direct path into PostgreSQL.</summary>
internal sealed class PostgresRecordStore(PostgresDatabase database, VendorCatalog catalog, FencedTransactions transactions, BatchWriter batches) : IRecordStore
{
    // A full read starts from nothing: the cursor of the read before it must not be taken for its own by a worker that takes over. It is put aside for the case that the read is taken back.
    private const string BeginSql =
        """
        update $schema$.sync_state set
          mode = $5, phase = 'read', read_started_at = $6, sweep_tracked = ($5 = 'full' and %ANY_LIVE%),
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
                if (mode == SyncMode.Full)
                {
                    await work.Connection.ExecuteAsync(_forgetSeen, work.StreamKey(), cancellationToken).ConfigureAwait(false);
                    if (work.Stream.Staging is { } staging)
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
                    string text = _countRejects.Replace("%TABLE%", sql.QualifiedTable, StringComparison.Ordinal)
                        .Replace("%ACCOUNT%", SqlName.Quote(sql.Table.AccountColumn), StringComparison.Ordinal)
                        .Replace("%EXTERNAL_ID%", sql.ExternalId, StringComparison.Ordinal);
                    return new SweepResult(live + await work.Connection.CountAsync(text, work.StreamKey(), cancellationToken).ConfigureAwait(false), live, 0);
                }

                long seen = await work.Connection.CountAsync(_countSeen, work.StreamKey(), cancellationToken).ConfigureAwait(false);
                await work.Connection.ExecuteAsync(StaleStatistics, [], cancellationToken).ConfigureAwait(false);
                long missing = await work.Connection.CountAsync(sql.CountMissing, Missing(work), cancellationToken).ConfigureAwait(false);
                return new SweepResult(seen, live, missing);
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
                return await work.Connection.ListAsync(
                    work.Stream.Mirror.ReadMissing, [.. Missing(work), Parameter.BigInt(limit)], static r => new VendorId(r.GetString(0)), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<long> CountAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync(database, account, stream, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.CountAsync(catalog.Stream(stream).Mirror.CountLive, [Parameter.BigInt(account.Id.Value)], cancellationToken).ConfigureAwait(false);
            }
        });

    private static NpgsqlParameter[] Missing(FencedTransaction work) =>
        [Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Vendor), Parameter.Text(work.Lease.Stream.Entity), Parameter.Time(work.ReadStartedAt ?? work.Now)];
}
