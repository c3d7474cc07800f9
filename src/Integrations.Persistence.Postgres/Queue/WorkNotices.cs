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

    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(100);
    private readonly string _prefix = database.Schema.Name + "/";
    private long _last;

    /// <summary>True when this process has not notified for a while.</summary>
    public bool IsDue()
    {
        long last = Interlocked.Read(ref _last);
        long now = time.GetTimestamp();
        return (last == 0 || time.GetElapsedTime(last, now) >= _least) && Interlocked.CompareExchange(ref _last, now, last) == last;
    }

    public NpgsqlBatchCommand Command(string topic) =>
        new("select pg_notify($1, $2)") { Parameters = { Parameter.Text(Channel), Parameter.Text(_prefix + topic) } };

    /// <summary>The topic of a notification. Null when it is another schema's.</summary>
    public string? Topic(string payload) => payload.StartsWith(_prefix, StringComparison.Ordinal) ? payload[_prefix.Length..] : null;
}
