using System.Runtime.CompilerServices;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>
/// Drives a delta strategy over one list: picks the strategy for the account, tests the vendor's change filter (one probe saw it answer nothing for agent keys, although the vendor
/// documents it, and unknown query words are ignored without an error), and does not believe an empty answer before it was checked.
/// </summary>
/// <typeparam name="T">Wire model of the list.</typeparam>
internal sealed class FubWalk<T>(FubSourceServices services, AccountInfo account, StreamName stream)
    where T : class
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Asks for a page.</summary>
    public required Func<FubAsk, CancellationToken, Task<FubPage<T>>> List { get; init; }

    /// <summary>What the strategy sees of a record; its change stamp is the one that filter and order go by. Null for a record without id.</summary>
    public required Func<T, RecordMark?> Mark { get; init; }

    /// <summary>How changes are read.</summary>
    public FubDeltaStrategy Strategy { get; init; }

    /// <summary>Sort word for last changed first. Null when the list does not know that order.</summary>
    public string? ChangeSort { get; init; }

    /// <summary>True when the list documents a change filter.</summary>
    public bool HasChangeFilter { get; init; }

    /// <summary>True to read nothing but keys.</summary>
    public bool KeysOnly { get; init; }

    private FubOptions Options => services.Options;

    /// <summary>Reads until the read is complete. A state within a read continues it.</summary>
    public async IAsyncEnumerable<FubWalkPage<T>> Pages(SyncMode mode, StrategyState state, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (DeltaStrategy strategy, state) = await ChooseAsync(mode, state, since, cancellationToken).ConfigureAwait(false);
        bool isDoubted = strategy is UpdatedSince && Strategy == FubDeltaStrategy.Automatic;
        DateTimeOffset? reachBackTo = mode == SyncMode.Delta ? since : null;
        StrategyStep step = strategy.Begin(state, reachBackTo);
        while (step.Next is { } request)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FubAsk ask = FubPager.Ask(request, Options.PageSize, ChangeSort) with { KeysOnly = KeysOnly };
            FubRead<T> read = await FubPager.ReadAsync(ask, List, Mark, cancellationToken).ConfigureAwait(false);
            if (isDoubted
                && read is { Page: not null, Facts.Count: 0 }
                && ask is { ChangedAfter: { } bound, Next: null, Offset: null }
                && await ContradictsAsync(bound, read.Facts.ServerTime, cancellationToken).ConfigureAwait(false))
            {
                strategy = Fallback();
                isDoubted = false;
                FubLog.FilterBroken(services.Log, account.Ref, stream, "it reported nothing although a record had changed", strategy.Name);
                state = (FubSourceNote.Of(step.State) with { Filter = FubSourceNote.Broken, TestedAt = services.Time.GetUtcNow() }).In(step.State);
                step = strategy.Begin(state, reachBackTo);
                continue;
            }

            StrategyStep next = strategy.Advance(step.State, read.Facts);
            if (read.Page is not null || next.Next is null)
            {
                yield return new FubWalkPage<T>(step.State, read.Page, next.State, next.Next is null, strategy.Name);
            }

            step = next;
        }
    }

    private async Task<(DeltaStrategy Strategy, StrategyState State)> ChooseAsync(SyncMode mode, StrategyState state, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        switch (mode)
        {
            case SyncMode.Full:
                return (new FullSweep(), state);
            case SyncMode.CreatedSince:
                return (new FullSweep(since), state);
        }

        if (Strategy != FubDeltaStrategy.Automatic || !HasChangeFilter)
        {
            return (Named(Strategy), state);
        }

        FubSourceNote note = FubSourceNote.Of(state);
        DateTimeOffset now = services.Time.GetUtcNow();

        // A read under way goes on as it began; the strategies would drop it if another one came. A first read needs no filter.
        bool isUnderWay = state.Walk is { } walk && (walk.Strategy == Fallback().Name || walk.Strategy == new UpdatedSince(Options.Overlap).Name);
        bool isFresh = note is { Filter: not null, TestedAt: { } tested } && now - tested < Options.SelfTestInterval && tested <= now;
        if (!isUnderWay && !isFresh && state.Watermark is not null)
        {
            bool? works = await TestAsync(cancellationToken).ConfigureAwait(false);
            note = note with { Filter = works switch { true => FubSourceNote.Works, false => FubSourceNote.Broken, null => null }, TestedAt = works is null ? null : now };
            state = note.In(state);
        }

        return (note.Filter == FubSourceNote.Broken ? Fallback() : new UpdatedSince(Options.Overlap), state);
    }

    /// <summary>Asks the filter two questions whose answers are known. Null when the list is empty, so that nothing can be told.</summary>
    private async Task<bool?> TestAsync(CancellationToken cancellationToken)
    {
        FubPage<T> newest = await NewestAsync(cancellationToken).ConfigureAwait(false);
        if (newest.Records.Count == 0)
        {
            return null;
        }

        string? reason = null;
        if (StampOf(newest) is not { } stamp)
        {
            reason = "records have no change stamp";
        }
        else if ((await ProbeAsync(stamp - Day, cancellationToken).ConfigureAwait(false)).Records.Count == 0)
        {
            reason = "it reports nothing";
        }
        else if ((await ProbeAsync((newest.ServerTime ?? services.Time.GetUtcNow()) + Day, cancellationToken).ConfigureAwait(false)).Records.Count > 0)
        {
            reason = "it is ignored";
        }

        if (reason is null)
        {
            FubLog.FilterWorks(services.Log, account.Ref, stream);
        }
        else
        {
            FubLog.FilterBroken(services.Log, account.Ref, stream, reason, Fallback().Name);
        }

        return reason is null;
    }

    /// <summary>True when a record changed after <paramref name="bound"/>, and before the empty answer that denies it.</summary>
    private async Task<bool> ContradictsAsync(DateTimeOffset bound, DateTimeOffset? answeredAt, CancellationToken cancellationToken)
    {
        FubPage<T> newest = await NewestAsync(cancellationToken).ConfigureAwait(false);

        // One second of grace on both sides: stamps have whole seconds, and whether the bound is inclusive is not documented.
        return StampOf(newest) is { } stamp && stamp > bound.AddSeconds(1) && (answeredAt is null || stamp < answeredAt.Value.AddSeconds(-1));
    }

    private Task<FubPage<T>> NewestAsync(CancellationToken cancellationToken) => List(new FubAsk { Limit = 1, Sort = ChangeSort, KeysOnly = true }, cancellationToken);

    private Task<FubPage<T>> ProbeAsync(DateTimeOffset after, CancellationToken cancellationToken) => List(new FubAsk { Limit = 1, ChangedAfter = after, KeysOnly = true }, cancellationToken);

    private DateTimeOffset? StampOf(FubPage<T> page) => page.Items is [{ } first, ..] ? Mark(first)?.ChangedAt : null;

    private DeltaStrategy Fallback() => ChangeSort is null ? Named(FubDeltaStrategy.IdTail) : Named(FubDeltaStrategy.SortedWalk);

    private DeltaStrategy Named(FubDeltaStrategy strategy) => strategy switch
    {
        FubDeltaStrategy.UpdatedSince => new UpdatedSince(Options.Overlap),
        FubDeltaStrategy.SortedWalk => new SortedWalk(Options.Overlap, Options.DeepOffsetLimit),
        FubDeltaStrategy.FullSweep => new FullSweep(),
        _ => new IdTail(Options.TrailingWindow),
    };
}
