using System.Globalization;
using Integrations.Testing;

namespace Integrations.Benchmarks;

/// <summary>Peak memory of a host's own process over the onboarding of an account with 20,000 and one with 167,000 records of one stream, read over HTTP: it must not grow with the account.</summary>
internal sealed class MemoryFlow : IFlow
{
    private const long Limit = 200L << 20;
    private const double GrowthLimit = 1.2;

    public string Name => "memory";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        OnboardResult small = await OnboardAsync(context, BenchSize.MemorySmall, report, cancellationToken);
        OnboardResult large = await OnboardAsync(context, BenchSize.MemoryLarge, report, cancellationToken);
        report.PeakMemoryBytes = large.PeakMemoryBytes;
        double growth = (double)large.PeakMemoryBytes / small.PeakMemoryBytes;
        report.Series.Add(new FlowSeries("memory growth", "", [Math.Round(growth, 3)]));
        if (large.PeakMemoryBytes > Limit || growth > GrowthLimit)
        {
            report.Problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Peak memory is {large.PeakMemoryBytes >> 20} MiB, {growth:0.00} times that of {small.Records:#,0} {context.Vendor.MemoryEntity}; allowed are {Limit >> 20} MiB and {GrowthLimit:0.00}."));
        }
    }

    private static async Task<OnboardResult> OnboardAsync(FlowContext context, BenchSize size, FlowReport report, CancellationToken cancellationToken)
    {
        await using BenchSimulator vendor = await context.Vendor.StartAsync(size, cancellationToken);
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("memory", cancellationToken: cancellationToken);
        await using HostProcess host = HostProcess.Start();
        string entity = context.Vendor.MemoryEntity;
        OnboardResult result = await host.AskAsync(new OnboardAsk(context.Vendor.Name, vendor.Address, database.ConnectionString, vendor.Keys, [entity]), cancellationToken);
        FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{result.Records:#,0} {entity}: peak {result.PeakMemoryBytes >> 20} MiB, {result.Records / result.Seconds:#,0} records/s"));
        report.Series.Add(new FlowSeries(string.Create(CultureInfo.InvariantCulture, $"memory peak of {result.Records} {entity}"), "bytes", [result.PeakMemoryBytes]));
        report.Series.Add(new FlowSeries(string.Create(CultureInfo.InvariantCulture, $"memory speed of {result.Records} {entity}"), "records/s", [Math.Round(result.Records / result.Seconds, 1)]));
        return result;
    }
}
