namespace Integrations.Abstractions;

/// <summary>
/// Asks for everything changed since the watermark less an overlap, in a stable order. The watermark becomes the vendor's time at the first page of the read,
/// never the newest stamp seen: what changes while the read runs is read again by the next one.
/// </summary>
/// <param name="overlap">How far before the watermark a read begins: at least the late visibility of the vendor plus the granularity of its clock.</param>
public sealed class UpdatedSince(TimeSpan overlap) : DeltaStrategy
{
    /// <inheritdoc/>
    public override string Name => "updated-since";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Ask(state, Paging.Resume(state, Name, reachBackTo) ?? new WalkState { Strategy = Name, Floor = Paging.Floor(state, overlap, reachBackTo) });
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

        return page.HasMore ? Ask(state, Paging.Onward(walk, page)) : Paging.Finish(state, walk);
    }

    private static StrategyStep Ask(StrategyState state, WalkState walk) => new(
        state with { Walk = walk },
        new PageRequest { ChangedSince = walk.Floor, Order = PageOrder.Stable, Token = walk.Token, Offset = walk.Token is null ? walk.Offset : 0 });
}
