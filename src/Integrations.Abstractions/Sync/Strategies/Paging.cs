using System.Globalization;
using System.Numerics;

namespace Integrations.Abstractions;

/// <summary>
/// What the strategies share: how one page is joined to the next, and how a read ends.
/// <para>
/// In an order that edits do not change (by id), a page by offset joins what was read when it holds a row that was read at or before the end of the page before: rows of a page
/// are contiguous, so no row that was there all the time can lie between. A page that does not join is followed by one further up; at offset 0 every page joins.
/// A keyset token needs no seam. Rows that appear or change meanwhile carry a stamp later than the start of the read less the late visibility: the next read finds them.
/// </para>
/// </summary>
internal static class Paging
{
    /// <summary>Rows that a page by offset shares with the one before: as many deletions, less one, do not cost a further request.</summary>
    internal const int SeamRows = 5;

    internal const int MaxRestarts = 8;
    internal const int MaxStepBacks = 64;
    internal const int MaxEmptyPages = 50;
    internal const int MaxPages = 1_000_000;

    /// <summary>
    /// The stored read, when <paramref name="strategy"/> may go on with it: it began it, it reaches back far enough, and it has not used up its restarts (else the read would
    /// fail at the same place for ever).
    /// </summary>
    internal static WalkState? Resume(StrategyState state, string strategy, DateTimeOffset? reachBackTo) =>
        state.Walk is { } walk
        && string.Equals(walk.Strategy, strategy, StringComparison.Ordinal)
        && walk is { Restarts: < MaxRestarts, StepBacks: < MaxStepBacks, Pages: < MaxPages }
        && (reachBackTo is null || walk.IsSweep || walk.Floor is null || walk.Floor <= reachBackTo)
            ? walk
            : null;

    internal static WalkState Current(StrategyState state, string strategy) =>
        state.Walk is { } walk && string.Equals(walk.Strategy, strategy, StringComparison.Ordinal)
            ? walk
            : throw new InvalidOperationException($"Strategy {strategy} was given a page of a read that it did not begin.");

    internal static DateTimeOffset? Floor(StrategyState state, TimeSpan back, DateTimeOffset? reachBackTo)
    {
        if (state.Watermark is not { } watermark || watermark.UtcTicks <= back.Ticks)
        {
            return null;
        }

        DateTimeOffset floor = watermark - back;
        return reachBackTo < floor ? reachBackTo : floor;
    }

    /// <summary>Counts the page, and takes the start of the read from the first one.</summary>
    internal static WalkState Note(WalkState walk, PageFacts page)
    {
        if (walk.Pages >= MaxPages)
        {
            throw Failure($"The read has no end after {MaxPages.ToString(CultureInfo.InvariantCulture)} pages.");
        }

        bool isFirst = walk.Pages == 0;
        long? highest = walk.HighestId;
        DateTimeOffset? newest = null;
        IReadOnlyList<RecordMark> records = page.Records;
        for (int i = 0; i < records.Count; i++)
        {
            RecordMark mark = records[i];
            if (mark.NumericId is { } id && !(id <= highest))
            {
                highest = id;
            }

            if (isFirst)
            {
                newest = Later(newest, Later(mark.ChangedAt, mark.CreatedAt));
            }
        }

        return walk with
        {
            Pages = walk.Pages + 1,
            HighestId = highest,
            StartedAt = isFirst ? page.ServerTime ?? newest : walk.StartedAt,
            HasClock = isFirst ? page.ServerTime is not null : walk.HasClock,
        };
    }

    /// <summary>
    /// Joins a page in an unchanging order to what was read. False when it does not join, or the vendor repeats itself, or refused the token: then
    /// <paramref name="walk"/> says what to ask for instead.
    /// </summary>
    internal static bool Accept(ref WalkState walk, PageFacts page)
    {
        if (page.IsTokenRefused)
        {
            walk = Restart(walk, "refuses its own page token");
            return false;
        }

        if (page.IsOffsetRefused)
        {
            throw Failure($"The vendor refuses offset {walk.Offset.ToString(CultureInfo.InvariantCulture)} and gave no token to go on with.");
        }

        walk = Note(walk, page);
        int start = walk.Offset;
        if (walk.Token is null)
        {
            start = page.Offset ?? start;
            if (start > 0 && !Joins(walk.Seam, page.Records))
            {
                walk = StepBack(walk, start);
                return false;
            }
        }

        if (page is { Count: 0, HasMore: true } && (page.NextToken is null || walk.EmptyPages >= MaxEmptyPages))
        {
            walk = Restart(walk, "sends empty pages and says that there is more");
            return false;
        }

        long mark = Fingerprint(page);
        if (mark == walk.LastPage || (walk.Token is not null && mark == walk.Checkpoint))
        {
            walk = Restart(walk, "repeats its pages");
            return false;
        }

        walk = walk with
        {
            Offset = start,
            Rows = page.Count,
            StepBacksInRow = 0,
            EmptyPages = page.Count == 0 ? walk.EmptyPages + 1 : 0,
            LastPage = mark,
            Checkpoint = BitOperations.IsPow2(walk.Pages - walk.RewoundAt) ? mark : walk.Checkpoint,
        };
        return true;
    }

    /// <summary>Asks for the page after one that joined.</summary>
    internal static WalkState Onward(WalkState walk, PageFacts page)
    {
        if (page.NextToken is not null)
        {
            return walk with { Token = page.NextToken, Offset = walk.Offset + page.Count, Seam = null };
        }

        int readable = page.Records.Count;
        int shared = Math.Min(SeamRows, Math.Max(1, page.Count - 1));
        string[] seam = new string[Math.Min(shared, readable)];
        for (int i = 0; i < seam.Length; i++)
        {
            seam[i] = page.Records[readable - seam.Length + i].Id.Value;
        }

        // Where unreadable rows stand in the page is not known, so the seam may begin as many rows earlier.
        int unreadable = page.Count - readable;
        return walk with { Token = null, Offset = walk.Offset + Math.Max(0, page.Count - shared - unreadable), Seam = seam };
    }

    /// <summary>Begins the read anew from its floor. The start of the read, and so the coming watermark, stays.</summary>
    internal static WalkState Restart(WalkState walk, string reason) =>
        walk.Restarts < MaxRestarts
            ? Rewind(walk) with { Restarts = walk.Restarts + 1 }
            : throw Failure($"The vendor {reason}, also after {MaxRestarts.ToString(CultureInfo.InvariantCulture)} restarts of the read.");

    /// <summary>Back to the first page of the query.</summary>
    internal static WalkState Rewind(WalkState walk) => walk with
    {
        Token = null,
        Offset = 0,
        Seam = null,
        SeamStamp = null,
        Rows = 0,
        StepBacksInRow = 0,
        EmptyPages = 0,
        RewoundAt = walk.Pages,
        LastPage = 0,
        Checkpoint = 0,
    };

    internal static WalkState StepBack(WalkState walk, int start)
    {
        if (walk.StepBacks >= MaxStepBacks)
        {
            throw Failure("Rows vanish at the vendor faster than pages by offset can be joined.");
        }

        long distance = (long)Math.Max(1, walk.Rows) << Math.Min(walk.StepBacksInRow, 30);
        return walk with
        {
            Offset = (int)Math.Max(0, start - distance),
            StepBacks = walk.StepBacks + 1,
            StepBacksInRow = walk.StepBacksInRow + 1,
            LastPage = 0,
        };
    }

    /// <summary>
    /// Ends the read. The watermark becomes the start of the read; a start that is only known from stamps never moves it back. An unknown start leaves it.
    /// </summary>
    internal static StrategyStep Finish(StrategyState state, WalkState walk) => new(
        state with
        {
            Watermark = walk.HasClock ? walk.StartedAt : Later(state.Watermark, walk.StartedAt),
            HighestId = state.HighestId > walk.HighestId ? state.HighestId : walk.HighestId ?? state.HighestId,
            Walk = null,
        },
        Next: null);

    /// <summary>Hash of the page's identifiers, the same in every process; of its next token where it has none. Never zero.</summary>
    internal static long Fingerprint(PageFacts page)
    {
        ulong hash = 14695981039346656037;
        IReadOnlyList<RecordMark> records = page.Records;
        for (int i = 0; i < records.Count; i++)
        {
            hash = Mix(hash, records[i].Id.Value);
        }

        return unchecked((long)(records.Count == 0 ? Mix(hash, page.NextToken ?? string.Empty) : hash)) | 1;
    }

    internal static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;

    private static ulong Mix(ulong hash, string text)
    {
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return unchecked((hash ^ 0xFFFF) * 1099511628211);
    }

    private static bool Joins(IReadOnlyList<string>? seam, IReadOnlyList<RecordMark> records)
    {
        if (seam is null)
        {
            return false;
        }

        for (int i = 0; i < records.Count; i++)
        {
            for (int j = 0; j < seam.Count; j++)
            {
                if (string.Equals(records[i].Id.Value, seam[j], StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IntegrationProtocolException Failure(string what) =>
        new($"{what} The read was given up; the next one begins anew at the same watermark, so nothing is lost.", new ErrorContext { Operation = "read page" });
}
