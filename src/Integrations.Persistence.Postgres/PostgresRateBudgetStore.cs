using System.Globalization;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Keeps allowances in PostgreSQL, so that all processes on one database share them (invariant I12).</summary>
internal sealed class PostgresRateBudgetStore(PostgresDatabase database, TimeProvider time) : IRateBudgetStore
{
    private const string AllAccounts = "*";

    private const string ReserveSql = "select granted, wait_us, limited_by, request_limit, window_us, used, sequence, has_foreign from $schema$.rate_reserve($1, $2, $3, $4, $5, $6, $7, $8) order by place";

    private const string ReportSql = "select $schema$.rate_report($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    private const string DelaySql = "select $schema$.rate_delay($1, $2, $3, $4, $5, $6)";

    private readonly string _reserve = database.Sql(ReserveSql);
    private readonly string _report = database.Sql(ReportSql);
    private readonly string _delay = database.Sql(DelaySql);

    public async ValueTask<RateReservation> ReserveAsync(RateReservationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Permits < 1 || request.Scopes.Count == 0)
        {
            throw new ArgumentException("At least one permit of at least one scope is asked for.", nameof(request));
        }

        IReadOnlyList<RateScopeDemand> scopes = request.Scopes;
        return await PostgresFailures.GuardAsync(database, Account(scopes), stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                RateReservation? answer = null;
                List<RateScopeState> states = await connection.ListAsync(
                    _reserve,
                    [
                        Now(), Parameter.Integer(request.Permits), Parameter.Double(request.Margin),
                        Parameter.Texts([.. scopes.Select(static s => s.Scope.Vendor)]), Parameter.Texts([.. scopes.Select(static s => Key(s.Scope))]),
                        Parameter.Texts([.. scopes.Select(static s => s.Scope.Context)]),
                        Parameter.Integers([.. scopes.Select(static s => s.Assumed?.Permits)]), Parameter.NullableBigInts([.. scopes.Select(static s => Microseconds(s.Assumed?.Window))]),
                    ],
                    r =>
                    {
                        answer ??= new RateReservation
                        {
                            Granted = r.GetInt32(0),
                            RetryAfter = TimeSpan.FromMicroseconds(r.GetInt64(1)),
                            LimitedBy = r.IsDBNull(2) ? null : r.GetInt32(2),
                            States = [],
                        };
                        RateLimit? limit = r.IsDBNull(3) ? null : new RateLimit(r.GetInt32(3), TimeSpan.FromMicroseconds(r.GetInt64(4)));
                        return new RateScopeState(limit, r.GetInt32(5), r.GetInt64(6), r.GetBoolean(7));
                    },
                    cancellationToken).ConfigureAwait(false);
                return answer! with { States = states };
            }
        }).ConfigureAwait(false);
    }

    public ValueTask ReportAsync(RateReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return TellAsync(
            _report,
            report.Scope,
            [
                Parameter.Integer(report.Limit?.Permits), Parameter.BigInt(Microseconds(report.Limit?.Window)), Parameter.Integer(report.Remaining),
                Parameter.BigInt(Microseconds(report.BlockFor)), Parameter.Integer(report.Granted?.Used), Parameter.BigInt(report.Granted?.Sequence),
            ],
            cancellationToken);
    }

    public ValueTask DelayAsync(RateLateness late, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(late);
        return TellAsync(_delay, late.Scope, [Parameter.BigInts([.. late.Granted.Select(Floor)]), Parameter.BigInt(Floor(late.CountFrom))], cancellationToken);
    }

    /// <summary>Calls a function whose first parameters are the time and the scope.</summary>
    private async ValueTask TellAsync(string sql, RateScope scope, NpgsqlParameter[] rest, CancellationToken cancellationToken) =>
        await PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
        {
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.ExecuteAsync(
                    sql, [Now(), Parameter.Text(scope.Vendor), Parameter.Text(Key(scope)), Parameter.Text(scope.Context), .. rest], cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);

    private static string Key(RateScope scope) => scope.Account is { } account ? account.Value.ToString(CultureInfo.InvariantCulture) : AllAccounts;

    private static AccountRef? Account(IReadOnlyList<RateScopeDemand> scopes) =>
        scopes.Where(static s => s.Scope.Account is not null).Select(static s => (AccountRef?)new AccountRef(s.Scope.Vendor, s.Scope.Account!.Value)).FirstOrDefault();

    /// <summary>Upwards: a window that is a fraction too long grants nothing too early.</summary>
    private static long? Microseconds(TimeSpan? span) => span is { } value ? (value.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond : null;

    private static long Floor(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// Null for the clock of the server: hosts whose clocks differ would each forget the others' permits too early or too late. A clock that the host has replaced is the host's will.
    /// </summary>
    private NpgsqlParameter Now() =>
        Parameter.BigInt(ReferenceEquals(time, TimeProvider.System) ? null : (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
}
