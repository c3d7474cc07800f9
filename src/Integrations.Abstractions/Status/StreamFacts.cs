namespace Integrations.Abstractions;

/// <summary>What is stored about one stream of one account. Holds no customer data and no secret.</summary>
public sealed record StreamFacts
{
    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>What it is doing.</summary>
    public required SyncStreamStatus Status { get; init; }

    /// <summary>Since when it is to be read: the account was connected, or the stream was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last success. Null before the first.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Last start of a run. Null before the first.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Last finished full read. Null before the first.</summary>
    public DateTimeOffset? LastFullReadAt { get; init; }

    /// <summary>When the next delta is due. Null when none is scheduled.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>End of the lease of the run under way. Null when none is.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Failed runs since the last success.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Last failure in words. Null when the last run succeeded.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Why deletions found by a full read are held back (invariant I7). Null when none are.</summary>
    public string? HeldSweepReason { get; init; }

    /// <summary>Open job steps.</summary>
    public Backlog Steps { get; init; }

    /// <summary>Webhooks that wait to be processed.</summary>
    public Backlog Inbox { get; init; }

    /// <summary>Rejected records that nothing has settled yet.</summary>
    public Backlog Rejects { get; init; }
}
