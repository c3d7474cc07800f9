using System.Globalization;
using CsCheck;

namespace Integrations.Abstractions.Tests;

/// <summary>
/// Invariant I3 by random histories. <c>INTEGRATIONS_HISTORIES</c> sets their number in all; <c>CsCheck_Seed</c> replays the one that a failure prints.
/// </summary>
public sealed class NoRecordIsLostTests
{
    private const long DefaultHistories = 120_000;

    private static readonly long s_histories =
        long.TryParse(Environment.GetEnvironmentVariable("INTEGRATIONS_HISTORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out long histories) ? histories : DefaultHistories;

    private static readonly Gen<History> s_anyHistory =
        Gen.Select(Gen.Byte.Array[History.ShapeLength], Gen.Byte.Array[10, 160], static (shape, events) => new History(shape, events));

    [Theory]
    [InlineData(true, 12)]
    [InlineData(false, 12)]
    public void I3_updated_since_loses_no_record(bool hasTokens, int percent) =>
        Check(hasTokens, percent, static r => [new UpdatedSince(r.Overlap)]);

    [Theory]
    [InlineData(true, 14)]
    [InlineData(false, 10)]
    public void I3_sorted_walk_loses_no_record(bool hasTokens, int percent) =>
        Check(hasTokens, percent, static r => [new SortedWalk(r.Overlap, r.MaxOffset)]);

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 8)]
    public void I3_id_tail_loses_no_record_that_is_edited_within_its_window(bool hasTokens, int percent) =>
        Check(hasTokens, percent, static r => [Tail(r)], editsOnlyWithinWindow: true);

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 8)]
    public void I3_full_sweep_loses_no_record_and_misses_no_live_one(bool hasTokens, int percent) =>
        Check(hasTokens, percent, static _ => [new FullSweep()]);

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 6)]
    public void I3_window_slices_lose_no_record(bool hasTokens, int percent) =>
        Check(hasTokens, percent, static r => [new WindowSlices(r.Overlap, r.Slice)]);

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 4)]
    public void I3_changing_the_strategy_between_runs_loses_no_record(bool hasTokens, int percent) =>
        Check(hasTokens, percent, static r => [new UpdatedSince(r.Overlap), new SortedWalk(r.Overlap, r.MaxOffset), new WindowSlices(r.Overlap, r.Slice), new FullSweep()]);

    internal static IdTail Tail(HistoryRun run) =>
        new(TimeSpan.FromSeconds(HistoryRun.EditWindow + 1 + (run.GivesIdsWhenVisible ? 2 * run.Lateness : run.Lateness)));

    private static void Check(bool hasTokens, int percent, Func<HistoryRun, DeltaStrategy[]> strategies, bool editsOnlyWithinWindow = false) =>
        s_anyHistory.Sample(
            history => HistoryRun.Live(history, hasTokens, strategies, editsOnlyWithinWindow) is null,
            iter: Math.Max(1, s_histories * percent / 100),
            print: history => HistoryRun.Explain(history, hasTokens, strategies, editsOnlyWithinWindow));
}
