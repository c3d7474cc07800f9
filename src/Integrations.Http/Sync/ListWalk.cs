using System.Runtime.CompilerServices;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Drives a delta strategy over one list, or over several in turn: picks the strategy for the account, tests the vendor's change filter (vendors ignore query words that they do not know
/// without an error, and some filters are documented and report nothing), and does not believe an empty answer before it was checked.
/// </summary>
/// <typeparam name="T">Wire model of the list.</typeparam>
/// <param name="services">What the source has.</param>
/// <param name="account">The account that is read.</param>
/// <param name="stream">The stream.</param>
public sealed class ListWalk<T>(SourceServices services, AccountInfo account, StreamName stream)
    where T : class
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Asks for a page.</summary>
    public required Func<ListAsk, CancellationToken, Task<ListPage<T>>> List { get; init; }

    /// <summary>What the strategy sees of a record; its change stamp is the one that filter and order go by. Null for a record without id.</summary>
    public required Func<T, RecordMark?> Mark { get; init; }

    /// <summary>The id of a record whose model could not be read, by which pages can be joined all the same. Null when it is not looked for.</summary>
    public Func<CapturedRecord<T>, VendorId?>? Unreadable { get; init; }

    /// <summary>How changes are read.</summary>
    public DeltaReading Strategy { get; init; }

    /// <summary>True when the list knows the order by change, last changed first.</summary>
    public bool HasChangeOrder { get; init; }

    /// <summary>True when the list documents a change filter.</summary>
    public bool HasChangeFilter { get; init; }

    /// <summary>True to read nothing but keys.</summary>
    public bool KeysOnly { get; init; }

    /// <summary>The lists to read in turn. Null for one list.</summary>
    public IReadOnlyList<string>? Parts { get; init; }

    /// <summary>How the list is read.</summary>
    public ListRules Rules { get; init; } = services.Rules;

    /// <summary>Reads until the read is complete. A state within a read continues it.</summary>
    /// <param name="mode">How to read.</param>
    /// <param name="state">Where to continue.</param>
    /// <param name="since">Bound of creation, or a time that a delta must reach back to. Null when not asked.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async IAsyncEnumerable<ListWalkPage<T>> Pages(SyncMode mode, StrategyState state, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Parts is { Count: 0 })
        {
            yield return new ListWalkPage<T>(state, Page: null, state with { Walk = null, Turn = null, Parts = null }, IsLast: true, new FullSweep().Name) { Ask = new ListAsk { Limit = Rules.PageSize } };
            yield break;
        }

        (DeltaStrategy chosen, state) = await ChooseAsync(mode, state, since, cancellationToken).ConfigureAwait(false);
        DeltaStrategy strategy = Divided(chosen);
        bool isDoubted = chosen is UpdatedSince && Strategy == DeltaReading.Automatic;
        DateTimeOffset? reachBackTo = mode == SyncMode.Delta ? since : null;
        StrategyStep step = strategy.Begin(state, reachBackTo);
        int size = Rules.PageSize;
        while (step.Next is { } request)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ask = ListAsk.Of(request, size, KeysOnly);
            ListPage<T> page;
            try
            {
                page = await List(ask, cancellationToken).ConfigureAwait(false);
            }
            catch (IntegrationValidationException) when (size > Rules.SmallestPageSize)
            {
                // 400 is what vendors answer to many things: a refusal that has another reason costs a few requests and then shows.
                size = Math.Max(size / 2, Rules.SmallestPageSize.Value);
                continue;
            }

            if (isDoubted
                && page is { IsRefused: false, Records.Count: 0 }
                && ask is { ChangedSince: { } bound, IsFirstPage: true }
                && await ContradictsAsync(bound, page.ServerTime, ask.Part, cancellationToken).ConfigureAwait(false))
            {
                strategy = Divided(Fallback());
                isDoubted = false;
                HttpLog.FilterBroken(services.Log, account.Ref, stream, "it reported nothing although a record had changed", strategy.Name);
                state = (SourceNote.Of(step.State) with { Filter = SourceNote.Broken, TestedAt = services.Time.GetUtcNow() }).In(step.State);
                step = strategy.Begin(state, reachBackTo);
                continue;
            }

            StrategyStep next = strategy.Advance(step.State, page.Facts(Mark, ask.Order == PageOrder.NewestChangeFirst ? null : Unreadable));
            size = Math.Max(Math.Min(size, page.Largest ?? size), Math.Min(size, Rules.SmallestPageSize ?? size));
            if (!page.IsRefused || next.Next is null)
            {
                yield return new ListWalkPage<T>(step.State, page.IsRefused ? null : page, next.State, next.Next is null, strategy.Name)
                {
                    Ask = ask,
                    Floor = mode == SyncMode.Delta ? (ask.Part is { } part ? step.State.PartOf(part) : step.State).Walk?.Floor : null,
                };
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

        if (Strategy != DeltaReading.Automatic || !HasChangeFilter)
        {
            return (Named(Strategy), state);
        }

        SourceNote note = SourceNote.Of(state);
        DateTimeOffset now = services.Time.GetUtcNow();

        // A read under way goes on as it began; the strategies would drop it if another one came. A first read needs no filter.
        string? underWay = state.Turn?.Strategy ?? state.Walk?.Strategy;
        bool isUnderWay = underWay is not null && (underWay == Fallback().Name || underWay == new UpdatedSince(Rules.Overlap).Name);
        bool isFresh = note is { Filter: not null, TestedAt: { } tested } && now - tested < Rules.SelfTestInterval && tested <= now;
        if (!isUnderWay && !isFresh && state.Watermark is not null)
        {
            bool? works = await TestAsync(cancellationToken).ConfigureAwait(false);
            note = note with { Filter = works switch { true => SourceNote.Works, false => SourceNote.Broken, null => null }, TestedAt = works is null ? null : now };
            state = note.In(state);
        }

        return (note.Filter == SourceNote.Broken ? Fallback() : new UpdatedSince(Rules.Overlap), state);
    }

    /// <summary>Asks the filter two questions whose answers are known. Null when the list is empty, so that nothing can be told.</summary>
    private async Task<bool?> TestAsync(CancellationToken cancellationToken)
    {
        string? part = Parts?[0];
        ListPage<T> newest = await NewestAsync(part, cancellationToken).ConfigureAwait(false);
        for (int i = 1; i < Parts?.Count && newest.Records.Count == 0; i++)
        {
            part = Parts[i];
            newest = await NewestAsync(part, cancellationToken).ConfigureAwait(false);
        }

        if (newest.Records.Count == 0)
        {
            return null;
        }

        string? reason = null;
        if (StampOf(newest) is not { } stamp)
        {
            reason = "records have no change stamp";
        }
        else if ((await ProbeAsync(stamp - Day, part, cancellationToken).ConfigureAwait(false)).Records.Count == 0)
        {
            reason = "it reports nothing";
        }
        else if ((await ProbeAsync((newest.ServerTime ?? services.Time.GetUtcNow()) + Day, part, cancellationToken).ConfigureAwait(false)).Records.Count > 0)
        {
            reason = "it is ignored";
        }

        if (reason is null)
        {
            HttpLog.FilterWorks(services.Log, account.Ref, stream);
        }
        else
        {
            HttpLog.FilterBroken(services.Log, account.Ref, stream, reason, Fallback().Name);
        }

        return reason is null;
    }

    /// <summary>True when a record changed after <paramref name="bound"/>, and before the empty answer that denies it.</summary>
    private async Task<bool> ContradictsAsync(DateTimeOffset bound, DateTimeOffset? answeredAt, string? part, CancellationToken cancellationToken)
    {
        ListPage<T> newest = await NewestAsync(part, cancellationToken).ConfigureAwait(false);

        // One second of grace on both sides: stamps have whole seconds, and whether the bound is inclusive is not documented.
        return StampOf(newest) is { } stamp && stamp > bound.AddSeconds(1) && (answeredAt is null || stamp < answeredAt.Value.AddSeconds(-1));
    }

    private Task<ListPage<T>> NewestAsync(string? part, CancellationToken cancellationToken) =>
        List(new ListAsk { Limit = 1, Order = HasChangeOrder ? PageOrder.NewestChangeFirst : PageOrder.NewestFirst, Part = part, KeysOnly = true }, cancellationToken);

    private Task<ListPage<T>> ProbeAsync(DateTimeOffset after, string? part, CancellationToken cancellationToken) =>
        List(new ListAsk { Limit = 1, ChangedSince = after, Part = part, KeysOnly = true }, cancellationToken);

    private DateTimeOffset? StampOf(ListPage<T> page) => page.Items.FirstOrDefault() is { } first ? Mark(first)?.ChangedAt : null;

    private DeltaStrategy Fallback() => Named(HasChangeOrder ? DeltaReading.SortedWalk : DeltaReading.IdTail);

    private DeltaStrategy Named(DeltaReading strategy) => strategy switch
    {
        DeltaReading.UpdatedSince => new UpdatedSince(Rules.Overlap),
        DeltaReading.SortedWalk => new SortedWalk(Rules.Overlap, Rules.DeepOffsetLimit),
        DeltaReading.FullSweep => new FullSweep(),
        _ => new IdTail(Rules.TrailingWindow),
    };

    private DeltaStrategy Divided(DeltaStrategy strategy) => Parts is { } parts ? new PartsInTurn(strategy, parts) : strategy;
}
