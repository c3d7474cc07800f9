using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The webhook inbox in PostgreSQL, for those who work on it and those who look into it.</summary>
internal sealed class PostgresInboxStore(PostgresDatabase database, VendorCatalog catalog, FencedTransactions transactions, BatchWriter batches, WorkNotices notices, TimeProvider time) : IInboxStore, IWebhookInbox
{
    private const string Purpose = "webhook";

    private readonly Lazy<string> _claim = new(() => LiveLeaseSql.For(catalog, database, InboxSql.Wanted));

    public Task<IReadOnlyList<LiveClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default) =>
        catalog.Vendors.Count == 0 || request.Limit <= 0
            ? Task.FromResult<IReadOnlyList<LiveClaim>>([])
            : database.OnConnectionAsync<IReadOnlyList<LiveClaim>>(
                async connection =>
                {
                    DateTimeOffset now = time.GetUtcNow();
                    return await connection.ListAsync(
                        _claim.Value,
                        [
                            Parameter.Time(now), Parameter.Time(now + request.LeaseDuration), Parameter.Text(request.Owner), Parameter.Text(Purpose), Parameter.BigInt(request.Limit),
                            Parameter.BigInt(Math.Max(1, request.MaxPerAccount)),
                        ],
                        r => LiveLeaseSql.Read(r, request.Owner),
                        cancellationToken).ConfigureAwait(false);
                },
                cancellationToken);

    public Task<IReadOnlyList<InboxItem>> ReadAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default) => database.OnConnectionAsync<IReadOnlyList<InboxItem>>(
        async connection => await connection.ListAsync(
            database.Sql(InboxSql.Read),
            [
                Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(lease.Account.Id.Value), Parameter.Text(lease.Stream.Entity), Parameter.Time(time.GetUtcNow()), Parameter.BigInt(limit),
            ],
            Item,
            cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public Task<RecordCounts> SettleAsync(SyncLease lease, RecordBatch? batch, IReadOnlyList<InboxSettlement> settlements, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(
            lease,
            writesMirror: batch is not null,
            async work =>
            {
                RecordCounts counts = batch is null ? RecordCounts.Zero : await batches.WriteAsync(work, batch, cancellationToken).ConfigureAwait(false);
                await SettleAsync(work, settlements, cancellationToken).ConfigureAwait(false);
                return counts;
            },
            cancellationToken);

    public Task<int> SkipAsync(CancellationToken cancellationToken = default) => database.OnConnectionAsync(
        async connection => (int)await connection.CountAsync(database.Sql(InboxSql.Skip), [Parameter.Time(time.GetUtcNow())], cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public Task<int> RemoveAsync(DateTimeOffset processedBefore, int limit, CancellationToken cancellationToken = default) => database.OnConnectionAsync(
        connection => connection.ExecuteAsync(database.Sql(InboxSql.Remove), [Parameter.Time(processedBefore), Parameter.BigInt(limit)], cancellationToken),
        cancellationToken);

    public Task<IReadOnlyDictionary<InboxStatus, long>> CountAsync(InboxFilter? filter = null, CancellationToken cancellationToken = default) =>
        database.OnConnectionAsync<IReadOnlyDictionary<InboxStatus, long>>(
            async connection => (await connection.ListAsync(
                database.Sql(InboxSql.Count), Conditions(filter), static r => (Status: Words.Inbox(r.GetString(0)), Number: r.GetInt64(1)), cancellationToken).ConfigureAwait(false))
                .ToDictionary(static c => c.Status, static c => c.Number),
            cancellationToken);

    public Task<IReadOnlyList<InboxItem>> ListAsync(InboxFilter? filter = null, int limit = 100, CancellationToken cancellationToken = default) => database.OnConnectionAsync<IReadOnlyList<InboxItem>>(
        async connection => await connection.ListAsync(
            database.Sql(InboxSql.List), [.. Conditions(filter), Parameter.BigInt(limit)], Item, cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public async Task<long> ReplayAsync(InboxFilter filter, CancellationToken cancellationToken = default)
    {
        long replayed = await database.OnConnectionAsync(
            connection => connection.CountAsync(database.Sql(InboxSql.Replay), [.. Conditions(filter), Parameter.Time(time.GetUtcNow())], cancellationToken),
            cancellationToken).ConfigureAwait(false);
        notices.Announce(WorkNotices.Webhooks);
        return replayed;
    }

    private async Task SettleAsync(FencedTransaction work, IReadOnlyList<InboxSettlement> settlements, CancellationToken cancellationToken)
    {
        if (settlements.Count == 0)
        {
            return;
        }

        await work.Connection.ExecuteAsync(
            database.Sql(InboxSql.Settle),
            [
                Parameter.Text(work.Lease.Stream.Vendor), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId),
                Parameter.BigInts([.. settlements.Select(static s => s.Item.Id.Value)]), Parameter.Texts([.. settlements.Select(static s => Words.Of(s.Status))]),
                Parameter.Times([.. settlements.Select(static s => s.NextAttemptAt?.ToUniversalTime())]), Parameter.Integers([.. settlements.Select(static s => (int?)(s.IsAttempt ? 1 : 0))]),
                Parameter.Texts([.. settlements.Select(static s => s.Note is { } note ? PostgresText.Clean(note) : null)]),
            ],
            cancellationToken).ConfigureAwait(false);
        InboxSettlement[] dead = [.. settlements.Where(static s => s.Status == InboxStatus.Dead)];
        if (dead.Length > 0)
        {
            await work.Connection.ExecuteAsync(
                database.Sql(InboxSql.Bury),
                [
                    .. work.StreamKey(), Parameter.BigInt(work.UserId), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId),
                    Parameter.BigInts([.. dead.Select(static s => s.Item.Id.Value)]), Parameter.Texts([.. dead.Select(static s => s.Code ?? "dead")]),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static NpgsqlParameter[] Conditions(InboxFilter? filter) =>
    [
        Parameter.Text(filter?.Account?.Vendor ?? filter?.Vendor), Parameter.BigInt(filter?.Account?.Id.Value), Parameter.Text(filter?.Entity),
        Parameter.Texts([.. (filter?.Statuses ?? []).Select(Words.Of)]), Parameter.BigInts([.. (filter?.Ids ?? []).Select(static i => i.Value)]),
        Parameter.Time(filter?.ReceivedFrom), Parameter.Time(filter?.ReceivedBefore),
    ];

    private static InboxItem Item(NpgsqlDataReader reader) => new()
    {
        Id = new RowId(reader.GetInt64(0)),
        Account = new AccountRef(reader.GetString(1), new RowId(reader.GetInt64(2))),
        ReceivedAt = reader.GetFieldValue<DateTimeOffset>(3),
        EventName = reader.TextOrNull(4),
        EventCreatedAt = reader.TimeOrNull(5),
        Entity = reader.TextOrNull(6),
        Ids = [.. reader.GetFieldValue<string[]>(7).Select(static i => new VendorId(i))],
        IsDelete = reader.GetBoolean(8),
        Status = Words.Inbox(reader.GetString(9)),
        Attempts = reader.GetInt32(10),
        NextAttemptAt = reader.GetFieldValue<DateTimeOffset>(11),
        ProcessedAt = reader.TimeOrNull(12),
        RunId = reader.IsDBNull(13) ? null : reader.GetGuid(13),
        Note = reader.TextOrNull(14),
    };
}
