namespace Integrations.Abstractions;

/// <summary>
/// Reads the change stamps in slices of time, oldest first, up to the vendor's time at the start of the read, each slice in the stable order. Slices overlap by one second, so
/// that it does not matter whether the vendor's bounds are inclusive. Where the vendor refuses an offset, the slice is halved. Where the vendor does not say its time, one slice
/// without an end follows the first.
/// </summary>
/// <param name="overlap">How far before the watermark a read begins: at least the late visibility of the vendor plus the granularity of its clock.</param>
/// <param name="slice">Length of a slice, at least two seconds.</param>
/// <param name="earliest">Time before which the vendor has no stamps, where a first read begins. Null: a first read is one slice without bounds.</param>
public sealed class WindowSlices(TimeSpan overlap, TimeSpan slice, DateTimeOffset? earliest = null) : DeltaStrategy
{
    private static readonly TimeSpan s_granularity = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _slice = slice >= 2 * s_granularity ? slice : throw new ArgumentOutOfRangeException(nameof(slice), slice, "A slice is at least two seconds long.");

    /// <inheritdoc/>
    public override string Name => "window-slices";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Paging.Resume(state, Name, reachBackTo) is { } walk)
        {
            return Ask(state, walk);
        }

        DateTimeOffset? floor = Paging.Floor(state, overlap, reachBackTo);
        DateTimeOffset? from = floor ?? earliest;
        return Ask(state, new WalkState { Strategy = Name, Floor = floor, SliceFrom = from, SliceTo = from + _slice });
    }

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(page);
        WalkState walk = Paging.Current(state, Name);
        if (page.IsOffsetRefused && Halve(walk) is { } shorter)
        {
            return Ask(state, shorter);
        }

        if (!Paging.Accept(ref walk, page))
        {
            return Ask(state, walk);
        }

        if (page.HasMore)
        {
            return Ask(state, Paging.Onward(walk, page));
        }

        if (walk.SliceTo is not { } end || (walk.HasClock && end > walk.StartedAt))
        {
            return Paging.Finish(state, walk);
        }

        return Ask(state, Paging.Rewind(walk) with { SliceFrom = end - s_granularity, SliceTo = walk.HasClock ? end + _slice : null });
    }

    private static WalkState? Halve(WalkState walk) =>
        walk is { SliceFrom: { } from, SliceTo: { } to } && to - from >= 4 * s_granularity
            ? Paging.Rewind(walk) with { SliceTo = from + ((to - from) / 2) }
            : null;

    private static StrategyStep Ask(StrategyState state, WalkState walk) => new(
        state with { Walk = walk },
        new PageRequest
        {
            ChangedSince = walk.SliceFrom,
            ChangedBefore = walk.SliceTo,
            Order = PageOrder.Stable,
            Token = walk.Token,
            Offset = walk.Token is null ? walk.Offset : 0,
        });
}
