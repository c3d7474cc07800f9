using Integrations.CrashWorker;
using Integrations.Testing;

namespace Integrations.EndToEnd;

/// <summary>Real worker processes, killed at named points; see <see cref="CrashSeries"/>. The same with more kills: <c>dotnet run --project tests/Integrations.CrashWorker -c Release -- 5000 1</c>.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Seed = 1;

    [Fact]
    public async Task I1_I2_I3_I6_I8_two_hundred_kills_lose_nothing_double_nothing_and_strand_nothing()
    {
        CrashReport report = await FubCrashSeries.RunAsync(kills: 200, Seed, output.WriteLine, cancellationToken: TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Findings);
        Assert.Equal(0, report.Missed);
        Assert.Equal(200, report.TotalKills);
        Assert.Equal(Enum.GetValues<CrashPoint>(), report.Kills.Keys.Order());
    }

    [Fact]
    public async Task A_cursor_that_runs_ahead_of_its_rows_is_found()
    {
        CrashReport report = await FubCrashSeries.RunAsync(
            kills: 12, Seed, output.WriteLine, [CrashPoint.MidProjection], Flaws.EarlyCursor, TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.True(report.Lost > 0);
    }
}
