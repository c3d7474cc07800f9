using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Removes staged rows that were promoted or passed over well long ago, in small transactions. What waits, and what was refused, stays.</summary>
internal sealed class SettledStagingChore(PostgresDatabase database, VendorCatalog catalog, TimeProvider time) : IPeriodicChore
{
    private const int Chunk = 5_000;

    private const string RemoveSql =
        """
        delete from $schema$.%STAGING% t using (
          select s.id from $schema$.%STAGING% s where s.staged_at < $1 and s.processing_status in ('PROMOTED', 'SKIPPED') limit $2 for update skip locked) old
        where t.id = old.id
        """;

    public string Name => "staging";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset before = time.GetUtcNow() - database.Options.StagingRetention;
        foreach (string table in catalog.Vendors.SelectMany(static v => v.Streams).SelectMany(static s => s.Descriptor.StagingTables).Distinct(StringComparer.Ordinal))
        {
            string sql = database.Sql(RemoveSql.Replace("%STAGING%", SqlName.Quote(table), StringComparison.Ordinal));
            int removed;
            do
            {
                removed = await database.OnConnectionAsync(
                    connection => connection.ExecuteAsync(sql, [Parameter.Time(before), Parameter.Integer(Chunk)], cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            while (removed == Chunk);
        }
    }
}
