namespace Integrations.Abstractions;

/// <summary>
/// Reads from the newest id down, and stops where every record is both known by its id and older than a trailing window. For streams that mostly grow; edits of records
/// older than the window are found by sweeps. Creation stamps must grow with the ids but for the late visibility: a vendor that lets imports set their own is for sweeps.
/// </summary>
/// <param name="trailingWindow">
/// How far before the watermark created records are read again: the age up to which edits must be found, plus the granularity of the vendor's clock, plus the late
/// visibility of the vendor; plus the latter once more where ids are given when a record becomes visible and not when it is created.
/// </param>
public sealed class IdTail(TimeSpan trailingWindow) : DeltaStrategy
{
    /// <inheritdoc/>
    public override string Name => "id-tail";

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Ask(state, Paging.Resume(state, Name, reachBackTo) ?? new WalkState { Strategy = Name, Floor = Paging.Floor(state, trailingWindow, reachBackTo) });
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

        return page.HasMore && !IsKnownAndOld(page.Records, state.HighestId, walk.Floor) ? Ask(state, Paging.Onward(walk, page)) : Paging.Finish(state, walk);
    }

    private static bool IsKnownAndOld(IReadOnlyList<RecordMark> records, long? highestId, DateTimeOffset? floor)
    {
        for (int i = 0; i < records.Count; i++)
        {
            if (!(records[i].NumericId <= highestId) || !(records[i].CreatedAt < floor))
            {
                return false;
            }
        }

        return records.Count > 0;
    }

    private static StrategyStep Ask(StrategyState state, WalkState walk) => new(
        state with { Walk = walk },
        new PageRequest { Order = PageOrder.NewestFirst, Token = walk.Token, Offset = walk.Token is null ? walk.Offset : 0 });
}
