namespace Integrations.Abstractions;

/// <summary>
/// Reads everything in a stable order. A row that was there from the first page to the last is seen, whatever is created, edited or deleted meanwhile, so that a row that was
/// not seen is a candidate for deletion. With <paramref name="createdSince"/> it reads only what was created since then, and moves no watermark.
/// </summary>
/// <param name="createdSince">Vendor-clock time; only records created at or after it are read. Null for everything.</param>
public sealed class FullSweep(DateTimeOffset? createdSince = null) : DeltaStrategy
{
    /// <inheritdoc/>
    public override string Name => createdSince is null ? "full-sweep" : "created-since";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Ask(state, Paging.Resume(state, Name, createdSince) ?? new WalkState { Strategy = Name, Floor = createdSince });
    }

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(page);
        WalkState walk = Paging.Current(state, Name);
        if (!Paging.Accept(ref walk, page))
        {
            return Ask(state, walk);
        }

        if (page.HasMore)
        {
            return Ask(state, Paging.Onward(walk, page));
        }

        return createdSince is null ? Paging.Finish(state, walk) : new StrategyStep(state with { Walk = null }, Next: null);
    }

    private static StrategyStep Ask(StrategyState state, WalkState walk) => new(
        state with { Walk = walk },
        new PageRequest { CreatedSince = walk.Floor, Order = PageOrder.Stable, Token = walk.Token, Offset = walk.Token is null ? walk.Offset : 0 });
}
