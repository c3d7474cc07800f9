using System.Globalization;

namespace Integrations.Abstractions.Tests;

/// <summary>
/// The systematic half of the proof: two workers, a kill, an expired lease, a lost answer, edits on one stamp, a late one, a deletion and a creation, in every order, for every strategy.
/// <c>INTEGRATIONS_MODEL_DEPTH</c> explores far larger budgets to that number of steps.
/// </summary>
public sealed class EveryOrderTests
{
    private const int NoLimit = 1_000;
    private const int FlawDepth = 30;
    private const string Loss = "is lost|ahead of the rows";

    private static readonly int? s_depth =
        int.TryParse(Environment.GetEnvironmentVariable("INTEGRATIONS_MODEL_DEPTH"), NumberStyles.None, CultureInfo.InvariantCulture, out int depth) ? depth : null;

    private static readonly TimeSpan s_tail = TimeSpan.FromSeconds(Scenario.EditWindow + 1 + Scenario.Lateness);
    private static readonly TimeSpan s_slice = TimeSpan.FromSeconds(2);

    /// <summary>Three changes on one stamp, shown at once or late; a kill, an expired lease and a takeover anywhere between.</summary>
    private static readonly Budget s_tie = new(Edits: 3, Kills: 1, Expiries: 1, Runs: 1);

    /// <summary>A record vanishes and another changes while pages are read, and a commit is lost or its answer is.</summary>
    private static readonly Budget s_shift = new(Edits: 1, Deletes: 1, Expiries: 1, LostAnswers: 1, Runs: 1);

    /// <summary>Changes that are shown late, a new record, and two reads while time goes by.</summary>
    private static readonly Budget s_late = new(Edits: 1, Creates: 1, Seconds: 2, TokenExpiries: 1, Runs: 2);

    /// <summary>What the long command explores.</summary>
    private static readonly Budget s_everything = new(Edits: 3, Creates: 1, Deletes: 1, Seconds: 3, Kills: 1, Expiries: 1, LostAnswers: 1, TokenExpiries: 1, Runs: 3);

    private static readonly Dictionary<string, Scenario> s_sound = new Scenario[]
    {
        new() { Name = "updated-since by token", Strategy = new UpdatedSince(Scenario.Overlap), HasTokens = true },
        new() { Name = "updated-since by offset", Strategy = new UpdatedSince(Scenario.Overlap), HasTokens = false },
        new() { Name = "sorted-walk", Strategy = new SortedWalk(Scenario.Overlap, 1000), HasTokens = false },
        new() { Name = "sorted-walk with a wall", Strategy = new SortedWalk(Scenario.Overlap, 1), HasTokens = true },
        new() { Name = "id-tail by token", Strategy = new IdTail(s_tail), HasTokens = true, Reach = s_tail, ReadsByCreation = true },
        new() { Name = "id-tail by offset", Strategy = new IdTail(s_tail), HasTokens = false, Reach = s_tail, ReadsByCreation = true },
        new() { Name = "full-sweep by token", Strategy = new FullSweep(), HasTokens = true, IsFull = true },
        new() { Name = "full-sweep by offset", Strategy = new FullSweep(), HasTokens = false, IsFull = true },
        new() { Name = "window-slices by token", Strategy = new WindowSlices(Scenario.Overlap, s_slice), HasTokens = true },
        new() { Name = "window-slices by offset", Strategy = new WindowSlices(Scenario.Overlap, s_slice), HasTokens = false },
    }.ToDictionary(static s => s.Name);

    /// <summary>Each is sound but for one thing, which must be found.</summary>
    private static readonly Dictionary<string, (Scenario Scenario, string Wrong)> s_flawed = new Dictionary<string, (Scenario, string)>
    {
        ["the cursor moves before the rows"] =
            (s_sound["updated-since by token"] with { Flaw = Flaw.CursorBeforeRows, Budget = new(Edits: 1, Kills: 1, Runs: 1) }, "The cursor is ahead of the rows"),
        ["no fence"] =
            (s_sound["updated-since by token"] with { Flaw = Flaw.NoFence, Budget = new(Edits: 1, Expiries: 1, Runs: 1) }, "taken over"),
        ["no key"] =
            (s_sound["full-sweep by token"] with { Flaw = Flaw.NoKey, Budget = new(LostAnswers: 1, Runs: 1) }, "times in the mirror"),
        ["pages are committed out of order"] =
            (s_sound["updated-since by offset"] with { Flaw = Flaw.PagesCommittedOutOfOrder, Budget = new(Edits: 3, Kills: 1, Runs: 1) }, "overwritten"),
        ["a lease never expires"] =
            (s_sound["updated-since by token"] with { Flaw = Flaw.LeaseNeverExpires, Budget = new(Kills: 1, Runs: 1) }, "Stuck"),
        ["what a sweep saw dies with its worker"] =
            (s_sound["full-sweep by token"] with { Flaw = Flaw.SeenInMemory | Flaw.AbsenceIsNotConfirmed, Budget = new(Kills: 1, Runs: 1) }, "False delete"),
        ["sweeps by offset do not join pages"] =
            (s_sound["full-sweep by offset"] with
            {
                Strategy = new PagesDoNotJoin(TimeSpan.Zero, PageOrder.Stable, readsAll: true),
                Flaw = Flaw.AbsenceIsNotConfirmed,
                Budget = new(Deletes: 1, Runs: 1),
            }, "False delete"),
        ["deltas by offset do not join pages"] =
            (s_sound["updated-since by offset"] with { Strategy = new PagesDoNotJoin(Scenario.Overlap, PageOrder.Stable), Budget = new(Edits: 3, Deletes: 1, Seconds: 3, Runs: 2) }, Loss),
        ["walks do not join pages"] =
            (s_sound["sorted-walk"] with { Strategy = new PagesDoNotJoin(Scenario.Overlap, PageOrder.NewestChangeFirst), Budget = new(Edits: 3, Deletes: 1, Seconds: 3, Runs: 2) }, Loss),
        ["no overlap"] = (s_sound["updated-since by token"] with { Strategy = new UpdatedSince(TimeSpan.Zero), Budget = s_late }, Loss),
        ["an overlap one second short"] =
            (s_sound["updated-since by token"] with { Strategy = new UpdatedSince(Scenario.Overlap - TimeSpan.FromSeconds(1)), Reach = Scenario.Overlap - TimeSpan.FromSeconds(1), Budget = s_late }, Loss),
        ["slices without overlap"] = (s_sound["window-slices by token"] with { Strategy = new WindowSlices(TimeSpan.Zero, s_slice), Reach = TimeSpan.Zero, Budget = s_late }, Loss),
        ["a walk without overlap"] = (s_sound["sorted-walk"] with { Strategy = new SortedWalk(TimeSpan.Zero, 1000), Budget = new(Edits: 3, Seconds: 2, Runs: 2) }, Loss),
        ["a tail without window"] = (s_sound["id-tail by token"] with { Strategy = new IdTail(TimeSpan.Zero), Budget = s_late }, Loss),
        ["the newest stamp is the watermark"] =
            (s_sound["updated-since by token"] with { Strategy = new NewestStampIsWatermark(new UpdatedSince(Scenario.Overlap)), Budget = new(Edits: 3, Seconds: 4, Runs: 1) }, Loss),
        ["the time of the last page is the watermark"] =
            (s_sound["updated-since by token"] with { Strategy = new LastPageIsWatermark(new UpdatedSince(Scenario.Overlap)), Budget = new(Edits: 3, Seconds: 4, Runs: 1) }, Loss),
    };

    public static TheoryData<string> Sound => [.. s_sound.Keys];

    public static TheoryData<string> Flawed => [.. s_flawed.Keys];

    [Theory]
    [MemberData(nameof(Sound))]
    public void I1_I2_I3_I4_I7_I8_hold_in_every_order(string name)
    {
        Scenario sound = s_sound[name];
        IReadOnlyList<Budget> budgets = s_depth is null ? [s_tie, s_shift, s_late] : [s_everything];
        foreach (Budget budget in budgets)
        {
            Exploration found = Explorer.Explore(sound with { Budget = budget }, s_depth ?? NoLimit, TestContext.Current.CancellationToken);

            TestContext.Current.TestOutputHelper!.WriteLine($"{budget}: {found}");
            Assert.Null(found.CounterExample);
            Assert.True(s_depth is not null || found.IsWhole);
            Assert.InRange(found.States, s_depth is null ? 5_000 : 1, int.MaxValue);
            Assert.InRange(found.Depth, s_depth ?? 11, int.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Flawed))]
    public void What_is_broken_on_purpose_is_found(string flaw)
    {
        (Scenario scenario, string wrong) = s_flawed[flaw];

        Exploration found = Explorer.Explore(scenario, FlawDepth, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine($"{found}");
        Assert.Matches(wrong, found.CounterExample ?? $"nothing in {found}");
    }
}
