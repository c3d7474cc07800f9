namespace Integrations.Abstractions;

/// <summary>One stream of a job, with its numbers.</summary>
public sealed record SyncStepStatus
{
    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>State.</summary>
    public required SyncJobState State { get; init; }

    /// <summary>How it ended. Null before.</summary>
    public SyncOutcome? Outcome { get; init; }

    /// <summary>Last start. Null before the first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>End. Null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Earliest next attempt of a pending step.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>What became of the records read so far.</summary>
    public RecordCounts Counts { get; init; } = RecordCounts.Zero;

    /// <summary>What it cost at the vendor so far.</summary>
    public RequestCounts Requests { get; init; } = RequestCounts.Zero;

    /// <summary>The vendor's total as its last page gave it, for progress. Null when it gave none.</summary>
    public long? ReportedTotal { get; init; }

    /// <summary>Reason class of the last failure. Null when there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Last failure in words, without customer data. Null when there was none.</summary>
    public string? ErrorMessage { get; init; }
}
