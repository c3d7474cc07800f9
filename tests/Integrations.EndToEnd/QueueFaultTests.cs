using Integrations.CrashWorker;

namespace Integrations.EndToEnd;

/// <summary>What the worker queue survives; see <see cref="QueueFaults"/>. The same for longer: <c>dotnet run --project bench/Integrations.Benchmarks -c Release -- live --faults</c>.</summary>
public sealed class QueueFaultTests
{
    [Fact]
    public async Task I8_nothing_is_lost_doubled_or_stuck_whatever_happens_to_database_and_workers()
    {
        await using QueueFaults faults = await QueueFaults.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (string scenario in QueueFaults.Scenarios)
        {
            QueueFaultResult result = await faults.RunAsync(scenario, TestContext.Current.CancellationToken);

            TestContext.Current.SendDiagnosticMessage("{0}", result);
            Assert.Equal(result with { Lost = 0, Doubled = 0, Stuck = 0 }, result);
            Assert.True(result.SecondsToRecover < 10, result.ToString());

            // More than was done before the fault: work went on after it.
            Assert.True(result.Items > 60, result.ToString());
        }
    }
}
