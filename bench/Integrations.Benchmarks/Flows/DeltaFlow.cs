using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>
/// What a delta with 1 % changed costs beside the full read of the same streams: requests at the vendor, CPU of simulator, host (one process here) and PostgreSQL, rows written by PostgreSQL's
/// own statistics. Which streams these are, is the vendor's.
/// </summary>
internal sealed class DeltaFlow : IFlow
{
    private const double Limit = 0.05;

    public string Name => "delta";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        BenchVendor bench = context.Vendor;
        await using BenchSimulator vendor = await bench.StartAsync(BenchSize.Delta, cancellationToken);
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("delta", cancellationToken: cancellationToken);
        await using ServiceProvider services = BenchWorld.Services(bench, database.ConnectionString, vendor.Address);
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using var copy = new BenchCopy(database.ConnectionString, services, owned: null);
        ServerCpu? server = await ServerCpu.FindAsync(copy.Data, cancellationToken);
        AccountInfo account = await copy.ConnectAsync(bench.Name, vendor.Keys[0], cancellationToken);
        await CostAsync(bench.DeltaNeeds);

        Cost full = await CostAsync(bench.DeltaEntities);
        Cost whole = await CostAsync(bench.WholeEntities);

        // The first delta tests the vendor's filters for this account, which it then need not do for a day.
        await CostAsync(bench.DeltaEntities);
        vendor.ChangeOneInHundred();
        Cost delta = await CostAsync(bench.DeltaEntities);
        foreach ((string name, double share) in new[]
        {
            ("requests", delta.Requests / (double)full.Requests), ("cpu", delta.CpuSeconds / full.CpuSeconds), ("rows written", delta.Writes / (double)full.Writes),
        })
        {
            report.Series.Add(new FlowSeries("delta of 1 %: share of " + name, "", [Math.Round(share, 4)]));
            if (share > Limit)
            {
                report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"A delta with 1 % changed costs {share:P1} of the full read's {name}; allowed are {Limit:P0}."));
            }
        }

        FlowContext.Say($"full {full}, delta {delta}");
        if (bench.WholeEntities.Count > 0)
        {
            FlowContext.Say($"{string.Join(", ", bench.WholeEntities)}: {whole}, again {await CostAsync(bench.WholeEntities)}");
        }

        async Task<Cost> CostAsync(IReadOnlyList<string> entities)
        {
            Cost before = await ReadAsync(bench, copy, server, cancellationToken);
            foreach (string entity in entities)
            {
                await copy.RunAsync(account, entity, cancellationToken);
            }

            Cost after = await ReadAsync(bench, copy, server, cancellationToken);
            return new Cost(after.Requests - before.Requests, after.CpuSeconds - before.CpuSeconds, after.Writes - before.Writes);
        }
    }

    private static async Task<Cost> ReadAsync(BenchVendor vendor, BenchCopy copy, ServerCpu? server, CancellationToken cancellationToken)
    {
        using Process process = Process.GetCurrentProcess();
        double cpu = (process.TotalProcessorTime + (server?.Total() ?? TimeSpan.Zero)).TotalSeconds;
        return new Cost(
            await copy.ScalarAsync<long>("select coalesce(sum(requests), 0)::bigint from integrations.sync_job_steps", cancellationToken),
            cpu,
            await copy.WritesAsync([.. vendor.DeltaTables], cancellationToken));
    }

    private sealed record Cost(long Requests, double CpuSeconds, long Writes);
}
