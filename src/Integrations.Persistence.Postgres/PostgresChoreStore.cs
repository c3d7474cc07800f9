using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The schedule of periodic chores in PostgreSQL.</summary>
internal sealed class PostgresChoreStore(PostgresDatabase database, TimeProvider time) : IChoreStore
{
    // An interval that was shortened takes effect at once, but not against the wait after a failure. The condition stands twice: first without touching rows that are not due,
    // then on the row as it is once it is locked.
    private const string ClaimSql =
        """
        with asked as (
          select * from unnest($1::text[], $2::interval[]) as a(name, every)
        ), claimed as (
          insert into $schema$.chores as c (name, created_at, every, next_run_at, last_started_at, lease_owner, lease_until, fence)
          select a.name, $3, a.every, $3, $3, $4, $5, 1
          from asked a left join $schema$.chores c on c.name = a.name
          where c.name is null
            or ((c.next_run_at <= $3 or (c.failures = 0 and c.last_started_at + a.every <= $3)) and (c.lease_until is null or c.lease_until <= $3))
          order by a.name
          on conflict (name) do update set every = excluded.every, last_started_at = $3, lease_owner = $4, lease_until = $5, fence = c.fence + 1
          where (c.next_run_at <= $3 or (c.failures = 0 and c.last_started_at + excluded.every <= $3)) and (c.lease_until is null or c.lease_until <= $3)
          returning c.name, c.fence, c.failures
        )
        select name, fence, failures, null::timestamptz from claimed
        union all
        select null, null, null, min(case
          when a.name in (select name from claimed) then $3 + a.every
          else greatest(c.lease_until, case when c.failures = 0 then least(c.next_run_at, c.last_started_at + a.every) else c.next_run_at end) end)
        from asked a left join $schema$.chores c on c.name = a.name
        """;

    private const string RenewSql =
        """
        update $schema$.chores c set lease_until = $1
        from unnest($2::text[], $3::bigint[], $4::text[]) as l(name, fence, owner)
        where c.name = l.name and c.fence = l.fence and c.lease_owner = l.owner
        returning c.name
        """;

    private const string CompleteSql =
        """
        update $schema$.chores set
          next_run_at = $4, failures = case when $5 is null then 0 else failures + 1 end, last_error = $5, last_success_at = case when $5 is null then $6 else last_success_at end,
          lease_owner = null, lease_until = null
        where name = $1 and fence = $2 and lease_owner = $3
        """;

    private const string ReleaseSql = "update $schema$.chores set next_run_at = $4, lease_owner = null, lease_until = null where name = $1 and fence = $2 and lease_owner = $3";

    private const string ListSql = "select name, every, last_started_at, last_success_at, next_run_at, failures, last_error, lease_owner from $schema$.chores order by name";

    public Task<ChoreLook> ClaimAsync(IReadOnlyDictionary<string, TimeSpan> intervals, string owner, TimeSpan leaseDuration, CancellationToken cancellationToken = default) =>
        database.OnConnectionAsync(
            async connection =>
            {
                DateTimeOffset now = time.GetUtcNow();
                List<(ChoreClaim? Claim, DateTimeOffset? NextAt)> rows = await connection.ListAsync(
                    database.Sql(ClaimSql),
                    [Parameter.Texts([.. intervals.Keys]), Parameter.Intervals([.. intervals.Values]), Parameter.Time(now), Parameter.Text(owner), Parameter.Time(now + leaseDuration)],
                    r => (r.IsDBNull(0) ? null : new ChoreClaim(r.GetString(0), owner, r.GetInt64(1), now, r.GetInt32(2)), r.TimeOrNull(3)),
                    cancellationToken).ConfigureAwait(false);
                return new ChoreLook([.. rows.Select(static r => r.Claim).OfType<ChoreClaim>()], rows.Max(static r => r.NextAt));
            },
            cancellationToken);

    public Task<IReadOnlySet<string>> RenewAsync(IReadOnlyList<ChoreClaim> claims, TimeSpan leaseDuration, CancellationToken cancellationToken = default) =>
        database.OnConnectionAsync<IReadOnlySet<string>>(
            async connection => (await connection.ListAsync(
                database.Sql(RenewSql),
                [
                    Parameter.Time(time.GetUtcNow() + leaseDuration), Parameter.Texts([.. claims.Select(static c => c.Name)]), Parameter.BigInts([.. claims.Select(static c => c.Fence)]),
                    Parameter.Texts([.. claims.Select(static c => c.Owner)]),
                ],
                static r => r.GetString(0),
                cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal),
            cancellationToken);

    public Task CompleteAsync(ChoreClaim claim, DateTimeOffset nextRunAt, string? problem, CancellationToken cancellationToken = default) => database.OnConnectionAsync(
        connection => connection.ExecuteAsync(
            database.Sql(CompleteSql),
            [.. Key(claim), Parameter.Time(nextRunAt), Parameter.Text(problem is null ? null : PostgresText.Clean(problem)), Parameter.Time(time.GetUtcNow())],
            cancellationToken),
        cancellationToken);

    public Task ReleaseAsync(ChoreClaim claim, CancellationToken cancellationToken = default) =>
        database.OnConnectionAsync(connection => connection.ExecuteAsync(database.Sql(ReleaseSql), [.. Key(claim), Parameter.Time(time.GetUtcNow())], cancellationToken), cancellationToken);

    public Task<IReadOnlyList<ChoreStatus>> ListAsync(CancellationToken cancellationToken = default) => database.OnConnectionAsync<IReadOnlyList<ChoreStatus>>(
        async connection => await connection.ListAsync(
            database.Sql(ListSql),
            [],
            static r => new ChoreStatus
            {
                Name = r.GetString(0),
                Interval = r.GetFieldValue<TimeSpan>(1),
                LastStartedAt = r.GetFieldValue<DateTimeOffset>(2),
                LastSuccessAt = r.TimeOrNull(3),
                NextRunAt = r.GetFieldValue<DateTimeOffset>(4),
                Failures = r.GetInt32(5),
                LastError = r.TextOrNull(6),
                Owner = r.TextOrNull(7),
            },
            cancellationToken).ConfigureAwait(false),
        cancellationToken);

    private static NpgsqlParameter[] Key(ChoreClaim claim) => [Parameter.Text(claim.Name), Parameter.BigInt(claim.Fence), Parameter.Text(claim.Owner)];
}
