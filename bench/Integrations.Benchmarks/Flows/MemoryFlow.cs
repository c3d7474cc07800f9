using System.Globalization;
using Integrations.Simulators;
using Integrations.Testing;

namespace Integrations.Benchmarks;

/// <summary>Peak memory of a host's own process over the onboarding of an account with 20,000 and one with 167,000 calls, read over HTTP: it must not grow with the account.</summary>
internal sealed class MemoryFlow : IFlow
{
    private const long Limit = 200L << 20;
    private const double GrowthLimit = 1.2;

    public string Name => "memory";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        OnboardResult small = await OnboardAsync(context, 20_000, report, cancellationToken);
        OnboardResult large = await OnboardAsync(context, 167_000, report, cancellationToken);
        report.PeakMemoryBytes = large.PeakMemoryBytes;
        double growth = (double)large.PeakMemoryBytes / small.PeakMemoryBytes;
        report.Series.Add(new FlowSeries("memory growth", "", [Math.Round(growth, 3)]));
        if (large.PeakMemoryBytes > Limit || growth > GrowthLimit)
        {
            report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"Peak memory is {large.PeakMemoryBytes >> 20} MiB, {growth:0.00} times that of 20,000 calls; allowed are {Limit >> 20} MiB and {GrowthLimit:0.00}."));
        }
    }

    private static async Task<OnboardResult> OnboardAsync(FlowContext context, int calls, FlowReport report, CancellationToken cancellationToken)
    {
        await using FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions { AccountCount = 1, Size = new SimulatorSize { People = 2_000, Calls = calls, Users = 20 }, RateLimits = FubSimulatorRateLimits.Off, RequestLogCapacity = 10 }, cancellationToken);
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("memory", cancellationToken: cancellationToken);
        OnboardResult result = await ChildProcess.RunSelfAsync(OnboardVerb.Arguments(vendor.BaseAddress, vendor.Accounts[0].OwnerKey, "calls"), database.ConnectionString, cancellationToken);
        FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{result.Records:#,0} calls: peak {result.PeakMemoryBytes >> 20} MiB, {result.Records / result.Seconds:#,0} records/s"));
        report.Series.Add(new FlowSeries(string.Create(CultureInfo.InvariantCulture, $"memory peak of {calls} calls"), "bytes", [result.PeakMemoryBytes]));
        report.Series.Add(new FlowSeries(string.Create(CultureInfo.InvariantCulture, $"memory speed of {calls} calls"), "records/s", [Math.Round(result.Records / result.Seconds, 1)]));
        return result;
    }
}
