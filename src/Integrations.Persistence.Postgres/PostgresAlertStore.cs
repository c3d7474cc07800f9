using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Alarms in <c>integration_alert</c>.</summary>
internal sealed class PostgresAlertStore(PostgresDatabase database, TimeProvider time) : IAlertStore
{
    // Opened, seen again or closed in one statement, so that two processes that look at the same time agree.
    private const string SetSql =
        """
        with given as (
          select * from unnest($3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::text[], $8::text[]) with ordinality as g(vendor, account_id, entity_type, since, what, remedy, place)
        ), closed as (
          update $schema$.integration_alert a set closed_at = $2
          where a.rule = $1 and a.closed_at is null and not exists (
            select from given g where g.vendor is not distinct from a.vendor and g.account_id is not distinct from a.account_id and g.entity_type is not distinct from a.entity_type)
        ), written as (
          insert into $schema$.integration_alert as a (created_at, rule, vendor, account_id, entity_type, since, what, remedy, opened_at, last_seen_at)
          select $2, $1, vendor, account_id, entity_type, since, what, remedy, $2, $2 from given
          on conflict (rule, vendor, account_id, entity_type) where closed_at is null do update set
            last_seen_at = excluded.last_seen_at, what = excluded.what, remedy = excluded.remedy, since = least(a.since, excluded.since)
          returning a.vendor, a.account_id, a.entity_type, a.opened_at = a.last_seen_at and a.created_at = $2 as is_new
        )
        select g.place from given g join written w on w.is_new
          and w.vendor is not distinct from g.vendor and w.account_id is not distinct from g.account_id and w.entity_type is not distinct from g.entity_type
        order by g.place
        """;

    private const string ListSql = "select rule, vendor, account_id, entity_type, since, what, remedy from $schema$.integration_alert where closed_at is null order by since, id";

    public Task<IReadOnlyList<IntegrationAlert>> SetAsync(string rule, IReadOnlyList<IntegrationAlert> open, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<IntegrationAlert>>(
        async connection =>
        {
            List<long> places = await connection.ListAsync(
                database.Sql(SetSql),
                [
                    Parameter.Text(rule), Parameter.Time(time.GetUtcNow()), Parameter.Texts([.. open.Select(static a => a.Account?.Vendor)]),
                    Parameter.NullableBigInts([.. open.Select(static a => a.Account?.Id.Value)]), Parameter.Texts([.. open.Select(static a => a.Stream?.Entity)]),
                    Parameter.Times([.. open.Select(static a => (DateTimeOffset?)a.Since.ToUniversalTime())]), Parameter.Texts([.. open.Select(static a => PostgresText.Clean(a.What))]),
                    Parameter.Texts([.. open.Select(static a => PostgresText.Clean(a.Remedy))]),
                ],
                static r => r.GetInt64(0),
                cancellationToken).ConfigureAwait(false);
            return [.. places.Select(p => open[(int)p - 1])];
        },
        cancellationToken);

    public Task<IReadOnlyList<IntegrationAlert>> ListOpenAsync(CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<IntegrationAlert>>(
        async connection => await connection.ListAsync(database.Sql(ListSql), [], Read, cancellationToken).ConfigureAwait(false), cancellationToken);

    private static IntegrationAlert Read(NpgsqlDataReader reader)
    {
        AccountRef? account = reader.TextOrNull(1) is { } vendor ? new AccountRef(vendor, new RowId(reader.GetInt64(2))) : null;
        return new IntegrationAlert
        {
            Rule = reader.GetString(0),
            Account = account,
            Stream = account is { } whose && reader.TextOrNull(3) is { } entity ? new StreamName(whose.Vendor, entity) : null,
            Since = reader.GetFieldValue<DateTimeOffset>(4),
            What = reader.GetString(5),
            Remedy = reader.GetString(6),
        };
    }

    private Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });
}
