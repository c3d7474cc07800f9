using System.Collections.Concurrent;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Lets a session plan its statements, its checks of foreign keys and its functions anew when tables have outgrown the plans. A plan that was made while a table was small reads the whole table
/// for each row, and is kept until the table is analyzed, however large it becomes meanwhile. Making all plans anew costs as much as writing some hundred rows, so a session does it for large
/// writes only, and only at the first of them, when a table has doubled since, and when a minute has passed, in which other processes may have filled tables.
/// </summary>
internal sealed class SessionPlans
{
    /// <summary>So many rows and more are worth plans of their own.</summary>
    private const int ManyRows = 200;

    /// <summary>A session that is forgotten makes its plans once more than it had to.</summary>
    private const int MaxSessions = 1_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, (long Doublings, DateTimeOffset At)> _sessions = new();
    private readonly Dictionary<string, (long Written, long AtDoubling)> _tables = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _doublings;

    /// <summary>Before rows are written into a table.</summary>
    public Task BeforeWriteAsync(NpgsqlConnection connection, string table, int rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (rows < ManyRows)
        {
            return Task.CompletedTask;
        }

        Count(table, rows);
        return RenewAsync(connection, now, cancellationToken);
    }

    /// <summary>Before a statement that reads or writes many rows.</summary>
    public Task RenewAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long doublings = Interlocked.Read(ref _doublings);
        if (_sessions.TryGetValue(connection.ProcessID, out (long Doublings, DateTimeOffset At) last) && last.Doublings == doublings && now - last.At < s_longest)
        {
            return Task.CompletedTask;
        }

        if (_sessions.Count >= MaxSessions)
        {
            _sessions.Clear();
        }

        _sessions[connection.ProcessID] = (doublings, now);
        return connection.ExecuteAsync("discard plans", [], cancellationToken);
    }

    private void Count(string table, int rows)
    {
        lock (_lock)
        {
            (long written, long atDoubling) = _tables.GetValueOrDefault(table);
            written += rows;
            if (written >= 2 * atDoubling)
            {
                atDoubling = written;
                Interlocked.Increment(ref _doublings);
            }

            _tables[table] = (written, atDoubling);
        }
    }
}
