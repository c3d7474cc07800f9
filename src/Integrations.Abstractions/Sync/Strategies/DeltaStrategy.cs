namespace Integrations.Abstractions;

/// <summary>
/// How a stream is read page by page, as a pure function without I/O and without a clock: from the stored state and what a page said to the next request and the next
/// state. A source executes the requests; a property test executes a million histories. No strategy loses a record (invariant I3).
/// </summary>
public abstract class DeltaStrategy
{
    /// <summary>Stable name, stored in the state and in <c>sync_state.strategy</c>, for example <c>updated-since</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Starts a read, or continues the one that <paramref name="state"/> is in the middle of when this strategy began it. A read that another strategy began is dropped: its
    /// watermark did not move, so nothing is lost.
    /// </summary>
    /// <param name="state">Stored state; <see cref="StrategyState.Initial"/> for a first read.</param>
    /// <param name="reachBackTo">The read must reach back to this vendor-clock time even when the watermark is newer. Null when not asked.</param>
    public abstract StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null);

    /// <summary>Takes in a page that answered the last request.</summary>
    public abstract StrategyStep Advance(StrategyState state, PageFacts page);
}
