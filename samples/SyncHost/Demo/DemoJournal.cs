using Npgsql;

namespace SyncHost.Demo;

/// <summary>
/// Remembers, in the demo's own table, when each round of changes happened. The simulators live in memory: a second demo on the same database plays the earlier rounds again, at their
/// own times, and so meets the vendors as the first one left them.
/// </summary>
internal sealed class DemoJournal(NpgsqlDataSource database, DemoOptions options)
{
    public async Task<IReadOnlyList<DateTimeOffset>> ReadAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlCommand create = database.CreateCommand(
            "create table if not exists public.sync_host_demo (schema_name text, size text, seed int, round int, at timestamptz not null, primary key (schema_name, size, seed, round))");
        await create.ExecuteNonQueryAsync(cancellationToken);
        await using NpgsqlCommand select = database.CreateCommand("select at from public.sync_host_demo where schema_name = $1 and size = $2 and seed = $3 order by round");
        Key(select);
        List<DateTimeOffset> rounds = [];
        await using NpgsqlDataReader reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rounds.Add(reader.GetFieldValue<DateTimeOffset>(0));
        }

        return rounds;
    }

    public async Task AddAsync(int round, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand insert = database.CreateCommand("insert into public.sync_host_demo (schema_name, size, seed, round, at) values ($1, $2, $3, $4, $5)");
        Key(insert);
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = round });
        insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private void Key(NpgsqlCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.Schema });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.Size });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Seed });
    }
}
