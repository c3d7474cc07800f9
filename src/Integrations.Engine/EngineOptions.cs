using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>How runs read, write, retry and settle. Every default is safe for production.</summary>
public sealed class EngineOptions
{
    /// <summary>Rows after which pages that wait are committed; a run reads no more than as many ahead (invariant I18). Pages are never split. Default 1,000; at least 1.</summary>
    public int MaxRowsPerCommit { get; set; } = 1_000;

    /// <summary>Pages that may wait between reading and writing; bounds memory (invariant I18). Default 10, which fills a commit where pages hold 100 records; at least 1.</summary>
    public int MaxPagesInFlight { get; set; } = 10;

    /// <summary>
    /// Bytes of answers after which a run reads no further until a commit has freed some; bounds memory where records are large (invariant I18). A page that is larger goes through alone.
    /// Default 4 MiB; at least 1.
    /// </summary>
    public long MaxBytesInFlight { get; set; } = 4 << 20;

    /// <summary>Staged rows that one promotion transaction moves. Default 5,000; at least 1.</summary>
    public int PromoteChunkSize { get; set; } = 5_000;

    /// <summary>Attempts of one job step before it is given up; the stream itself stays scheduled. Default 8; at least 1.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Wait before the second attempt; doubled for each further one. Default 5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between two attempts. Default 10 min.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait of a stream that the vendor forbids to this key, or whose step was given up. Default 1 h.</summary>
    public TimeSpan GivenUpDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Share of the live rows above which deletions found by a full read are held (invariant I7). Default 0.05.</summary>
    public double SweepMaxShare { get; set; } = 0.05;

    /// <summary>Deletions that are never held for their share. Default 50.</summary>
    public int SweepMinRows { get; set; } = 50;

    /// <summary>Share by which a full read may fall short of the vendor's own count before deletions are held. Default 0.01.</summary>
    public double SweepCountTolerance { get; set; } = 0.01;

    /// <summary>Least time between two comparisons that a drift of counts causes. Default 1 h.</summary>
    public TimeSpan ReconcileCooldown { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How old the numbers of gauges, health checks and <see cref="IIntegrationStatus.SummarizeAsync"/> may be before the database is asked again. Default 15 s; at least 1 s.</summary>
    public TimeSpan StatusMaxAge { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Time between two scheduled comparisons of a stream (<see cref="SyncJobType.Check"/>): by keys, or by counts. Default 1 day; at least 1 minute. Null switches the schedule off.
    /// </summary>
    public TimeSpan? CheckInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Time between two scheduled full reads of a stream (<see cref="SyncJobType.Reconcile"/>), which also find what neither keys nor counts show. Default 7 days; at least 1 minute. Null
    /// switches the schedule off.
    /// </summary>
    public TimeSpan? ReconcileInterval { get; set; } = TimeSpan.FromDays(7);
}
