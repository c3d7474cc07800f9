using System.Collections.Concurrent;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The notifications that wake workers. Commits that notify follow one another in the whole server, so that a process which stores much notifies ten times a second and not each time: at
/// once after a while of silence, and at the end of that tenth for all that came within it.
/// </summary>
internal sealed class WorkNotices(PostgresDatabase database, TimeProvider time)
{
    /// <summary>One channel for all schemas: a schema's name may be as long as a channel's may.</summary>
    public const string Channel = "integrations";

    public const string Queue = "queue";
    public const string Steps = "steps";
    public const string Webhooks = "webhooks";

    private const string NotifySql = "select pg_notify($1, $2)";

    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(100);
    private readonly string _prefix = database.Schema.Name + "/";
    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    /// <summary>A notification that goes out with the caller's transaction.</summary>
    public NpgsqlBatchCommand Command(string topic) =>
        new(NotifySql) { Parameters = { Parameter.Text(Channel), Parameter.Text(_prefix + topic) } };

    /// <summary>Tells the workers of what has been committed. Nobody waits for it.</summary>
    public void Announce(string topic)
    {
        Pending pending = _pending.GetOrAdd(topic, static _ => new Pending());
        if (!Interlocked.Exchange(ref pending.IsWaiting, true))
        {
            _ = SendAsync(topic, pending);
        }
    }

    /// <summary>The topic of a notification. Null when it is another schema's.</summary>
    public string? Topic(string payload) => payload.StartsWith(_prefix, StringComparison.Ordinal) ? payload[_prefix.Length..] : null;

    private async Task SendAsync(string topic, Pending pending)
    {
        try
        {
            if (pending.SentAt is { } sent && time.GetElapsedTime(sent) is var since && since < _least)
            {
                await Task.Delay(_least - since, time).ConfigureAwait(false);
            }

            await database.OnConnectionAsync(
                connection =>
                {
                    // What is announced from here on is told by the next one.
                    pending.SentAt = time.GetTimestamp();
                    Interlocked.Exchange(ref pending.IsWaiting, false);
                    return connection.ExecuteAsync(NotifySql, [Parameter.Text(Channel), Parameter.Text(_prefix + topic)], CancellationToken.None);
                },
                CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for it, and a signal may be lost: workers look from time to time all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            Interlocked.Exchange(ref pending.IsWaiting, false);
        }
    }

    /// <summary>What is to be said of a topic.</summary>
    private sealed class Pending
    {
        /// <summary>True from an announcement until a connection is there to tell it.</summary>
        public bool IsWaiting;

        /// <summary>Time stamp of the last notification. Written by the one that sends, before another may.</summary>
        public long? SentAt;
    }
}
