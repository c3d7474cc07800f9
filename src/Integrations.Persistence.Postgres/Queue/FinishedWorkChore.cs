using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Removes items of the worker queue that ended well long ago, in small transactions.</summary>
internal sealed class FinishedWorkChore(PostgresDatabase database, TimeProvider time) : IPeriodicChore
{
    private const int Chunk = 5_000;

    private const string RemoveSql =
        """
        with old as materialized (
          select q.vendor, q.id from $schema$.worker_queue q where q.process_status = 'COMPLETED' and q.finish_at < $1 order by q.finish_at limit $2 for update skip locked
        )
        delete from $schema$.worker_queue q using old o where q.vendor = o.vendor and q.id = o.id
        """;

    public string Name => "worker_queue";

    public TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset before = time.GetUtcNow() - database.Options.FinishedWorkRetention;
        int removed;
        do
        {
            removed = await database.OnConnectionAsync(
                connection => connection.ExecuteAsync(database.Sql(RemoveSql), [Parameter.Time(before), Parameter.Integer(Chunk)], cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        while (removed == Chunk);
    }
}
