using System.Diagnostics;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>The least that a queue on PostgreSQL can do: claim rows with SKIP LOCKED, mark them done. No accounts, priorities, fences, leases, retries, logs.</summary>
internal static class BareQueue
{
    private const string Make =
        """
        drop table if exists bare_queue;
        create table bare_queue (id bigint generated always as identity primary key, payload jsonb, state smallint not null default 0) with (fillfactor = 70, autovacuum_vacuum_cost_delay = 0);
        create index bare_queue_ready on bare_queue (id) where state = 0;
        """;

    private const string Claim = "update bare_queue set state = 1 where id = any(array(select id from bare_queue where state = 0 order by id limit $1 for update skip locked)) returning id, payload";
    private const string Done = "update bare_queue set state = 2 where id = any($1)";

    /// <summary>Items per second of so many connections, each with a batch of its own.</summary>
    public static async Task<double> DrainAsync(NpgsqlDataSource data, int items, int connections, int batch, CancellationToken cancellationToken)
    {
        await using (NpgsqlCommand make = data.CreateCommand(Make))
        {
            await make.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (NpgsqlCommand fill = data.CreateCommand("insert into bare_queue (payload) select jsonb_build_object('n', n) from generate_series(1, $1) n"))
        {
            fill.Parameters.Add(new NpgsqlParameter { Value = items });
            await fill.ExecuteNonQueryAsync(cancellationToken);
        }

        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => WorkAsync(data, batch, cancellationToken)));
        return items / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task WorkAsync(NpgsqlDataSource data, int batch, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await data.OpenConnectionAsync(cancellationToken);
        await using NpgsqlCommand claim = new(Claim, connection) { Parameters = { new NpgsqlParameter { Value = batch } } };
        await using NpgsqlCommand done = new(Done, connection) { Parameters = { new NpgsqlParameter { Value = Array.Empty<long>() } } };
        await claim.PrepareAsync(cancellationToken);
        await done.PrepareAsync(cancellationToken);
        while (true)
        {
            List<long> ids = [];
            await using (NpgsqlDataReader reader = await claim.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    ids.Add(reader.GetInt64(0));
                }
            }

            if (ids.Count == 0)
            {
                return;
            }

            done.Parameters[0].Value = ids.ToArray();
            await done.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
