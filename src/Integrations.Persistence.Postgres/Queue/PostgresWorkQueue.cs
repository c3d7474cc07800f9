using System.Diagnostics;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The worker queue in PostgreSQL, with what a host does in a transaction of its own. Get it from the host's services.</summary>
public sealed class PostgresWorkQueue : IWorkQueue
{
    // The conflict is an update even when nothing changes: it locks the item, so that nobody begins it before the caller's transaction, with the change that the item is about, is there to be read.
    private const string EnqueueSql =
        """
        insert into $schema$.worker_queue as q
          (created_at, vendor, account_id, endpoint_type, worker_input, dedupe_key, priority, run_after, next_attempt_at, max_attempts, user_id, requested_by, trace_id)
        select $1, r.vendor, r.account_id, r.kind, r.payload, r.dedupe_key, r.priority, coalesce(r.run_after, $1), case when r.run_after > $1 then r.run_after end, r.max_attempts, r.user_id, 'host', $2
        from unnest($3::text[], $4::bigint[], $5::text[], $6::jsonb[], $7::text[], $8::integer[], $9::timestamptz[], $10::integer[], $11::bigint[]) with ordinality
          as r(vendor, account_id, kind, payload, dedupe_key, priority, run_after, max_attempts, user_id, n)
        order by r.dedupe_key, r.n
        on conflict (vendor, dedupe_key) where process_status = 'PENDING' and dedupe_key is not null do update set
          priority = greatest(q.priority, excluded.priority),
          next_attempt_at = case
            when q.attempts > 0 then q.next_attempt_at
            when q.next_attempt_at is null or excluded.next_attempt_at is null then null
            else least(q.next_attempt_at, excluded.next_attempt_at) end
        returning q.id
        """;

    // Keys stay behind: two dead letters may have the same.
    private const string ReplaySql =
        """
        with dead as materialized (
          select q.vendor, q.id from $schema$.worker_queue q
          where q.dead_lettered_at is not null and q.process_status = 'ERROR'
            and ($2::text is null or (q.vendor = $2 and q.account_id = $3)) and ($4::text is null or q.endpoint_type = $4) and ($5::bigint[] is null or q.id = any($5))
            and ($6::text is null or q.last_error_code = $6) and ($7::timestamptz is null or q.dead_lettered_at >= $7)
          order by q.dead_lettered_at limit $8 for update skip locked
        ), again as (
          update $schema$.worker_queue q set
            process_status = 'PENDING', next_attempt_at = null, attempts = 0, dead_lettered_at = null, finish_at = null, dedupe_key = null, requested_by = 'replay'
          from dead d where q.vendor = d.vendor and q.id = d.id
          returning q.vendor, q.id
        ), resolved as (
          update $schema$.lambda_failed_records f set resolved_at = $1, resolved_by = 'replay', status = 'COMPLETED'
          from again a where f.vendor = a.vendor and f.queue_id = a.id and f.resolved_at is null
        )
        select count(*) from again
        """;

    private readonly PostgresDatabase _database;
    private readonly VendorCatalog _catalog;
    private readonly WorkSettler _settler;
    private readonly WorkNotices _notices;
    private readonly TimeProvider _time;
    private readonly string _enqueue;
    private readonly string _replay;

    internal PostgresWorkQueue(PostgresDatabase database, VendorCatalog catalog, WorkSettler settler, WorkNotices notices, TimeProvider time)
    {
        _database = database;
        _catalog = catalog;
        _settler = settler;
        _notices = notices;
        _time = time;
        _enqueue = database.Sql(EnqueueSql);
        _replay = database.Sql(ReplaySql);
    }

    /// <inheritdoc/>
    public async Task<RowId> EnqueueAsync(WorkRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        RowId id = (await _database.OnConnectionAsync(c => EnqueueAsync(c, [request], isInTransaction: false, cancellationToken), cancellationToken).ConfigureAwait(false))[0];
        _notices.Announce(WorkNotices.Queue);
        return id;
    }

    /// <inheritdoc/>
    public async Task EnqueueManyAsync(IReadOnlyCollection<WorkRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count > 0)
        {
            await _database.OnConnectionAsync(c => EnqueueAsync(c, requests, isInTransaction: false, cancellationToken), cancellationToken).ConfigureAwait(false);
            _notices.Announce(WorkNotices.Queue);
        }
    }

    /// <summary>Stores items in a transaction of the host: they are there exactly when what else it stores is there.</summary>
    /// <param name="transaction">An open transaction on the database of the library's tables. It stays the host's to commit.</param>
    /// <param name="requests">The items.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">A vendor is not registered, or a value is out of range.</exception>
    public async Task EnqueueInTransactionAsync(NpgsqlTransaction transaction, IReadOnlyCollection<WorkRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        NpgsqlConnection connection = Connection(transaction);
        if (requests.Count > 0)
        {
            await EnqueueAsync(connection, requests, isInTransaction: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Settles an item as done in a transaction of its handler: what the handler writes in the same transaction is there exactly once, whatever crashes when. The item's lease is checked and
    /// locked (invariant I2).
    /// </summary>
    /// <param name="transaction">An open transaction on the database of the library's tables. It stays the handler's to commit.</param>
    /// <param name="item">The item that the handler was given.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the item: roll back.</exception>
    public async Task CompleteAsync(NpgsqlTransaction transaction, WorkItem item, SyncOutcome outcome = SyncOutcome.Complete, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        NpgsqlConnection connection = Connection(transaction);
        DateTimeOffset now = _time.GetUtcNow();
        NpgsqlCommand command = connection.Command(
            _settler.Sql, WorkSettler.Parameters([new WorkResult { Item = item, Verdict = WorkVerdict.Done, Outcome = outcome, FinishedAt = now }], now, forgetKeys: false));
        await using (command.ConfigureAwait(false))
        {
            if ((long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! == 0)
            {
                throw new IntegrationLeaseLostException(
                    $"{item.Account} item {item.Id} of kind '{item.Kind}': its lease (fence {item.Fence.ToString(System.Globalization.CultureInfo.InvariantCulture)}) is not held any more. Roll back; "
                        + "another worker goes on. If it happens often, lengthen the lease.",
                    new ErrorContext { Account = item.Account, Vendor = item.Account.Vendor, Operation = "queue" });
            }
        }
    }

    /// <inheritdoc/>
    public async Task<int> ReplayAsync(WorkReplay replay, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(replay);
        return (int)await _database.OnConnectionAsync(
            async connection =>
            {
                NpgsqlBatch batch = connection.CreateBatch();
                await using (batch.ConfigureAwait(false))
                {
                    batch.Add(
                        _replay,
                        [
                            Parameter.Time(_time.GetUtcNow()), Parameter.Text(replay.Account?.Vendor), Parameter.BigInt(replay.Account?.Id.Value), Parameter.Text(replay.Kind),
                            Parameter.BigIntsOrNull(replay.Ids?.Select(static i => i.Value).ToArray()), Parameter.Text(replay.ErrorCode), Parameter.Time(replay.Since), Parameter.BigInt(replay.Limit),
                        ]);
                    batch.BatchCommands.Add(_notices.Command(WorkNotices.Queue));
                    return (long)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlConnection Connection(NpgsqlTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));
    }

    private async Task<List<RowId>> EnqueueAsync(NpgsqlConnection connection, IReadOnlyCollection<WorkRequest> requests, bool isInTransaction, CancellationToken cancellationToken)
    {
        // One statement must not meet a key twice: the strongest of equals stands for all.
        WorkRequest[] distinct = requests.Count == 1
            ? [.. requests.Select(Checked)]
            : [.. requests.Select(Checked).Select(static (r, n) => (Request: r, N: n)).GroupBy(static r => (r.Request.Account.Vendor, r.Request.DedupeKey, r.Request.DedupeKey is null ? r.N : 0))
                .Select(static g => g.OrderByDescending(static r => r.Request.Priority).ThenBy(static r => r.Request.RunAfter ?? DateTimeOffset.MinValue).First().Request)];
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add(
                _enqueue,
                [
                    Parameter.Time(_time.GetUtcNow()), Parameter.Text(Activity.Current?.TraceId.ToString()),
                    Parameter.Texts([.. distinct.Select(static r => r.Account.Vendor)]), Parameter.BigInts([.. distinct.Select(static r => r.Account.Id.Value)]),
                    Parameter.Texts([.. distinct.Select(static r => r.Kind)]), Parameter.NullableJsons([.. distinct.Select(static r => r.Payload)]),
                    Parameter.Texts([.. distinct.Select(static r => r.DedupeKey)]), Parameter.Integers([.. distinct.Select(static r => (int?)r.Priority)]),
                    Parameter.Times([.. distinct.Select(static r => r.RunAfter?.ToUniversalTime())]), Parameter.Integers([.. distinct.Select(static r => (int?)r.MaxAttempts)]),
                    Parameter.NullableBigInts([.. distinct.Select(static r => r.UserId)]),
                ]);
            if (isInTransaction)
            {
                batch.BatchCommands.Add(_notices.Command(WorkNotices.Queue));
            }

            List<RowId> ids = [];
            NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    ids.Add(new RowId(reader.GetInt64(0)));
                }
            }

            return ids;
        }
    }

    private WorkRequest Checked(WorkRequest request)
    {
        _ = _catalog.Vendor(request.Account.Vendor);
        return string.IsNullOrWhiteSpace(request.Kind) || request.MaxAttempts < 1
            ? throw new IntegrationConfigurationException($"A {nameof(WorkRequest)} needs a {nameof(WorkRequest.Kind)}, and {nameof(WorkRequest.MaxAttempts)} of at least 1.")
            : request;
    }
}
