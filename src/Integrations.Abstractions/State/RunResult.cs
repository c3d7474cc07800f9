namespace Integrations.Abstractions;

/// <summary>How a run ended well.</summary>
public sealed record RunResult
{
    /// <summary>Outcome.</summary>
    public required SyncOutcome Outcome { get; init; }

    /// <summary>Mode of the read.</summary>
    public required SyncMode Mode { get; init; }

    /// <summary>When the stream's next delta is due. Null under a live lease, which schedules nothing.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Why deletions are held back. Null when none are.</summary>
    public string? HeldSweepReason { get; init; }

    /// <summary>What the run cost at the vendor beyond what its batches carried, for example for counts.</summary>
    public RequestCounts Requests { get; init; }

    /// <summary>Unknown fields and values met, by kind and field.</summary>
    public IReadOnlyDictionary<DriftNote, long> Drift { get; init; } = new Dictionary<DriftNote, long>();
}
