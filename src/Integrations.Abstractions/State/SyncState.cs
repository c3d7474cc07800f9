namespace Integrations.Abstractions;

/// <summary>What is stored of a stream between runs.</summary>
public sealed record SyncState
{
    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>IDLE, SYNCING, ERROR, PAUSED, REAUTH_REQUIRED or RATE_LIMITED.</summary>
    public required string Status { get; init; }

    /// <summary>Where the next read continues. Null before the first page.</summary>
    public SyncCursor? Cursor { get; init; }

    /// <summary>Mode of the read that is under way. Null when none is.</summary>
    public SyncMode? ModeUnderWay { get; init; }

    /// <summary>Phase of the run that is under way.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>Last success. Null before the first.</summary>
    public DateTimeOffset? LastSyncAt { get; init; }

    /// <summary>Last finished full read. Null before the first.</summary>
    public DateTimeOffset? LastFullSyncAt { get; init; }

    /// <summary>Last comparison with the vendor that ended well: a full read or a <see cref="SyncJobType.Check"/>. Null before the first.</summary>
    public DateTimeOffset? LastCheckAt { get; init; }

    /// <summary>Where a key sweep that is under way continues. Null when none is.</summary>
    public SyncCursor? KeyCursor { get; init; }

    /// <summary>When the next delta is due. Null when the stream is not scheduled.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Failed runs since the last success.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Last failure in words. Null when the last run succeeded.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Why deletions found by a full read are held back (invariant I7). Null when none are.</summary>
    public string? HeldSweepReason { get; init; }
}
