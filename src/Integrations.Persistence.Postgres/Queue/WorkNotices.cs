using System.Collections.Concurrent;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The notifications that wake workers. Commits that notify follow one another in the whole server, so that a process which stores much does not notify each time: a worker that was woken
/// looks again soon by itself.
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
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>True when this process has not notified of a topic for a while.</summary>
    public bool IsDue(string topic)
    {
        long now = time.GetTimestamp();
        return _last.TryGetValue(topic, out long last) ? time.GetElapsedTime(last, now) >= _least && _last.TryUpdate(topic, now, last) : _last.TryAdd(topic, now);
    }

    public NpgsqlBatchCommand Command(string topic) =>
        new(NotifySql) { Parameters = { Parameter.Text(Channel), Parameter.Text(_prefix + topic) } };

    /// <summary>Notifies unless this process did so a moment ago.</summary>
    public async Task NotifyAsync(NpgsqlConnection connection, string topic, CancellationToken cancellationToken)
    {
        if (IsDue(topic))
        {
            await connection.ExecuteAsync(NotifySql, [Parameter.Text(Channel), Parameter.Text(_prefix + topic)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The topic of a notification. Null when it is another schema's.</summary>
    public string? Topic(string payload) => payload.StartsWith(_prefix, StringComparison.Ordinal) ? payload[_prefix.Length..] : null;
}
