namespace Integrations.Abstractions;

/// <summary>What a replay did.</summary>
public sealed record ReplayResult
{
    /// <summary>Rejects by what became of them.</summary>
    public required IReadOnlyDictionary<ReplayOutcome, long> Outcomes { get; init; }

    /// <summary>The last reject that was looked at: where the next call continues. Null when there was none.</summary>
    public RowId? Last { get; init; }

    /// <summary>True when nothing of what was asked for is left behind <see cref="Last"/>.</summary>
    public required bool IsDone { get; init; }

    /// <summary>Rejects that are settled now.</summary>
    public long Resolved => Of(ReplayOutcome.Inserted) + Of(ReplayOutcome.Updated) + Of(ReplayOutcome.Unchanged) + Of(ReplayOutcome.Superseded);

    /// <summary>Number of rejects with this outcome.</summary>
    public long Of(ReplayOutcome outcome) => Outcomes.GetValueOrDefault(outcome);
}
