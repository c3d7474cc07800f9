using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Keys of sweeps and what comparisons found, in PostgreSQL. What is compared never leaves it.</summary>
internal sealed class PostgresReconciliationStore(
    PostgresDatabase database, VendorCatalog catalog, FencedTransactions transactions, RunCounters counters, JobWriter jobs, TimeProvider time) : IReconciliationStore
{
    // What a read has seen was written minutes ago: the statistics of the table know nothing of it, and a nested loop planned for one row would run over all of them, for each row.
    private const string StaleStatistics = "set local enable_nestloop = off";

    // A stream without a finished full read has its first one before it.
    private const string DueSql =
        """
        select s.account_id, a.user_id, array_agg(s.entity_type order by s.id)
        from $schema$.sync_state s
        join %ACCOUNTS% a on a.id = s.account_id and %IS_READ%
        where s.vendor = $1 and s.scope_key = '' and s.entity_type = any($2) and s.status not in ('PAUSED', 'REAUTH_REQUIRED')
          and %LAST% <= $3
          and not exists (
            select 1 from $schema$.sync_job_steps o
            where o.vendor = $1 and o.account_id = s.account_id and o.entity_type = s.entity_type and o.status in ('PENDING', 'IN_PROGRESS')
              and o.job_type in ('Onboarding', 'Reconcile', 'Check'))
        group by s.account_id, a.user_id
        order by min(%LAST%), s.account_id
        limit $4
        """;

    // Asked before anything is locked; true also where the accounts turn out to be waiting or stopped.
    private const string IsAnyDueSql =
        """
        select exists (
          select 1 from $schema$.sync_state s join unnest($1::text[], $2::text[]) as c(vendor, entity) on c.vendor = s.vendor and c.entity = s.entity_type
          where s.scope_key = '' and s.status not in ('PAUSED', 'REAUTH_REQUIRED') and %LAST% <= $3)
        """;

    private readonly string _addKeys = database.Sql(FindingSql.AddKeys);
    private readonly string _moveKeys = database.Sql(FindingSql.MoveKeys);
    private readonly string _resolve = database.Sql(FindingSql.Resolve);

    public async Task<int> PlanAsync(SyncJobType type, TimeSpan interval, int limit, CancellationToken cancellationToken = default)
    {
        string last = type switch
        {
            SyncJobType.Check => "greatest(s.last_check_at, s.last_full_sync_at)",
            SyncJobType.Reconcile => "s.last_full_sync_at",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Only comparisons are planned here."),
        };
        (VendorTables Vendor, string[] Entities)[] compared =
            [.. catalog.Vendors.Select(v => (v, v.Streams.Where(s => IsCompared(s.Descriptor, type)).Select(static s => s.Name.Entity).ToArray()))];
        DateTimeOffset before = time.GetUtcNow() - interval;
        return await IsAnyDueAsync(last, compared, before, cancellationToken).ConfigureAwait(false)
            ? await jobs.InTransactionAsync(account: null, connection => PlanAsync(connection, type, last, compared, before, limit, cancellationToken), cancellationToken).ConfigureAwait(false)
            : 0;
    }

    public Task AddKeysAsync(SyncLease lease, KeyBatch batch, CancellationToken cancellationToken = default) => transactions.RunAsync(
        lease,
        writesMirror: false,
        async work =>
        {
            if (batch.Keys.Count > 0)
            {
                await work.Connection.ExecuteAsync(
                    _addKeys,
                    [
                        .. work.StreamKey(), Parameter.Texts([.. batch.Keys.Select(static k => PostgresText.Clean(k.Id.Value))]),
                        Parameter.Times([.. batch.Keys.Select(static k => k.VendorUpdatedAt?.ToUniversalTime())]),
                    ],
                    cancellationToken).ConfigureAwait(false);
            }

            await MoveAsync(work, batch.Cursor, batch.IsLast ? RunPhase.Compare : null, cancellationToken).ConfigureAwait(false);
            await counters.AddAsync(work, new RecordBatch { Records = [], Mode = SyncMode.Keys, Requests = batch.Requests }, phase: null, RecordCounts.Zero, staged: 0, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public Task CompareAsync(SyncLease lease, CancellationToken cancellationToken = default) => transactions.RunAsync(
        lease,
        writesMirror: false,
        async work =>
        {
            await work.Connection.ExecuteAsync(StaleStatistics, [], cancellationToken).ConfigureAwait(false);
            NpgsqlParameter[] Run() => [Parameter.Time(work.Now), Parameter.Guid(lease.RunId)];
            await work.Connection.ExecuteAsync(Sql(FindingSql.Compare, work), [.. work.StreamKey(), Parameter.Time(Began(work)), .. Run()], cancellationToken).ConfigureAwait(false);
            await work.Connection.ExecuteAsync(Sql(FindingSql.Agreed, work), [.. work.StreamKey(), .. Run()], cancellationToken).ConfigureAwait(false);
            await AddExtraAsync(work, cancellationToken).ConfigureAwait(false);
            return await MoveAsync(work, cursor: null, RunPhase.Settle, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task NoteExtraAsync(SyncLease lease, CancellationToken cancellationToken = default) => transactions.RunAsync(
        lease,
        writesMirror: false,
        async work =>
        {
            await work.Connection.ExecuteAsync(StaleStatistics, [], cancellationToken).ConfigureAwait(false);
            return await AddExtraAsync(work, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task<IReadOnlyList<Finding>> ReadOpenAsync(SyncLease lease, bool isReleased, RowId? after, int limit, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<IReadOnlyList<Finding>>(
            lease,
            writesMirror: false,
            async work => await work.Connection.ListAsync(
                database.Sql(FindingSql.ReadOpen.Replace("%WHICH%", isReleased ? "f.kind = 'extra' and f.released_at is not null" : "f.kind in ('missing', 'changed')", StringComparison.Ordinal)),
                [.. work.StreamKey(), Parameter.BigInt(after?.Value ?? 0), Parameter.Integer(limit)],
                r => ReadFinding(r, lease.Stream.Vendor),
                cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public Task DoubtAsync(SyncLease lease, IReadOnlyList<VendorId> ids, CancellationToken cancellationToken = default) => transactions.RunAsync(
        lease,
        writesMirror: true,
        work => work.Connection.ExecuteAsync(
            Sql(FindingSql.Doubt, work), [Parameter.BigInt(work.AccountId), Parameter.Texts([.. ids.Select(static i => PostgresText.Clean(i.Value))])], cancellationToken),
        cancellationToken);

    public Task ResolveAsync(SyncLease lease, IReadOnlyDictionary<RowId, FindingResolution> findings, CancellationToken cancellationToken = default) => transactions.RunAsync(
        lease,
        writesMirror: false,
        work => work.Connection.ExecuteAsync(
            _resolve,
            [
                Parameter.Time(work.Now), Parameter.Guid(lease.RunId), Parameter.BigInts([.. findings.Keys.Select(static k => k.Value)]),
                Parameter.Texts([.. findings.Values.Select(Words.Of)]),
            ],
            cancellationToken),
        cancellationToken);

    public Task<long> ResolveExtraAsync(SyncLease lease, CancellationToken cancellationToken = default) => transactions.RunAsync(
        lease,
        writesMirror: false,
        async work =>
        {
            string count = database.Sql(FindingSql.CountExtra);
            if (await work.Connection.CountAsync(count, work.StreamKey(), cancellationToken).ConfigureAwait(false) == 0)
            {
                return 0;
            }

            await work.Connection.ExecuteAsync(StaleStatistics, [], cancellationToken).ConfigureAwait(false);
            await work.Connection.ExecuteAsync(Sql(FindingSql.ResolveExtra, work), [.. work.StreamKey(), Parameter.Time(work.Now)], cancellationToken).ConfigureAwait(false);
            return await work.Connection.CountAsync(count, work.StreamKey(), cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    public Task<IReadOnlyList<Finding>> ReadAsync(FindingQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        return ConnectedAsync<IReadOnlyList<Finding>>(
            query.Account,
            async connection => await connection.ListAsync(
                database.Sql(FindingSql.Read),
                [
                    Parameter.Text(query.Account.Vendor), Parameter.BigInt(query.Account.Id.Value), Parameter.Text(query.Entity), Parameter.Text(query.Kind is { } kind ? Words.Of(kind) : null),
                    Parameter.Boolean(query.IsOpen), Parameter.BigInt(query.After?.Value ?? 0), Parameter.Integer(query.Limit),
                ],
                r => ReadFinding(r, query.Account.Vendor),
                cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    public Task<IReadOnlyList<HeldSweep>> ReadHeldAsync(AccountRef account, CancellationToken cancellationToken = default) => ConnectedAsync<IReadOnlyList<HeldSweep>>(
        account,
        async connection =>
        {
            List<HeldSweep> held = await connection.ListAsync(
                database.Sql(FindingSql.Held),
                [Parameter.Text(account.Vendor), Parameter.BigInt(account.Id.Value)],
                r => new HeldSweep(new StreamName(account.Vendor, r.GetString(0)), r.GetString(1), r.GetInt64(2), r.GetInt64(3), Live: 0, r.TimeOrNull(4)),
                cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < held.Count; i++)
            {
                held[i] = held[i] with
                {
                    Live = await connection.CountAsync(catalog.Stream(held[i].Stream).Mirror.CountLive, [Parameter.BigInt(account.Id.Value)], cancellationToken).ConfigureAwait(false),
                };
            }

            return held;
        },
        cancellationToken);

    public Task<long> ReleaseAsync(AccountRef account, StreamName stream, string releasedBy, CancellationToken cancellationToken = default)
    {
        _ = catalog.Stream(stream);
        return ConnectedAsync(
            account,
            connection => connection.CountAsync(
                database.Sql(FindingSql.Release),
                [Parameter.Text(stream.Vendor), Parameter.BigInt(account.Id.Value), Parameter.Text(stream.Entity), Parameter.Time(time.GetUtcNow()), Parameter.Text(releasedBy)],
                cancellationToken),
            cancellationToken);
    }

    /// <summary>Streams whose each run is a full read compare themselves. Of the others a check needs keys or a count.</summary>
    private Task<bool> IsAnyDueAsync(string last, (VendorTables Vendor, string[] Entities)[] compared, DateTimeOffset before, CancellationToken cancellationToken) => database.OnConnectionAsync(
        connection => connection.AskAsync(
            database.Sql(IsAnyDueSql.Replace("%LAST%", last, StringComparison.Ordinal)),
            [
                Parameter.Texts([.. compared.SelectMany(static c => c.Entities.Select(_ => c.Vendor.Name))]), Parameter.Texts([.. compared.SelectMany(static c => c.Entities)]), Parameter.Time(before),
            ],
            cancellationToken),
        cancellationToken);

    private async Task<int> PlanAsync(
        NpgsqlConnection connection, SyncJobType type, string last, (VendorTables Vendor, string[] Entities)[] compared, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        int steps = 0;
        foreach ((VendorTables vendor, string[] entities) in compared)
        {
            List<(long Account, long? User, string[] Entities)> due = await connection.ListAsync(
                database.Sql(DueSql.Replace("%ACCOUNTS%", vendor.AccountTable, StringComparison.Ordinal).Replace("%IS_READ%", vendor.IsRead, StringComparison.Ordinal)
                    .Replace("%LAST%", last, StringComparison.Ordinal)),
                [Parameter.Text(vendor.Name), Parameter.Texts(entities), Parameter.Time(before), Parameter.Integer(limit)],
                static r => (r.GetInt64(0), r.LongOrNull(1), r.GetFieldValue<string[]>(2)),
                cancellationToken).ConfigureAwait(false);
            foreach ((long id, long? user, string[] streams) in due)
            {
                RowId account = new(id);
                long job = await JobWriter.AddJobAsync(connection, vendor.SyncJobs, account, type, user, "schedule", now, cancellationToken).ConfigureAwait(false);
                await jobs.AddStepsAsync(connection, vendor, vendor.SyncJobs, account, type, job, streams, "schedule", now, cancellationToken).ConfigureAwait(false);
                steps += streams.Length;
            }
        }

        return steps;
    }

    private static bool IsCompared(SyncStreamDescriptor stream, SyncJobType type) =>
        !stream.DeltaIsFullRead && (type == SyncJobType.Reconcile || stream.HasCheapKeys || stream.CountCost != CountCost.None);

    private static DateTimeOffset Began(FencedTransaction work) => work.ReadStartedAt ?? work.Now;

    private static Finding ReadFinding(NpgsqlDataReader reader, string vendor) => new()
    {
        Id = new RowId(reader.GetInt64(0)),
        Stream = new StreamName(vendor, reader.GetString(1)),
        Kind = Words.Kind(reader.GetString(2)),
        ExternalId = new VendorId(reader.GetString(3)),
        VendorStamp = reader.TimeOrNull(4),
        LocalStamp = reader.TimeOrNull(5),
        FoundAt = reader.GetFieldValue<DateTimeOffset>(6),
        LastFoundAt = reader.GetFieldValue<DateTimeOffset>(7),
        RunId = reader.GetGuid(8),
        ReleasedAt = reader.TimeOrNull(9),
        ResolvedAt = reader.TimeOrNull(10),
        Resolution = Words.Resolution(reader.TextOrNull(11)),
    };

    private string Sql(string template, FencedTransaction work)
    {
        MirrorSql mirror = work.Stream.Mirror;
        return database.Sql(template.Replace("%EXTRA%", mirror.NotSeen, StringComparison.Ordinal).Replace("%TABLE%", mirror.QualifiedTable, StringComparison.Ordinal)
            .Replace("%ACCOUNT%", SqlName.Quote(mirror.Table.AccountColumn), StringComparison.Ordinal).Replace("%EXTERNAL_ID%", mirror.ExternalId, StringComparison.Ordinal));
    }

    private Task<int> AddExtraAsync(FencedTransaction work, CancellationToken cancellationToken) => work.Connection.ExecuteAsync(
        Sql(FindingSql.Extra, work),
        [
            Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Vendor), Parameter.Text(work.Lease.Stream.Entity), Parameter.Time(Began(work)), Parameter.Time(work.Now),
            Parameter.Guid(work.Lease.RunId),
        ],
        cancellationToken);

    private Task<int> MoveAsync(FencedTransaction work, SyncCursor? cursor, RunPhase? phase, CancellationToken cancellationToken) => work.Connection.ExecuteAsync(
        _moveKeys,
        [
            Parameter.Text(work.Lease.Stream.Vendor), Parameter.BigInt(work.Lease.StateId.Value), Parameter.BigInt(work.Lease.Fence), Parameter.Text(work.Lease.Owner),
            Parameter.Text(cursor?.Text), Parameter.Text(phase is { } next ? Words.Of(next) : null),
        ],
        cancellationToken);

    private Task<T> ConnectedAsync<T>(AccountRef account, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        PostgresFailures.GuardAsync(database, account, stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await work(connection).ConfigureAwait(false);
            }
        });
}
