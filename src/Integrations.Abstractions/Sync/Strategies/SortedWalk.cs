namespace Integrations.Abstractions;

/// <summary>
/// Walks from the last changed record down, and stops below the watermark less an overlap. It reads by offset even where the vendor gives a token, because a token in an
/// order that is not unique may be an offset in disguise. A page joins the one before when its first row is strictly newer than that one's last row: then no older row
/// can lie between, however rows were deleted, moved to the front or reordered within one second. Where pages cannot be joined (a second with more changes than a page has rows,
/// rows without a stamp or not in the order asked for, too many deletions), or the offset wall is reached, the same read becomes a full sweep in the stable order.
/// </summary>
/// <param name="overlap">How far before the watermark a read begins: at least the late visibility of the vendor plus the granularity of its clock.</param>
/// <param name="maxOffset">Offset at which the vendor refuses to go on, for example 2,000.</param>
public sealed class SortedWalk(TimeSpan overlap, int maxOffset) : DeltaStrategy
{
    private const int MaxSortedStepBacks = 8;

    /// <inheritdoc/>
    public override string Name => "sorted-walk";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Paging.Resume(state, Name, reachBackTo) is { } walk)
        {
            return Ask(state, walk);
        }

        DateTimeOffset? floor = Paging.Floor(state, overlap, reachBackTo);
        return Ask(state, new WalkState { Strategy = Name, Floor = floor, IsSweep = floor is null });
    }

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(page);
        WalkState walk = Paging.Current(state, Name);
        if (!walk.IsSweep)
        {
            return AdvanceSorted(state, walk, page);
        }

        if (!Paging.Accept(ref walk, page))
        {
            return Ask(state, walk);
        }

        return page.HasMore ? Ask(state, Paging.Onward(walk, page)) : Paging.Finish(state, walk);
    }

    private StrategyStep AdvanceSorted(StrategyState state, WalkState walk, PageFacts page)
    {
        if (page.IsOffsetRefused || page.IsTokenRefused)
        {
            return Ask(state, Sweep(walk));
        }

        walk = Paging.Note(walk, page);
        int start = page.Offset ?? walk.Offset;
        if (page is { Count: 0, HasMore: false } && start == 0)
        {
            return Paging.Finish(state, walk);
        }

        IReadOnlyList<RecordMark> records = page.Records;
        if (start > 0 && (records.Count == 0 || records[0].ChangedAt <= walk.SeamStamp))
        {
            return Ask(state, walk.StepBacks < MaxSortedStepBacks ? Paging.StepBack(walk, start) : Sweep(walk));
        }

        long mark = Paging.Fingerprint(page);
        if (mark == walk.LastPage || !IsSorted(records))
        {
            return Ask(state, Sweep(walk));
        }

        DateTimeOffset oldest = records[^1].ChangedAt!.Value;
        if (oldest < walk.Floor)
        {
            return Paging.Finish(state, walk);
        }

        if (!page.HasMore)
        {
            // A last page that ends above the end of the page before is not the page that was asked for.
            return start > 0 && oldest > walk.SeamStamp ? Ask(state, Sweep(walk)) : Paging.Finish(state, walk);
        }

        int newer = records.Count - 1;
        while (newer > 0 && records[newer].ChangedAt == oldest)
        {
            newer--;
        }

        int next = start + Math.Max(1, newer - Paging.SeamRows + 1);
        return Ask(state, newer == 0 || next >= maxOffset
            ? Sweep(walk)
            : walk with { Offset = next, SeamStamp = oldest, Rows = page.Count, StepBacksInRow = 0, LastPage = mark });
    }

    private static bool IsSorted(IReadOnlyList<RecordMark> records)
    {
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i].ChangedAt is not { } stamp || (i > 0 && stamp > records[i - 1].ChangedAt))
            {
                return false;
            }
        }

        return records.Count > 0;
    }

    private static WalkState Sweep(WalkState walk) => Paging.Rewind(walk) with { IsSweep = true };

    private static StrategyStep Ask(StrategyState state, WalkState walk) => new(
        state with { Walk = walk },
        new PageRequest
        {
            Order = walk.IsSweep ? PageOrder.Stable : PageOrder.NewestChangeFirst,
            Token = walk.Token,
            Offset = walk.Token is null ? walk.Offset : 0,
        });
}
