using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// The whole path: simulator, HTTP over loopback, host, PostgreSQL, all on the cores of this machine, the vendor's limit off. Every stream of every account is onboarded, from the
/// connection of the accounts to the last settled step. Simulator and host share this process; PostgreSQL's CPU time is added to its own.
/// </summary>
internal sealed class HttpFlow : IFlow
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);

    public string Name => "http";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        await RunAsync(context, SimulatorSize.S with { Name = "warm-up", People = 2_000, Calls = 4_000, TextMessages = 2_000, Events = 1_000 }, report, cancellationToken);
        Figures small = await SeriesAsync(context, SimulatorSize.S, context.IsQuick ? 2 : 5, report, cancellationToken);
        Figures slowest = small;
        if (!context.IsQuick)
        {
            Figures medium = await SeriesAsync(context, SimulatorSize.M, 1, report, cancellationToken);
            slowest = medium.PerSecond < small.PerSecond ? medium : small;
        }

        report.HttpRecordsPerSecond = slowest.PerSecond;
        report.RecordsPerCpuSecond = slowest.PerCpuSecond;
    }

    private static async Task<Figures> SeriesAsync(FlowContext context, SimulatorSize size, int times, FlowReport report, CancellationToken cancellationToken)
    {
        List<Figures> runs = [];
        for (int i = 0; i < times; i++)
        {
            runs.Add(await RunAsync(context, size, report, cancellationToken));
        }

        Series("whole path", "records/s", static f => f.PerSecond);
        Series("CPU", "records/CPU-s", static f => f.PerCpuSecond ?? 0);
        Series("simulator + host CPU", "µs/record", static f => f.HostMicroseconds);
        Series("PostgreSQL CPU", "µs/record", static f => f.ServerMicroseconds ?? 0);
        Series("simulator + host allocate", "bytes/record", static f => f.BytesPerRecord);
        Series("requests", "per record", static f => f.RequestsPerRecord);
        return new Figures(
            Statistics.Median([.. runs.Select(static f => f.PerSecond)]),
            runs.Any(static f => f.PerCpuSecond is null) ? null : Statistics.Median([.. runs.Select(static f => f.PerCpuSecond!.Value)]),
            0, null, 0, 0);

        void Series(string name, string unit, Func<Figures, double> value) => report.Series.Add(new FlowSeries($"http {size.Name} {name}", unit, [.. runs.Select(value)]));
    }

    private static async Task<Figures> RunAsync(FlowContext context, SimulatorSize size, FlowReport report, CancellationToken cancellationToken)
    {
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("http", cancellationToken: cancellationToken);
        await using FubSimulator vendor = await FubSimulator.StartAsync(new FubSimulatorOptions { Size = size, RateLimits = FubSimulatorRateLimits.Off }, cancellationToken);
        using IHost host = Build(database.ConnectionString, vendor.BaseAddress);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);
        ServerCpu? server = await ServerCpu.FindAsync(data, cancellationToken);
        await host.StartAsync(cancellationToken);
        using Process process = Process.GetCurrentProcess();
        TimeSpan hostCpu = process.TotalProcessorTime;
        TimeSpan? serverCpu = server?.Total();
        long allocated = GC.GetTotalAllocatedBytes();
        long started = Stopwatch.GetTimestamp();

        List<AccountRef> accounts = [];
        foreach (FubSimulatorAccount account in vendor.Accounts)
        {
            accounts.Add((await host.Services.GetRequiredService<IAccountConnector>().ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = account.OwnerKey }, cancellationToken: cancellationToken)).Ref);
        }

        SyncStepStatus[] steps = [.. await SettledAsync(host.Services.GetRequiredService<ISyncJobs>(), accounts, cancellationToken)];
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        hostCpu = process.TotalProcessorTime - hostCpu;
        serverCpu = server?.Total() - serverCpu;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        double records = steps.Sum(static s => s.Counts.Read);
        await CheckAsync(host.Services.GetRequiredService<IRecordStore>(), vendor, accounts, steps, report, cancellationToken);
        await host.StopAsync(cancellationToken);
        var figures = new Figures(
            records / seconds,
            records / (hostCpu + serverCpu)?.TotalSeconds,
            hostCpu.TotalMicroseconds / records,
            serverCpu?.TotalMicroseconds / records,
            allocated / records,
            steps.Sum(static s => s.Requests.Requests) / records);
        FlowContext.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{size}: {records:#,0} records in {seconds:0.0} s, {figures.PerSecond:#,0}/s; CPU {hostCpu.TotalSeconds:0.0} s simulator and host, {serverCpu?.TotalSeconds:0.0} s PostgreSQL; {figures.BytesPerRecord:#,0} bytes per record; peak {process.PeakWorkingSet64 / 1048576.0:0} MiB"));
        return figures;
    }

    private static IHost Build(string connectionString, Uri vendor)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddIntegrations().UsePostgres(connectionString).AddWorkers();
        builder.Services.AddFubIntegration(o =>
        {
            o.BaseAddress = vendor;
            o.SystemName = "synthetic-system";
            o.SystemKey = "synthetic-system-key-0001";
        });
        return builder.Build();
    }

    private static async Task<IEnumerable<SyncStepStatus>> SettledAsync(ISyncJobs jobs, List<AccountRef> accounts, CancellationToken cancellationToken)
    {
        List<SyncStepStatus> steps = [];
        foreach (AccountRef account in accounts)
        {
            while (true)
            {
                IReadOnlyList<SyncJobStatus> all = await jobs.ListAsync(account, cancellationToken: cancellationToken);
                if (all.Count > 0 && all.All(static j => j.IsSettled))
                {
                    steps.AddRange(all.SelectMany(static j => j.Steps));
                    break;
                }

                await Task.Delay(s_poll, TimeProvider.System, cancellationToken);
            }
        }

        return steps;
    }

    private static async Task CheckAsync(
        IRecordStore records, FubSimulator vendor, List<AccountRef> accounts, SyncStepStatus[] steps, FlowReport report, CancellationToken cancellationToken)
    {
        foreach (SyncStepStatus step in steps.Where(static s => s.State != SyncJobState.Completed || s.Counts.Rejected > 0))
        {
            report.Problems.Add($"http: {step.Stream} ended {step.State} with {step.Counts.Rejected.ToString(CultureInfo.InvariantCulture)} rejects. {step.ErrorMessage}");
        }

        foreach ((AccountRef account, FubSimulatorAccount simulated) in accounts.Zip(vendor.Accounts))
        {
            foreach (string entity in (string[])["people", "calls", "textMessages", "events", "appointments", "deals"])
            {
                long mirror = await records.CountAsync(account, new StreamName(FubDefaults.Vendor, entity), cancellationToken);
                long there = vendor.Count(simulated.Id, entity).Total;
                if (mirror != there)
                {
                    report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"http: {account} {entity}: the vendor has {there}, the mirror {mirror}."));
                }
            }
        }
    }

    private sealed record Figures(double PerSecond, double? PerCpuSecond, double HostMicroseconds, double? ServerMicroseconds, double BytesPerRecord, double RequestsPerRecord);
}
