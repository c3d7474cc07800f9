namespace Integrations.Engine;

/// <summary>How webhooks that have arrived are worked on. Every default is safe for production.</summary>
public sealed class InboxOptions
{
    /// <summary>Streams whose webhooks this process works on at a time, beside the runs of <see cref="WorkerOptions.Parallelism"/>. Default 8; at least 1.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Streams of one account at a time, over all processes (invariant I13). Default 3; at least 1.</summary>
    public int MaxPerAccount { get; set; } = 3;

    /// <summary>Webhooks of one stream that a worker takes before others have their turn. Default 500; at least 1.</summary>
    public int MaxEventsPerRun { get; set; } = 500;

    /// <summary>
    /// How long a record that the vendor does not show as its webhook announced it is looked for again: one that cannot be found yet, is older than the webhook, or is still there although it
    /// is said to be deleted. Then the webhook counts as processed, with a note, and the next delta decides. Counted from the arrival. Default 5 min; not negative.
    /// </summary>
    public TimeSpan VisibilityWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>First wait of such a record; each further one is as long as the webhook is old. Default 2 s; positive.</summary>
    public TimeSpan VisibilityDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// By how much the vendor's stamp of a record may be older than the webhook that announced its change before the record counts as not visible yet. Both are the vendor's clock. Default 30 s;
    /// not negative.
    /// </summary>
    public TimeSpan StampTolerance { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Failed attempts of a webhook before it is given up and kept among the failed records. The waits between them are those of <see cref="EngineOptions.RetryDelay"/> and
    /// <see cref="EngineOptions.MaxRetryDelay"/>: with the defaults an outage of two hours is outlasted. Waits that the vendor asks for do not count. Default 20; at least 1.
    /// </summary>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>How long processed webhooks are kept for replay. Default 30 days; positive.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
