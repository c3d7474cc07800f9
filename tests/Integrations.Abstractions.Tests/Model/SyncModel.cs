using System.Globalization;
using System.Runtime.InteropServices;

namespace Integrations.Abstractions.Tests;

internal enum Kind
{
    Second,
    Edit,
    EditLate,
    Create,
    CreateLate,
    Delete,
    TokensExpire,
    LeaseExpires,
    Kill,
    Claim,
    Begin,
    Fetch,
    CommitOne,
    CommitAll,
    CommitAndLoseAnswer,
    LoseCommit,
    AskForMissing,
    Complete,
    Fail,
}

/// <summary>One step of the world.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Whom">The worker, or the record.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Happening(Kind Kind, int Whom);

/// <summary>
/// The sync as small state machines, written beside the product and not with it: a vendor with a clock of whole seconds, a network that delays and loses answers, two workers, and a
/// database with a lease, a fencing number, a cursor and rows. Only the delta strategies are the real ones. A step is what happens without anything in between: one transaction, one
/// answer of the vendor.
/// </summary>
internal sealed class SyncModel(Scenario scenario)
{
    private const int Capacity = 4;
    private const int PagesInFlight = 2;
    private const int MostStepsOfARun = 200;
    private static readonly StreamName s_stream = new("model", "records");
    private static readonly DateTimeOffset s_epoch = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<StrategyStep> _steps = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Three records, read and stored a moment ago.</summary>
    public World Warm()
    {
        var world = new World { Left = scenario.Budget, Now = 0 };
        world.Rows = [new(1, -2, -2, 1, false, 0, 0, 0), new(2, -1, -1, 1, false, 0, 0, 0), new(3, 0, 0, 1, false, 0, 0, 0)];
        return Finish(world) is null ? world : throw new InvalidOperationException("The first read of a quiet vendor goes wrong.");
    }

    /// <summary>The same records, of which nothing was read yet.</summary>
    public World Cold()
    {
        World world = Warm();
        world.Mirror = [];
        world.Cursor = -1;
        world.Seen = 0;
        return world;
    }

    /// <summary>
    /// What can happen next. The vendor and the database do not see each other, so a change at the vendor is told apart from one a moment earlier or later only by the next answer of the
    /// vendor: after a change come further changes or an answer, and all other orders of them lead to the same states.
    /// </summary>
    public IEnumerable<Happening> Possible(World world)
    {
        Budget left = world.Left;
        if (left.Seconds > 0)
        {
            yield return new(Kind.Second, 0);
        }

        for (int row = 0; row < world.Rows.Length; row++)
        {
            Row r = world.Rows[row];
            if (r.IsDeleted)
            {
                continue;
            }

            if (left.Edits > 0 && r.LateVersion == 0 && (!scenario.ReadsByCreation || r.Created >= world.Now - Scenario.EditWindow))
            {
                yield return new(Kind.Edit, row);
                yield return new(Kind.EditLate, row);
            }

            if (left.Deletes > 0)
            {
                yield return new(Kind.Delete, row);
            }
        }

        if (left.Creates > 0 && world.Rows.Length < Capacity)
        {
            yield return new(Kind.Create, 0);
            yield return new(Kind.CreateLate, 0);
        }

        if (left.TokenExpiries > 0 && scenario.HasTokens)
        {
            yield return new(Kind.TokensExpire, 0);
        }

        if (left.Expiries > 0 && world is { Owner: >= 0, IsExpired: false, HasVendorChanged: false } && !scenario.Flaw.HasFlag(Flaw.LeaseNeverExpires))
        {
            yield return new(Kind.LeaseExpires, 0);
        }

        for (int i = 0; i < world.Workers.Length; i++)
        {
            Worker worker = world.Workers[i];
            if (worker.Doing == Doing.Read && !worker.HasReadAll && worker.Pages.Length < PagesInFlight)
            {
                yield return new(Kind.Fetch, i);
            }
            else if (worker.Doing == Doing.Settle && worker.Pages.Length == 0)
            {
                yield return new(Kind.AskForMissing, i);
            }

            if (world.HasVendorChanged)
            {
                continue;
            }

            if (worker.Doing != Doing.Nothing && left.Kills > 0)
            {
                yield return new(Kind.Kill, i);
            }

            if (worker.Pages.Length > 0)
            {
                yield return new(Kind.CommitOne, i);
                if (worker.Pages.Length > 1)
                {
                    yield return new(Kind.CommitAll, i);
                }

                if (left.LostAnswers > 0)
                {
                    yield return new(Kind.CommitAndLoseAnswer, i);
                    yield return new(Kind.LoseCommit, i);
                }
            }

            switch (worker.Doing)
            {
                case Doing.Nothing when IsClaimable(world) && (world.Phase != Phase.None || left.Runs > 0):
                    yield return new(Kind.Claim, i);
                    break;
                case Doing.Begin:
                    yield return new(Kind.Begin, i);
                    break;
                case Doing.Complete:
                    yield return new(Kind.Complete, i);
                    break;
                case Doing.Fail:
                    yield return new(Kind.Fail, i);
                    break;
            }
        }
    }

    /// <summary>Does one step to <paramref name="world"/>. Null when all is well; else what must never be.</summary>
    public string? Do(World world, Happening what)
    {
        int whom = what.Whom;
        Budget left = world.Left;
        world.HasVendorChanged = what.Kind <= Kind.TokensExpire;
        switch (what.Kind)
        {
            case Kind.Second:
                world.Left = left with { Seconds = (byte)(left.Seconds - 1) };
                Pass(world);
                return null;
            case Kind.Edit or Kind.EditLate:
                world.Left = left with { Edits = (byte)(left.Edits - 1) };
                Change(world, whom, what.Kind == Kind.EditLate);
                return null;
            case Kind.Create or Kind.CreateLate:
                world.Left = left with { Creates = (byte)(left.Creates - 1) };
                world.Rows = [.. world.Rows, new Row((byte)(world.Rows.Length + 1), (sbyte)world.Now, 0, 0, false, 0, 0, 0)];
                Change(world, world.Rows.Length - 1, what.Kind == Kind.CreateLate);
                return null;
            case Kind.Delete:
                world.Left = left with { Deletes = (byte)(left.Deletes - 1) };
                world.Rows[whom].IsDeleted = true;
                return null;
            case Kind.TokensExpire:
                world.Left = left with { TokenExpiries = (byte)(left.TokenExpiries - 1) };
                world.TokenEpoch++;
                return null;
            case Kind.LeaseExpires:
                world.Left = left with { Expiries = (byte)(left.Expiries - 1) };
                world.IsExpired = true;
                return null;
            case Kind.Kill:
                world.Left = left with { Kills = (byte)(left.Kills - 1) };
                world.Workers[whom] = Worker.Idle;
                return null;
            case Kind.Claim:
                Claim(world, whom);
                return null;
            case Kind.Begin:
                return Write(world, whom, () => Begin(world, whom));
            case Kind.Fetch:
                Fetch(world, whom);
                return null;
            case Kind.CommitOne:
                return Write(world, whom, () => Commit(world, whom, 1));
            case Kind.CommitAll:
                return Write(world, whom, () => Commit(world, whom, world.Workers[whom].Pages.Length));
            case Kind.CommitAndLoseAnswer:
                world.Left = left with { LostAnswers = (byte)(left.LostAnswers - 1) };
                return Write(world, whom, () => Commit(world, whom, 1) ?? Lose(world, whom));
            case Kind.LoseCommit:
                world.Left = left with { LostAnswers = (byte)(left.LostAnswers - 1) };
                return Lose(world, whom);
            case Kind.AskForMissing:
                return Write(world, whom, () => AskForMissing(world, whom), changes: false);
            case Kind.Complete:
                return Write(world, whom, () => Release(world, whom, Phase.None));
            default:
                return Write(world, whom, () => Release(world, whom, world.Phase));
        }
    }

    /// <summary>
    /// The vendor falls quiet, both workers are gone, what was late is shown, the lease ends; one worker finishes the run under way and then does one more. Null when the mirror then
    /// equals the vendor.
    /// </summary>
    public string? Quiesce(World from)
    {
        World world = from.Clone();
        world.Workers = [Worker.Idle, Worker.Idle];
        for (int i = 0; i <= Scenario.Lateness; i++)
        {
            Pass(world);
        }

        world.IsExpired = world.Owner >= 0 && !scenario.Flaw.HasFlag(Flaw.LeaseNeverExpires);
        string? wrong = world.Phase == Phase.None ? null : Finish(world);
        return wrong ?? Finish(world) ?? Compare(world);
    }

    /// <summary>Everything that the next read will not ask for again is stored.</summary>
    public string? CheckCursor(World world)
    {
        if (world.Cursor < 0 || _steps[world.Cursor].State.Watermark is not { } watermark)
        {
            return null;
        }

        int floor = Second(watermark - scenario.Reach);
        foreach (Row row in world.Rows)
        {
            if (row.IsShown && (scenario.ReadsByCreation ? row.Created : row.Stamp) <= floor && !world.Mirror.Any(m => m.Id == row.Id && m.Version >= row.Version))
            {
                return $"The cursor is ahead of the rows: the next read begins after {floor}, and record {row.Id} of {row.Stamp} is not stored.";
            }
        }

        return null;
    }

    private string? Compare(World world)
    {
        foreach (Row row in world.Rows)
        {
            Stored[] stored = [.. world.Mirror.Where(m => m.Id == row.Id && !m.IsDeleted)];
            if (stored.Length > 1)
            {
                return $"Record {row.Id} stands {stored.Length} times in the mirror.";
            }

            if (row.IsShown && (stored.Length == 0 || stored[0].Version != row.Version))
            {
                return $"Record {row.Id} is lost: the vendor has version {row.Version}, the mirror {(stored.Length == 0 ? "none" : stored[0].Version)}.";
            }

            if (scenario.IsFull && row.IsDeleted && stored.Length > 0)
            {
                return $"Record {row.Id} is deleted at the vendor and stands in the mirror.";
            }
        }

        return null;
    }

    /// <summary>One worker alone to the end of a run. Null when it gets there.</summary>
    private string? Finish(World world)
    {
        world.Left = world.Left with { Runs = 1 };
        for (int i = 0; i < MostStepsOfARun; i++)
        {
            Worker worker = world.Workers[0];
            Kind next = worker.Pages.Length > 0 ? Kind.CommitOne : worker.Doing switch
            {
                Doing.Nothing => Kind.Claim,
                Doing.Begin => Kind.Begin,
                Doing.Read => Kind.Fetch,
                Doing.Settle => Kind.AskForMissing,
                Doing.Complete => Kind.Complete,
                _ => Kind.Fail,
            };
            if (next == Kind.Claim && !IsClaimable(world))
            {
                break;
            }

            if (Do(world, new(next, 0)) is { } wrong)
            {
                return wrong;
            }

            if (next == Kind.Complete)
            {
                return null;
            }
        }

        return "Stuck: a quiet vendor is not read to the end.";
    }

    private static bool IsClaimable(World world) => world.Owner < 0 || world.IsExpired;

    private static void Pass(World world)
    {
        world.Now++;
        foreach (ref Row row in world.Rows.AsSpan())
        {
            if (row.LateVersion > 0 && row.ShownAt <= world.Now)
            {
                row = Show(row, row.LateStamp, row.LateVersion) with { LateStamp = 0, LateVersion = 0, ShownAt = 0 };
            }
        }
    }

    private static void Change(World world, int index, bool isLate)
    {
        ref Row row = ref world.Rows[index];
        byte version = (byte)(Math.Max(row.Version, row.LateVersion) + 1);
        row = isLate
            ? row with { LateStamp = (sbyte)world.Now, LateVersion = version, ShownAt = (sbyte)(world.Now + Scenario.Lateness + 1) }
            : Show(row, (sbyte)world.Now, version);
    }

    private static Row Show(Row row, sbyte stamp, byte version) => version > row.Version ? row with { Stamp = stamp, Version = version } : row;

    // ---- the worker and the database

    /// <summary>A transaction under the lease. A stale number ends the run and must not have written.</summary>
    private string? Write(World world, int whom, Func<string?> work, bool changes = true)
    {
        bool holds = world.Holds(whom);
        if (!holds && !scenario.Flaw.HasFlag(Flaw.NoFence))
        {
            world.Workers[whom] = Worker.Idle;
            return null;
        }

        string? wrong = work();
        return wrong ?? (holds || !changes ? null : "A worker whose lease another one has taken over has written.");
    }

    private void Claim(World world, int whom)
    {
        world.Owner = whom;
        world.Fence++;
        world.IsExpired = false;
        Worker worker = Worker.Idle with { Fence = world.Fence };
        world.Workers[whom] = world.Phase switch
        {
            Phase.None => worker with { Doing = Doing.Begin },
            Phase.Read => worker with { Doing = Doing.Read, Ahead = Number(scenario.Strategy.Begin(StateOf(world.Cursor))) },
            _ => worker with { Doing = scenario.IsFull ? Doing.Settle : Doing.Complete },
        };
    }

    private string? Begin(World world, int whom)
    {
        world.Left = world.Left with { Runs = (byte)(world.Left.Runs - 1) };
        world.Phase = Phase.Read;
        world.Seen = 0;
        StrategyState state = scenario.IsFull ? StrategyState.Initial : StateOf(world.Cursor);
        world.Workers[whom] = world.Workers[whom] with { Doing = Doing.Read, Ahead = Number(scenario.Strategy.Begin(state)) };
        return null;
    }

    private void Fetch(World world, int whom)
    {
        Worker worker = world.Workers[whom];
        StrategyStep ahead = _steps[worker.Ahead];
        (PageFacts facts, Stored[] rows) = Answer(world, ahead.Next!);
        StrategyStep step;
        try
        {
            step = scenario.Strategy.Advance(ahead.State, facts);
        }
        catch (IntegrationProtocolException)
        {
            Lose(world, whom);
            return;
        }

        int number = Number(step);
        world.Workers[whom] = worker with { Ahead = number, HasReadAll = step.Next is null, Pages = [.. worker.Pages, new Page(rows, 0, number, step.Next is null)] };
    }

    private string? Commit(World world, int whom, int count)
    {
        Worker worker = world.Workers[whom];
        if (scenario.Flaw.HasFlag(Flaw.PagesCommittedOutOfOrder) && worker.Pages.Length > 1)
        {
            worker = worker with { Pages = [.. worker.Pages.Reverse()] };
        }

        Page[] pages = worker.Pages[..count];
        Page last = pages[^1];
        if (last.Cursor >= 0)
        {
            world.Cursor = last.Cursor;
            world.Phase = last.IsLast ? Phase.Settle : world.Phase;
        }

        if (scenario.Flaw.HasFlag(Flaw.CursorBeforeRows) && !worker.HasMovedCursor)
        {
            world.Workers[whom] = worker with { HasMovedCursor = true };
            return null;
        }

        foreach (Page page in pages)
        {
            foreach (Stored row in page.Rows)
            {
                if (Upsert(world, row) is { } wrong)
                {
                    return wrong;
                }

                if (scenario.Flaw.HasFlag(Flaw.SeenInMemory))
                {
                    worker = worker with { Seen = worker.Seen | (1 << row.Id) };
                }
                else
                {
                    world.Seen |= scenario.IsFull ? 1 << row.Id : 0;
                }
            }

            if (Remove(world, page.Gone) is { } gone)
            {
                return gone;
            }
        }

        world.Workers[whom] = worker with
        {
            Pages = worker.Pages[count..],
            HasMovedCursor = false,
            Doing = worker.Doing == Doing.Settle ? Doing.Complete : last.IsLast ? (scenario.IsFull ? Doing.Settle : Doing.Complete) : worker.Doing,
        };
        return null;
    }

    private string? Upsert(World world, Stored row)
    {
        int at = scenario.Flaw.HasFlag(Flaw.NoKey) ? -1 : Array.FindIndex(world.Mirror, m => m.Id == row.Id);
        if (at < 0)
        {
            world.Mirror = [.. world.Mirror.Append(row).OrderBy(static m => m.Id).ThenBy(static m => m.Version)];
            return null;
        }

        Stored before = world.Mirror[at];
        if ((before.Version == row.Version && !before.IsDeleted) || row.Stamp < before.Stamp)
        {
            return null;
        }

        world.Mirror = [.. world.Mirror];
        world.Mirror[at] = row;
        return row.Version < before.Version ? $"An older read has overwritten a newer one: record {row.Id} went from version {before.Version} to {row.Version}." : null;
    }

    private static string? Remove(World world, int gone)
    {
        if (gone == 0)
        {
            return null;
        }

        world.Mirror = [.. world.Mirror.Select(m => ((gone >> m.Id) & 1) != 0 ? m with { IsDeleted = true } : m)];
        foreach (Row row in world.Rows)
        {
            if (row.IsShown && ((gone >> row.Id) & 1) != 0)
            {
                return $"False delete: the vendor still has record {row.Id}.";
            }
        }

        return null;
    }

    private string? AskForMissing(World world, int whom)
    {
        Worker worker = world.Workers[whom];
        int seen = scenario.Flaw.HasFlag(Flaw.SeenInMemory) ? worker.Seen : world.Seen;
        int gone = 0;
        List<Stored> found = [];
        bool isConfirmed = !scenario.Flaw.HasFlag(Flaw.AbsenceIsNotConfirmed);

        // A read that saw fewer records than the vendor counts is not complete, and deletes nothing.
        bool isHeld = isConfirmed && world.Rows.Count(static r => r.IsShown) - int.PopCount(seen) > 1;
        foreach (Stored row in isHeld ? [] : world.Mirror)
        {
            if (row.IsDeleted || ((seen >> row.Id) & 1) != 0)
            {
                continue;
            }

            Row there = world.Rows[row.Id - 1];
            if (isConfirmed && there.IsShown)
            {
                found.Add(new Stored(there.Id, there.Version, there.Stamp, IsDeleted: false));
            }
            else
            {
                gone |= 1 << row.Id;
            }
        }

        world.Workers[whom] = gone == 0 && found.Count == 0
            ? worker with { Doing = Doing.Complete }
            : worker with { Pages = [new Page([.. found], gone, Cursor: -1, IsLast: false)] };
        return null;
    }

    private static string? Release(World world, int whom, Phase phase)
    {
        world.Phase = phase;
        world.Owner = -1;
        world.IsExpired = false;
        world.Workers[whom] = Worker.Idle;
        return null;
    }

    /// <summary>The worker does not know what became of its work: it gives the run up, and the step back where it still may.</summary>
    private static string? Lose(World world, int whom)
    {
        world.Workers[whom] = Worker.Idle with { Doing = Doing.Fail, Fence = world.Workers[whom].Fence };
        return null;
    }

    // ---- the vendor

    private (PageFacts Facts, Stored[] Rows) Answer(World world, PageRequest request)
    {
        int key = int.MaxValue;
        if (request.Token is { } token)
        {
            string[] parts = token.Split('.');
            if (int.Parse(parts[0], CultureInfo.InvariantCulture) != world.TokenEpoch)
            {
                return (new PageFacts { Records = [], Count = 0, HasMore = false, IsTokenRefused = true, ServerTime = At(world.Now) }, []);
            }

            key = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        // The lower bound is exclusive: the harder of the two that vendors have.
        IEnumerable<Row> hits = world.Rows.Where(r => r.IsShown
            && r.Id < key
            && (request.ChangedSince is not { } since || r.Stamp > Second(since))
            && (request.ChangedBefore is not { } before || r.Stamp < Second(before)));
        Row[] found = [.. request.Order == PageOrder.NewestChangeFirst ? hits.OrderByDescending(static r => r.Stamp).ThenBy(static r => r.Id) : hits.OrderByDescending(static r => r.Id)];
        Row[] page = [.. found.Skip(request.Offset).Take(Scenario.PageSize)];
        bool hasMore = request.Offset + page.Length < found.Length;
        bool givesToken = hasMore && scenario.HasTokens && request.Order != PageOrder.NewestChangeFirst;
        var facts = new PageFacts
        {
            Records = [.. page.Select(static r => new RecordMark(VendorId.From(r.Id), At(r.Stamp), At(r.Created), r.Id))],
            Count = page.Length,
            HasMore = hasMore,
            NextToken = givesToken ? $"{world.TokenEpoch}.{page[^1].Id}" : null,
            ServerTime = At(world.Now),
        };
        return (facts, [.. page.Select(static r => new Stored(r.Id, r.Version, r.Stamp, IsDeleted: false))]);
    }

    private StrategyState StateOf(int cursor) => cursor < 0 ? StrategyState.Initial : _steps[cursor].State;

    /// <summary>The number of a state. The request that goes with it follows from it.</summary>
    private int Number(StrategyStep step)
    {
        string text = step.State.ToCursor(s_stream).Text;
        if (!_numbers.TryGetValue(text, out int number))
        {
            number = _steps.Count;
            _numbers.Add(text, number);
            _steps.Add(step);
        }

        return number;
    }

    private static DateTimeOffset At(int second) => s_epoch.AddSeconds(second);

    private static int Second(DateTimeOffset time) => (int)(time - s_epoch).TotalSeconds;
}
