using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>
/// What a delta with 1 % changed costs beside the full read of the same streams: requests at the vendor, CPU of simulator and host (one process here), rows written by PostgreSQL's own
/// statistics. Streams: people and calls, which the vendor can filter by change. Events are an id tail with a window, text messages one walk per person by the vendor's design: neither counts.
/// </summary>
internal sealed class DeltaFlow : IFlow
{
    private const double Limit = 0.05;
    private static readonly string[] s_entities = ["people", "calls"];

    public string Name => "delta";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        var size = new SimulatorSize { People = 8_250, Calls = 20_000, Users = 20 };
        await using FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions { AccountCount = 1, Size = size, RateLimits = FubSimulatorRateLimits.Off, RequestLogCapacity = 10 }, cancellationToken);
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("delta", cancellationToken: cancellationToken);
        await using ServiceProvider services = BenchWorld.Services(database.ConnectionString, vendor.BaseAddress);
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using var copy = new BenchCopy(database.ConnectionString, services, owned: null);
        AccountInfo account = await copy.ConnectAsync(vendor.Accounts[0].OwnerKey, cancellationToken);
        foreach (string entity in new[] { "users", "stages" })
        {
            await copy.RunAsync(account, entity, cancellationToken);
        }

        Cost full = await CostAsync(copy, account, cancellationToken);

        // The first delta tests the vendor's filter for this account, which it then need not do for a day.
        await CostAsync(copy, account, cancellationToken);
        foreach ((string entity, string field) in new[] { ("people", "firstName"), ("calls", "note") })
        {
            IReadOnlyList<long> ids = vendor.Ids(vendor.Accounts[0].Id, entity);
            for (int i = 0; i < ids.Count; i += 100)
            {
                vendor.Edit(vendor.Accounts[0].Id, entity, ids[i], new JsonObject { [field] = "Changed" });
            }
        }

        Cost delta = await CostAsync(copy, account, cancellationToken);
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
    }

    private static async Task<Cost> CostAsync(BenchCopy copy, AccountInfo account, CancellationToken cancellationToken)
    {
        Cost before = await ReadAsync(copy, cancellationToken);
        foreach (string entity in s_entities)
        {
            await copy.RunAsync(account, entity, cancellationToken);
        }

        Cost after = await ReadAsync(copy, cancellationToken);
        return new Cost(after.Requests - before.Requests, after.CpuSeconds - before.CpuSeconds, after.Writes - before.Writes);
    }

    private static async Task<Cost> ReadAsync(BenchCopy copy, CancellationToken cancellationToken)
    {
        using Process process = Process.GetCurrentProcess();
        double cpu = process.TotalProcessorTime.TotalSeconds;
        return new Cost(
            await copy.ScalarAsync<long>("select coalesce(sum(requests), 0)::bigint from integrations.sync_job_steps", cancellationToken),
            cpu,
            await copy.WritesAsync(["fub_people", "fub_calls", "participant", "contact_log"], cancellationToken));
    }

    private sealed record Cost(long Requests, double CpuSeconds, long Writes);
}
