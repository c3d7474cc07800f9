using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Opens the transactions of a run.</summary>
internal sealed class FencedTransactions(PostgresDatabase database, VendorCatalog catalog, TimeProvider time)
{
    private const string FenceSql =
        """
        select 1 from $schema$.sync_state s
        where s.vendor = $1 and s.id = $2 and s.fence = $3 and s.lease_owner = $4
        for no key update of s
        """;

    // Two streams of an account of which one refers to the other's rows: without a lock each could miss the other's uncommitted row and the reference would stay open. So the streams that
    // others refer to write alone, and those that only refer to them write beside each other, each stream one writer at a time. Taken only when the fence holds.
    private const string LockAccountSql = "pg_advisory_xact_lock(hashtextextended($5, 0))";
    private const string LockStreamSql = "pg_advisory_xact_lock_shared(hashtextextended($5, 0)), pg_advisory_xact_lock(hashtextextended($6, 0))";

    // A statement of its own, in the same message: it sees what was committed while the locks were waited for.
    // The plans of the transaction are made for any account. One made for this account goes by statistics that do not know it yet while it is onboarded: of a record's key and an index of the
    // account alone either is as good to it, and by the latter each look-up reads all that the account has.
    private const string ReadSql =
        """
        select s.sweep_tracked, s.read_started_at, s.user_id, exists (
          select 1 from $schema$.lambda_failed_records f
          where f.vendor = s.vendor and f.account_id = s.account_id and f.entity_type = s.entity_type and f.resolved_at is null) as has_rejects,
          exists (
            select 1 from $schema$.sync_state o
            where o.vendor = s.vendor and o.account_id = s.account_id and o.entity_type = s.entity_type and o.scope_key <> s.scope_key
              and (o.lease_owner is not null or o.mode is not null)) as has_other_writer,
          exists (
            select 1 from $schema$.sync_gone g where g.vendor = s.vendor and g.account_id = s.account_id and g.entity_type = s.entity_type) as has_gone,
          set_config('plan_cache_mode', 'force_generic_plan', true)
        from $schema$.sync_state s
        where s.vendor = $1 and s.id = $2 and s.fence = $3 and s.lease_owner = $4
        """;

    private readonly string _fence = database.Sql(FenceSql);
    private readonly string _fenceAndLockAccount = database.Sql($"with held as materialized ({FenceSql}) select {LockAccountSql} from held");
    private readonly string _fenceAndLockStream = database.Sql($"with held as materialized ({FenceSql}) select {LockStreamSql} from held");
    private readonly string _read = database.Sql(ReadSql);
    private readonly string _lockPrefix = $"integrations/{database.Schema.Name}/";

    /// <summary>Runs some work in one transaction under a lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="writesMirror">True when mirror or core rows are written.</param>
    /// <param name="work">The work. The transaction commits after it.</param>
    /// <param name="cancellationToken">Stops the work; nothing is stored then.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    public Task<T> RunAsync<T>(SyncLease lease, bool writesMirror, Func<FencedTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        PostgresFailures.GuardAsync(database, lease.Account, lease.Stream, async () =>
        {
            StreamTables stream = catalog.Stream(lease.Stream);
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    FencedTransaction? fenced = await FenceAsync(connection, transaction, lease, stream, writesMirror, cancellationToken).ConfigureAwait(false);
                    if (fenced is null)
                    {
                        throw Lost(lease);
                    }

                    T result = await work(fenced).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
            }
        });

    private async Task<FencedTransaction?> FenceAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, SyncLease lease, StreamTables stream, bool writesMirror, CancellationToken cancellationToken)
    {
        string account = _lockPrefix + lease.Account;
        (string sql, NpgsqlParameter[] locks) = writesMirror switch
        {
            false => (_fence, []),
            true when stream.Mirror.Waiting.Count > 0 => (_fenceAndLockAccount, [Parameter.Text(account)]),
            _ => (_fenceAndLockStream, (NpgsqlParameter[])[Parameter.Text(account), Parameter.Text($"{account}/{stream.Name.Entity}")]),
        };
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add(sql, [.. Fence(lease), .. locks]);
            batch.Add(_read, Fence(lease));
            NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? new FencedTransaction
                    {
                        Connection = connection,
                        Transaction = transaction,
                        Plans = database.Plans,
                        Lease = lease,
                        Stream = stream,
                        Now = time.GetUtcNow(),
                        SweepTracked = reader.GetBoolean(0),
                        ReadStartedAt = reader.TimeOrNull(1),
                        UserId = reader.LongOrNull(2),
                        HasRejects = reader.GetBoolean(3),
                        HasOtherWriter = reader.GetBoolean(4),
                        HasGone = reader.GetBoolean(5),
                    }
                    : null;
            }
        }
    }

    private static NpgsqlParameter[] Fence(SyncLease lease) =>
        [Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(lease.StateId.Value), Parameter.BigInt(lease.Fence), Parameter.Text(lease.Owner)];

    private static IntegrationLeaseLostException Lost(SyncLease lease) => new(
        $"{lease.Account} {lease.Stream}: the lease of run {lease.RunId} (fence {lease.Fence.ToString(System.Globalization.CultureInfo.InvariantCulture)}) is not held any more. Nothing was written; "
            + "another worker goes on. If it happens often, lengthen the lease.",
        new ErrorContext { Account = lease.Account, Vendor = lease.Account.Vendor, Stream = lease.Stream, Operation = "store" });
}
