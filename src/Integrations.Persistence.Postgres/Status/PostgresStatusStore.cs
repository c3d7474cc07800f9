using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>Reads the state of all work. A page is two round trips and the sums are one, however many accounts there are.</summary>
internal sealed class PostgresStatusStore(PostgresDatabase database, VendorCatalog catalog, PostgresMigrator migrator, TimeProvider time) : IStatusStore
{
    private readonly string _pageOf = database.Sql(StatusSql.Accounts);

    private readonly string[] _facts =
        [.. new[] { StatusSql.Streams, StatusSql.Steps, StatusSql.Inbox, StatusSql.Rejects, StatusSql.Queue, StatusSql.Budgets }.Select(database.Sql)];

    private readonly string[] _totals =
    [
        .. new[] { StatusSql.StreamTotals, StatusSql.StepTotals, StatusSql.InboxTotals, StatusSql.RejectTotals, StatusSql.QueueTotals, StatusSql.AccountTotals }
            .Select(s => database.Sql(s.Replace("%ACCOUNTS%", AccountsOf(catalog.Vendors), StringComparison.Ordinal))),
    ];

    public Task<IReadOnlyList<AccountFacts>> ReadAsync(StatusQuery query, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<VendorTables> vendors = query.Vendor is null ? catalog.Vendors : [catalog.Vendor(query.Vendor)];
        return vendors.Count == 0 ? Task.FromResult<IReadOnlyList<AccountFacts>>([]) : RunAsync<IReadOnlyList<AccountFacts>>(
            async connection =>
            {
                DateTimeOffset now = time.GetUtcNow();
                List<AccountFacts> accounts = await connection.ListAsync(
                    _pageOf.Replace("%ACCOUNTS%", database.Sql(AccountsOf(vendors)), StringComparison.Ordinal),
                    [
                        Parameter.Text(query.After?.Vendor ?? ""), Parameter.BigInt(query.After?.Id.Value ?? 0), Parameter.Integer(Math.Max(1, query.Limit)), Parameter.Boolean(query.TroubledOnly),
                        Parameter.Time(now), .. Thresholds(query.Thresholds),
                    ],
                    Account,
                    cancellationToken).ConfigureAwait(false);
                return accounts.Count == 0 ? accounts : await FillAsync(connection, accounts, now, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public Task<StatusTotals> SumAsync(IReadOnlyDictionary<StreamName, TimeSpan> thresholds, CancellationToken cancellationToken = default) => catalog.Vendors.Count == 0
        ? Task.FromResult(new StatusTotals([], []))
        : RunAsync(
            async connection =>
            {
                DateTimeOffset now = time.GetUtcNow();
                NpgsqlBatch batch = Batch(connection, _totals, () => [Parameter.Time(now), .. Thresholds(thresholds)]);
                await using (batch.ConfigureAwait(false))
                {
                    NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        List<StreamTotals> streams = await NextAsync(
                            reader,
                            static r => new StreamTotals
                            {
                                Stream = new StreamName(r.GetString(0), r.GetString(1)),
                                Accounts = r.GetInt64(2),
                                Late = r.GetInt64(3),
                                Held = r.GetInt64(4),
                                OldestSuccessAt = r.TimeOrNull(5),
                            },
                            isFirst: true,
                            cancellationToken).ConfigureAwait(false);
                        Dictionary<(string, string?), Backlog> steps = await SumsAsync(reader, cancellationToken).ConfigureAwait(false);
                        Dictionary<(string, string?), Backlog> inbox = await SumsAsync(reader, cancellationToken).ConfigureAwait(false);
                        Dictionary<(string, string?), Backlog> rejects = await SumsAsync(reader, cancellationToken).ConfigureAwait(false);
                        Dictionary<(string, string?), Backlog> queue = await SumsAsync(reader, cancellationToken).ConfigureAwait(false);
                        List<(string Vendor, AccountStatus Status, long Count)> accounts = await NextAsync(
                            reader, static r => (r.GetString(0), AccountStatusText.Parse(r.GetString(1)), r.GetInt64(2)), isFirst: false, cancellationToken).ConfigureAwait(false);
                        return new StatusTotals(
                            [
                                .. catalog.Vendors.Select(v => new VendorTotals
                                {
                                    Vendor = v.Name,
                                    Accounts = accounts.Where(a => a.Vendor == v.Name).ToDictionary(static a => a.Status, static a => a.Count),
                                    Queue = queue.GetValueOrDefault((v.Name, null)),
                                }),
                            ],
                            [
                                .. streams.Select(s => s with
                                {
                                    Steps = steps.GetValueOrDefault((s.Stream.Vendor, s.Stream.Entity)),
                                    Inbox = inbox.GetValueOrDefault((s.Stream.Vendor, s.Stream.Entity)),
                                    Rejects = rejects.GetValueOrDefault((s.Stream.Vendor, s.Stream.Entity)),
                                }),
                            ]);
                    }
                }
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) => migrator.PendingAsync(cancellationToken);

    private async Task<IReadOnlyList<AccountFacts>> FillAsync(NpgsqlConnection connection, List<AccountFacts> accounts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        NpgsqlBatch batch = Batch(
            connection,
            _facts,
            () => [Parameter.Texts([.. accounts.Select(static a => a.Account.Vendor)]), Parameter.BigInts([.. accounts.Select(static a => a.Account.Id.Value)]), Parameter.Time(now)]);
        await using (batch.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                ILookup<AccountRef, StreamFacts> streams = (await NextAsync(reader, static r => (Of(r), Stream(r)), isFirst: true, cancellationToken).ConfigureAwait(false))
                    .ToLookup(static s => s.Item1, static s => s.Item2);
                Dictionary<(AccountRef, string?), Backlog> steps = await BacklogsAsync(reader, cancellationToken).ConfigureAwait(false);
                Dictionary<(AccountRef, string?), Backlog> inbox = await BacklogsAsync(reader, cancellationToken).ConfigureAwait(false);
                Dictionary<(AccountRef, string?), Backlog> rejects = await BacklogsAsync(reader, cancellationToken).ConfigureAwait(false);
                Dictionary<(AccountRef, string?), Backlog> queue = await BacklogsAsync(reader, cancellationToken).ConfigureAwait(false);
                ILookup<AccountRef, RateBudgetFacts> budgets = (await NextAsync(
                    reader,
                    static r => (Of(r), new RateBudgetFacts(r.GetString(2), r.IsDBNull(3) ? null : r.GetInt32(3), r.IsDBNull(4) ? null : r.GetInt32(4), r.TimeOrNull(5))),
                    isFirst: false,
                    cancellationToken).ConfigureAwait(false)).ToLookup(static b => b.Item1, static b => b.Item2);
                return
                [
                    .. accounts.Select(a => a with
                    {
                        Queue = queue.GetValueOrDefault((a.Account, null)),
                        RateBudgets = [.. budgets[a.Account]],
                        Streams =
                        [
                            .. streams[a.Account].Select(s => s with
                            {
                                Steps = steps.GetValueOrDefault((a.Account, s.Stream.Entity)),
                                Inbox = inbox.GetValueOrDefault((a.Account, s.Stream.Entity)),
                                Rejects = rejects.GetValueOrDefault((a.Account, s.Stream.Entity)),
                            }),
                        ],
                    }),
                ];
            }
        }
    }

    private static string AccountsOf(IEnumerable<VendorTables> vendors) => string.Join(
        "\nunion all\n",
        vendors.Select(static v => StatusSql.AccountsOf.Replace("%VENDOR%", SqlName.Literal(v.Name), StringComparison.Ordinal).Replace("%TABLE%", v.AccountTable, StringComparison.Ordinal)));

    private static NpgsqlParameter[] Thresholds(IReadOnlyDictionary<StreamName, TimeSpan> thresholds) =>
    [
        Parameter.Texts([.. thresholds.Keys.Select(static s => s.Vendor)]), Parameter.Texts([.. thresholds.Keys.Select(static s => s.Entity)]),
        new() { Value = thresholds.Values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Interval },
    ];

    private static NpgsqlBatch Batch(NpgsqlConnection connection, string[] statements, Func<NpgsqlParameter[]> parameters)
    {
        NpgsqlBatch batch = connection.CreateBatch();
        foreach (string statement in statements)
        {
            batch.Add(statement, parameters());
        }

        return batch;
    }

    private static async Task<List<T>> NextAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, bool isFirst, CancellationToken cancellationToken)
    {
        if (!isFirst)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task<Dictionary<(AccountRef, string?), Backlog>> BacklogsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        (await NextAsync(reader, static r => ((Of(r), r.TextOrNull(2)), new Backlog(r.GetInt64(3), r.TimeOrNull(4))), isFirst: false, cancellationToken).ConfigureAwait(false))
            .ToDictionary(static b => b.Item1, static b => b.Item2);

    private static async Task<Dictionary<(string, string?), Backlog>> SumsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        (await NextAsync(reader, static r => ((r.GetString(0), r.TextOrNull(1)), new Backlog(r.GetInt64(2), r.TimeOrNull(3))), isFirst: false, cancellationToken).ConfigureAwait(false))
            .ToDictionary(static b => b.Item1, static b => b.Item2);

    private static AccountRef Of(NpgsqlDataReader reader) => new(reader.GetString(0), new RowId(reader.GetInt64(1)));

    private static AccountFacts Account(NpgsqlDataReader reader) => new()
    {
        Account = Of(reader),
        Status = AccountStatusText.Parse(reader.GetString(2)),
        StatusReason = reader.TextOrNull(3),
        ChangedAt = reader.TimeOrNull(4),
        HasCredential = reader.GetBoolean(5),
        CredentialExpiresAt = reader.TimeOrNull(6),
    };

    private static StreamFacts Stream(NpgsqlDataReader reader) => new()
    {
        Stream = new StreamName(reader.GetString(0), reader.GetString(2)),
        Status = Words.StreamStatus(reader.GetString(3)),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(4),
        LastSuccessAt = reader.TimeOrNull(5),
        LastAttemptAt = reader.TimeOrNull(6),
        LastFullReadAt = reader.TimeOrNull(7),
        NextRunAt = reader.TimeOrNull(8),
        LeaseUntil = reader.TimeOrNull(9),
        ConsecutiveFailures = reader.GetInt32(10),
        ErrorMessage = reader.TextOrNull(11),
        HeldSweepReason = reader.TextOrNull(12),
    };

    private Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });
}
