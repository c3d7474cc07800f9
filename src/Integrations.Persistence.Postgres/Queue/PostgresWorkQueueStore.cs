using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Claims, renews and settles items of the worker queue.</summary>
internal sealed class PostgresWorkQueueStore(PostgresDatabase database, WorkSettler settler, TimeProvider time) : IWorkQueueStore
{
    private const string ClaimSql =
        """
        select id, vendor, account_id, endpoint_type, worker_input, attempts, max_attempts, created_at, fence, next_attempt_at
        from $schema$.worker_queue_claim($1, $2, $3, $4, $5, $6, $7::smallint[], $8, $9)
        """;

    // A row that is locked is being settled at this moment; waiting for it would hold up the heartbeat of all others.
    private const string RenewSql =
        """
        with held as (
          select q.vendor, q.id
          from unnest($3::text[], $4::bigint[], $5::bigint[]) as l(vendor, id, fence)
          join $schema$.worker_queue q on q.vendor = l.vendor and q.id = l.id and q.fence = l.fence and q.process_status::text = 'IN_PROGRESS'
        ), free as (
          select q.vendor, q.id from held h join $schema$.worker_queue q on q.vendor = h.vendor and q.id = h.id for no key update of q skip locked
        ), renewed as (
          update $schema$.worker_queue q set lease_until = $1, heartbeat_at = $2 from free f where q.vendor = f.vendor and q.id = f.id
        )
        select id from held
        """;

    private const string HeldSql =
        """
        select l.id from unnest($1::text[], $2::bigint[], $3::bigint[]) as l(vendor, id, fence)
        where exists (select 1 from $schema$.worker_queue q where q.vendor = l.vendor and q.id = l.id and q.fence = l.fence)
        """;

    private readonly string _claim = database.Sql(ClaimSql);
    private readonly string _renew = database.Sql(RenewSql);
    private readonly string _held = database.Sql(HeldSql);

    public async Task<WorkExchange> ExchangeAsync(IReadOnlyList<WorkResult> results, WorkClaim? claim, CancellationToken cancellationToken = default)
    {
        if (results.Count == 0 && claim is null)
        {
            return new WorkExchange([], [], NextAt: null);
        }

        try
        {
            return await ExchangeAsync(results, claim, forgetKeys: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.StateOf(e) == PostgresErrorCodes.UniqueViolation)
        {
            // Between the look at the key of an item that waits again and its update another item has taken the key. Nothing was stored.
            return await ExchangeAsync(results, claim, forgetKeys: true, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<IReadOnlySet<RowId>> RenewAsync(IReadOnlyList<WorkItem> items, TimeSpan leaseDuration, CancellationToken cancellationToken = default) =>
        database.OnConnectionAsync<IReadOnlySet<RowId>>(
            async connection =>
            {
                DateTimeOffset now = time.GetUtcNow();
                return (await connection.ListAsync(
                    _renew, [Parameter.Time(now + leaseDuration), Parameter.Time(now), .. Keys(items)], static r => new RowId(r.GetInt64(0)), cancellationToken).ConfigureAwait(false)).ToHashSet();
            },
            cancellationToken);

    private Task<WorkExchange> ExchangeAsync(IReadOnlyList<WorkResult> results, WorkClaim? claim, bool forgetKeys, CancellationToken cancellationToken) => database.OnConnectionAsync(
        async connection =>
        {
            DateTimeOffset now = time.GetUtcNow();
            long settled = 0;
            List<WorkItem> items = [];
            DateTimeOffset? nextAt = null;

            // One message, one implicit transaction: the server ends it whether or not this process is still there.
            NpgsqlBatch batch = connection.CreateBatch();
            await using (batch.ConfigureAwait(false))
            {
                if (results.Count > 0)
                {
                    batch.Add(settler.Sql, WorkSettler.Parameters(results, now, forgetKeys));
                }

                if (claim is not null)
                {
                    batch.Add(_claim, ClaimParameters(claim, now));
                }

                NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    if (results.Count > 0)
                    {
                        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                        settled = reader.GetInt64(0);
                        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                    }

                    while (claim is not null && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        if (reader.IsDBNull(0))
                        {
                            nextAt = reader.TimeOrNull(9);
                        }
                        else
                        {
                            items.Add(Read(reader, claim.Owner));
                        }
                    }
                }
            }

            IReadOnlyList<WorkItem> lost = settled == results.Count ? [] : await LostAsync(connection, [.. results.Select(static r => r.Item)], cancellationToken).ConfigureAwait(false);
            return new WorkExchange(items, lost, nextAt);
        },
        cancellationToken);

    // A quarter of the limit at a turn: fair enough between accounts, and few turns in a queue of one.
    private static NpgsqlParameter[] ClaimParameters(WorkClaim claim, DateTimeOffset now) =>
    [
        Parameter.Time(now), Parameter.Time(now + claim.LeaseDuration), Parameter.Text(claim.Owner), Parameter.Integer(claim.Limit), Parameter.Integer(Math.Max(1, claim.MaxPerAccount)),
        Parameter.Integer(Math.Max(1, claim.Limit / 4)), Parameter.Integers([.. claim.Priorities.Select(static p => (int?)p)]), Parameter.Text(claim.After?.Vendor), Parameter.BigInt(claim.After?.Id.Value),
    ];

    private static NpgsqlParameter[] Keys(IReadOnlyList<WorkItem> items) =>
    [
        Parameter.Texts([.. items.Select(static i => i.Account.Vendor)]), Parameter.BigInts([.. items.Select(static i => i.Id.Value)]), Parameter.BigInts([.. items.Select(static i => i.Fence)]),
    ];

    private static WorkItem Read(NpgsqlDataReader reader, string owner) => new()
    {
        Id = new RowId(reader.GetInt64(0)),
        Account = new AccountRef(reader.GetString(1), new RowId(reader.GetInt64(2))),
        Kind = reader.GetString(3),
        Payload = reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4),
        Attempt = reader.GetInt32(5),
        MaxAttempts = reader.GetInt32(6),
        EnqueuedAt = reader.GetFieldValue<DateTimeOffset>(7),
        Fence = reader.GetInt64(8),
        Owner = owner,
    };

    /// <summary>Which of the items another worker has. One whose fence still holds was settled by its handler's own transaction.</summary>
    private async Task<IReadOnlyList<WorkItem>> LostAsync(NpgsqlConnection connection, WorkItem[] items, CancellationToken cancellationToken)
    {
        HashSet<long> held = [.. await connection.ListAsync(_held, Keys(items), static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false)];
        return [.. items.Where(i => !held.Contains(i.Id.Value))];
    }
}
