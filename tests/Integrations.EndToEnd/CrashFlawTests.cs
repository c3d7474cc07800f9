using Integrations.CrashWorker;
using Integrations.Testing;

namespace Integrations.EndToEnd;

/// <summary>Workers with a fault put in: the kill series must find it.</summary>
[Collection("Crash")]
public sealed class CrashFlawTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_cursor_that_runs_ahead_of_its_rows_is_found()
    {
        CrashReport report = await FubCrashSeries.RunAsync(
            kills: 48, seed: 1, output.WriteLine, [CrashPoint.MidProjection], Flaws.EarlyCursor, cancellationToken: TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.True(report.Lost > 0);
    }
}
