using System.Globalization;

namespace Integrations.Abstractions.Tests;

/// <summary>Takes the newest stamp that it saw for the watermark.</summary>
internal sealed class NewestStampIsWatermark(DeltaStrategy inner) : DeltaStrategy
{
    public override string Name => inner.Name;

    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => inner.Begin(state, reachBackTo);

    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        DateTimeOffset? newest = state.SourceNote is { } note ? DateTimeOffset.Parse(note, CultureInfo.InvariantCulture) : null;
        newest = page.Records.Select(static r => r.ChangedAt).Append(newest).Max();
        StrategyStep step = inner.Advance(state, page);
        return step.Next is null
            ? step with { State = step.State with { Watermark = newest ?? step.State.Watermark, SourceNote = null } }
            : step with { State = step.State with { SourceNote = newest?.ToString("O", CultureInfo.InvariantCulture) } };
    }
}

/// <summary>Takes the vendor's time at the last page for the watermark.</summary>
internal sealed class LastPageIsWatermark(DeltaStrategy inner) : DeltaStrategy
{
    public override string Name => inner.Name;

    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => inner.Begin(state, reachBackTo);

    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        StrategyStep step = inner.Advance(state, page);
        return step.Next is null ? step with { State = step.State with { Watermark = page.ServerTime } } : step;
    }
}

/// <summary>Goes on by offset without looking whether the pages join.</summary>
internal sealed class PagesDoNotJoin(TimeSpan overlap, PageOrder order, bool readsAll = false) : DeltaStrategy
{
    public override string Name => "no-seam";

    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) =>
        Ask(state, state.Walk ?? new WalkState { Strategy = Name, Floor = readsAll ? null : state.Watermark - overlap });

    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        WalkState walk = state.Walk!;
        walk = walk with { Pages = walk.Pages + 1, StartedAt = walk.StartedAt ?? page.ServerTime, Offset = walk.Offset + page.Count };
        bool isBelow = order == PageOrder.NewestChangeFirst && page.Records.Any(r => r.ChangedAt < walk.Floor);
        return page.HasMore && !isBelow ? Ask(state, walk) : new StrategyStep(state with { Watermark = walk.StartedAt, Walk = null }, Next: null);
    }

    private StrategyStep Ask(StrategyState state, WalkState walk) => new(
        state with { Walk = walk },
        new PageRequest { ChangedSince = order == PageOrder.NewestChangeFirst ? null : walk.Floor, Order = order, Offset = walk.Offset });
}
