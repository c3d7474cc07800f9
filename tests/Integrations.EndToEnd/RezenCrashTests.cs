using Integrations.CrashWorker;
using Integrations.Testing;

namespace Integrations.EndToEnd;

/// <summary>The kill series of reZEN; see <see cref="CrashTests"/>, and <see cref="CrashFlawTests"/> for what it finds. The same with more kills: <c>dotnet run --project tests/Integrations.CrashWorker -c Release -- rezen 5000 1</c>.</summary>
[Collection("Crash")]
public sealed class RezenCrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task I1_I2_I3_I6_I8_kills_at_every_point_lose_nothing_double_nothing_and_strand_nothing()
    {
        // Two series side by side, the second with one worker only: all points come up in each.
        CrashReport[] reports = await Task.WhenAll(Enumerable.Range(0, 2).Select(series =>
            RezenCrashSeries.RunAsync(kills: 12, seed: 1, output.WriteLine, firstSeries: series, cancellationToken: TestContext.Current.CancellationToken)));

        foreach (CrashReport report in reports)
        {
            output.WriteLine(report.ToString());
        }

        Assert.All(reports, static r => Assert.Empty(r.Findings));
        Assert.All(reports, static r => Assert.Equal(0, r.Missed));
        Assert.Equal(24, reports.Sum(static r => r.TotalKills));
        Assert.Equal(RezenCrashSeries.Points.Order(), reports.SelectMany(static r => r.Kills.Keys).Distinct().Order());
    }

    [Fact]
    public async Task A_cursor_that_runs_ahead_of_its_rows_is_found()
    {
        CrashReport report = await RezenCrashSeries.RunAsync(
            kills: 48, seed: 1, output.WriteLine, [CrashPoint.MidProjection], Flaws.EarlyCursor, cancellationToken: TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.True(report.Lost > 0);
    }
}
