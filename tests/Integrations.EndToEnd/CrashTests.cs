using Integrations.CrashWorker;
using Integrations.Testing;

namespace Integrations.EndToEnd;

/// <summary>Real worker processes, killed at named points; see <see cref="CrashSeries"/>. The same with more kills: <c>dotnet run --project tests/Integrations.CrashWorker -c Release -- 5000 1</c>.</summary>
[Collection("Crash")]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Seed = 1;

    [Fact]
    public async Task I1_I2_I3_I6_I8_two_hundred_kills_lose_nothing_double_nothing_and_strand_nothing()
    {
        // The four series of 200 kills. Most of a series is waiting for leases and delays, so they run side by side, each with a server of its own.
        CrashReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(series =>
            FubCrashSeries.RunAsync(kills: 50, Seed, output.WriteLine, firstSeries: series, cancellationToken: TestContext.Current.CancellationToken)));

        foreach (CrashReport report in reports)
        {
            output.WriteLine(report.ToString());
        }

        Assert.All(reports, static r => Assert.Empty(r.Findings));
        Assert.All(reports, static r => Assert.Equal(0, r.Missed));
        Assert.Equal(200, reports.Sum(static r => r.TotalKills));
        Assert.Equal(Enum.GetValues<CrashPoint>(), reports.SelectMany(static r => r.Kills.Keys).Distinct().Order());
    }
}
