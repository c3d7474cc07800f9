using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Testing.Tests;

/// <summary>
/// Invariant I3 by random histories. <c>INTEGRATIONS_HISTORIES</c> sets their number in all, <c>INTEGRATIONS_SEED</c> repeats a series that went wrong.
/// </summary>
public sealed class NoRecordIsLostTests
{
    private const long DefaultHistories = 120_000;

    private static readonly long s_histories = Setting("INTEGRATIONS_HISTORIES") ?? DefaultHistories;
    private static readonly long s_seed = Setting("INTEGRATIONS_SEED") ?? Random.Shared.NextInt64();
    private static readonly HistoryCase s_noOverlap = new("no overlap", HasTokens: false, 100, static _ => [new UpdatedSince(TimeSpan.Zero)]);

    private static readonly HistoryCase s_oneWatermark = new("one watermark for all lists", HasTokens: false, 100, static r => [new LatestWatermarkForAll(r.Overlap)]) { CountsPages = true, HasParts = true };

    public static TheoryData<string> Cases => [.. HistoryCase.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void I3_no_history_loses_a_record(string name)
    {
        HistoryCase kind = HistoryCase.All.Single(c => c.Name == name);

        HistoryReport report = HistoryProof.Run(kind, Math.Max(1, s_histories * kind.Percent / 100), s_seed, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine($"{report.Histories} histories, seed {report.Seed}");
        Assert.True(report is { Lost: 0, Doubled: 0, Stuck: 0, CounterExample: null }, report.CounterExample);
    }

    [Fact]
    public void All_cases_together_are_every_history() => Assert.Equal(100, HistoryCase.All.Sum(static c => c.Percent));

    [Fact]
    public void Lists_that_share_the_latest_of_their_watermarks_are_found() =>
        Assert.NotEqual(0, HistoryProof.Run(s_oneWatermark, 5_000, seed: 1, TestContext.Current.CancellationToken).Lost);

    [Fact]
    public void A_strategy_without_overlap_is_found_and_its_history_is_small()
    {
        HistoryReport report = HistoryProof.Run(s_noOverlap, 5_000, seed: 1, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, report.Lost);
        Assert.Contains("seed 1", report.CounterExample, StringComparison.Ordinal);
        Assert.InRange(report.CounterExample!.Split('\n').Length, 3, 40);
    }

    [Fact]
    public void Equal_seeds_give_equal_reports()
    {
        HistoryReport first = HistoryProof.Run(s_noOverlap, 2_000, seed: 7, TestContext.Current.CancellationToken);
        HistoryReport second = HistoryProof.Run(s_noOverlap, 2_000, seed: 7, TestContext.Current.CancellationToken);
        HistoryReport other = HistoryProof.Run(s_noOverlap, 2_000, seed: 8, TestContext.Current.CancellationToken);

        Assert.Equal(first, second);
        Assert.NotEqual(first.CounterExample, other.CounterExample);
    }

    private static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>Takes the watermark of the list that was read last for all of them: what changed in the others meanwhile is never asked for again.</summary>
    private sealed class LatestWatermarkForAll(TimeSpan overlap) : DeltaStrategy
    {
        private readonly PartsInTurn _inner = new(new UpdatedSince(overlap), HistoryVendor.Parts);

        public override string Name => _inner.Name;

        public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null) => _inner.Begin(state, reachBackTo);

        public override StrategyStep Advance(StrategyState state, PageFacts page)
        {
            StrategyStep step = _inner.Advance(state, page);
            DateTimeOffset? latest = step.State.Parts!.Max(static p => p.State.Watermark);
            return step.Next is null ? step with { State = step.State with { Parts = [.. step.State.Parts!.Select(p => p with { State = p.State with { Watermark = latest } })] } } : step;
        }
    }
}
