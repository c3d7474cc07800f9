using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// The whole path: simulator, HTTP over loopback, host, PostgreSQL, all on the cores of this machine, the vendor's limit off. Every stream of every account is onboarded, from the
/// connection of the accounts to the last settled step. The host has a process of its own, warmed up before; the simulator is in this one.
/// </summary>
internal sealed class HttpFlow : IFlow
{
    public string Name => "http";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        List<Figures> slowest = [];
        foreach (BenchSize size in context.Sizes)
        {
            // Of its own for each size: the peak of its memory is that of the size.
            await using HostProcess host = HostProcess.Start();
            await RunAsync(context, host, BenchSize.WarmUp, report, cancellationToken);
            slowest.Add(await SeriesAsync(context, host, size, size is BenchSize.M or BenchSize.L ? 1 : context.IsQuick ? 2 : 5, report, cancellationToken));
        }

        Figures least = slowest.MinBy(static f => f.PerSecond)!;
        report.HttpRecordsPerSecond = least.PerSecond;
        report.RecordsPerCpuSecond = least.PerCpuSecond;
        report.HttpPeakMemoryBytes = (long)slowest.Max(static f => f.PeakMemoryBytes);
    }

    private static async Task<Figures> SeriesAsync(FlowContext context, HostProcess host, BenchSize size, int times, FlowReport report, CancellationToken cancellationToken)
    {
        List<Figures> runs = [];
        for (int i = 0; i < times; i++)
        {
            runs.Add(await RunAsync(context, host, size, report, cancellationToken));
        }

        double perSecond = Series("whole path", "records/s", static f => f.PerSecond);
        Series("whole path with nested", "records/s", static f => f.WithNestedPerSecond);
        double perCpuSecond = Series("CPU", "records/CPU-s", static f => f.PerCpuSecond ?? 0);
        Series("simulator CPU", "µs/record", static f => f.SimulatorMicroseconds);
        Series("host CPU", "µs/record", static f => f.HostMicroseconds);
        Series("PostgreSQL CPU", "µs/record", static f => f.ServerMicroseconds ?? 0);
        Series("host allocates", "bytes/record", static f => f.BytesPerRecord);
        Series("requests", "per record", static f => f.RequestsPerRecord);
        Series("host peak memory", "bytes", static f => f.PeakMemoryBytes);
        return runs[^1] with { PerSecond = perSecond, PerCpuSecond = runs.Any(static f => f.PerCpuSecond is null) ? null : perCpuSecond };

        double Series(string name, string unit, Func<Figures, double> value)
        {
            var series = new FlowSeries($"http {size} {name}", unit, [.. runs.Select(value)]);
            report.Series.Add(series);
            return series.Median;
        }
    }

    private static async Task<Figures> RunAsync(FlowContext context, HostProcess host, BenchSize size, FlowReport report, CancellationToken cancellationToken)
    {
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("http", cancellationToken: cancellationToken);
        await using BenchSimulator vendor = await context.Vendor.StartAsync(size, cancellationToken);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);
        ServerCpu? server = await ServerCpu.FindAsync(data, cancellationToken);
        using Process process = Process.GetCurrentProcess();
        TimeSpan simulatorCpu = process.TotalProcessorTime;
        TimeSpan? serverCpu = server?.Total();

        OnboardResult done = await host.AskAsync(new OnboardAsk(context.Vendor.Name, vendor.Address, database.ConnectionString, vendor.Keys, Entities: null), cancellationToken);

        process.Refresh();
        simulatorCpu = process.TotalProcessorTime - simulatorCpu;
        serverCpu = server?.Total() - serverCpu;
        await CheckAsync(context.Vendor, vendor, database.ConnectionString, report, cancellationToken);
        double records = done.Records;
        double nested = context.Vendor.NestedSql is { } sql ? await CountAsync(data, sql, cancellationToken) : 0;
        var figures = new Figures(
            records / done.Seconds,
            (records + nested) / done.Seconds,
            records / (simulatorCpu.TotalSeconds + done.CpuSeconds + serverCpu?.TotalSeconds),
            simulatorCpu.TotalMicroseconds / records,
            done.CpuSeconds * 1e6 / records,
            serverCpu?.TotalMicroseconds / records,
            done.AllocatedBytes / records,
            done.Requests / records,
            done.PeakMemoryBytes);
        FlowContext.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{size}: {records:#,0} records and {nested:#,0} nested in them with {done.Requests:#,0} requests in {done.Seconds:0.0} s, {figures.PerSecond:#,0}/s, with the nested {figures.WithNestedPerSecond:#,0}/s; CPU {simulatorCpu.TotalSeconds:0.0} s simulator, {done.CpuSeconds:0.0} s host, {serverCpu?.TotalSeconds:0.0} s PostgreSQL; {figures.BytesPerRecord:#,0} bytes per record; peak {done.PeakMemoryBytes >> 20} MiB"));
        if (size is BenchSize.M or BenchSize.L)
        {
            Hold(context.Vendor, figures, report);
            await context.Vendor.AskAsync(database.ConnectionString, report, cancellationToken);
        }

        return figures;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource data, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = data.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void Hold(BenchVendor vendor, Figures figures, FlowReport report)
    {
        if (figures.PerSecond < vendor.LeastPerSecond)
        {
            report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"http: {figures.PerSecond:#,0} records/s; asked for are {vendor.LeastPerSecond:#,0}."));
        }

        if (figures.PeakMemoryBytes > vendor.MostMemory)
        {
            report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"http: the host's peak memory is {(long)figures.PeakMemoryBytes >> 20} MiB; allowed are {vendor.MostMemory >> 20}."));
        }
    }

    private static async Task CheckAsync(BenchVendor vendor, BenchSimulator simulator, string connectionString, FlowReport report, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = BenchWorld.Services(vendor, connectionString, simulator.Address);
        await using var copy = new BenchCopy(connectionString, services, owned: null);
        if (await copy.ScalarAsync<string>(
            """
            select coalesce(string_agg(entity_type || ' of account ' || account_id || ' ended ' || status || ' with ' || rows_rejected || ' rejects. ' || coalesce(error_message, ''), E'\n'), '')
            from integrations.sync_job_steps where outcome is distinct from 'NOT_CONFIGURED' and (status <> 'COMPLETED' or rows_rejected > 0)
            """,
            cancellationToken) is { Length: > 0 } problem)
        {
            report.Problems.Add("http: " + problem);
        }

        if (await copy.ScalarAsync<string>("select coalesce(string_agg(difference, ' '), '') from integrations.core_check where difference is not null", cancellationToken) is { Length: > 0 } difference)
        {
            report.Problems.Add("http: " + difference);
        }

        IReadOnlyList<AccountInfo> accounts = await services.GetRequiredService<IAccountStore>().ListAsync(vendor.Name, cancellationToken);
        foreach ((int place, AccountInfo account) in accounts.Index())
        {
            foreach (string entity in vendor.CountedEntities)
            {
                long mirror = await services.GetRequiredService<IRecordStore>().CountAsync(account.Ref, new StreamName(vendor.Name, entity), cancellationToken);
                long there = simulator.Count(place, entity);
                if (mirror != there)
                {
                    report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"http: {account.Ref} {entity}: the vendor has {there}, the mirror {mirror}."));
                }
            }
        }
    }

    private sealed record Figures(
        double PerSecond, double WithNestedPerSecond, double? PerCpuSecond, double SimulatorMicroseconds, double HostMicroseconds, double? ServerMicroseconds, double BytesPerRecord, double RequestsPerRecord, double PeakMemoryBytes);
}
