using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// How much of the vendor's allowance is used when there is more work than allowance, and how often the vendor says 429: by one process, and by four processes that share 50 accounts
/// through PostgreSQL. The simulator counts in sliding windows at arrival, as the vendor does.
/// <para>
/// The use of an account is the allowance of k windows over the time from its first answered request to the one that begins window k, so that neither the first burst nor the last, cut
/// window counts for more than it is.
/// </para>
/// </summary>
internal sealed class AllowanceFlow : IFlow
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public string Name => "allowance";

    public string Vendor => FubDefaults.Vendor;

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        (double used, double throttled) one = await RunAsync(context, processes: 1, accounts: 8, report, cancellationToken);
        (double used, double throttled) four = await RunAsync(context, processes: 4, accounts: 50, report, cancellationToken);
        report.AllowanceUsed = Math.Min(one.used, four.used);
        report.ThrottledShare = Math.Max(one.throttled, four.throttled);
    }

    private static async Task<(double Used, double Throttled)> RunAsync(FlowContext context, int processes, int accounts, FlowReport report, CancellationToken cancellationToken)
    {
        // The vendor's own numbers in the long run: 250 in 10 seconds. The quick run has a smaller allowance, so that it measures the budget and not this machine.
        int limit = context.IsQuick ? 50 : 250;
        TimeSpan duration = TimeSpan.FromSeconds(context.IsQuick ? 35 : 75);
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("allowance", cancellationToken: cancellationToken);
        await using (ServiceProvider services = new ServiceCollection().AddLogging().AddAllowanceServices(database.ConnectionString, new Uri("http://127.0.0.1/v1/"), [], limit))
        {
            await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        }

        await using FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions { AccountCount = accounts, RateLimits = FubSimulatorRateLimits.Vendor with { Global = limit }, RequestLogCapacity = 1 }, cancellationToken);
        var answers = new ConcurrentDictionary<long, ConcurrentQueue<long>>();
        vendor.Requests.OnRequest = entry =>
        {
            if (entry is { Status: 200, Account: { } account })
            {
                answers.GetOrAdd(account, static _ => new ConcurrentQueue<long>()).Enqueue(entry.Time.UtcTicks);
            }
        };

        // The processes share the server's 100 connections.
        var pool = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 20 };
        List<Process> workers = [.. Enumerable.Range(0, processes).Select(_ => Start(pool.ConnectionString, vendor, limit))];
        try
        {
            // Processes take their time to start: what counts begins when every account is being asked for.
            long started = Stopwatch.GetTimestamp();
            while (answers.Count < accounts && Stopwatch.GetElapsedTime(started) < s_patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }

            await Task.Delay(duration, TimeProvider.System, cancellationToken);
            foreach (Process worker in workers)
            {
                worker.StandardInput.Close();
                await worker.WaitForExitAsync(cancellationToken);
                if (worker.ExitCode != 0)
                {
                    report.Problems.Add($"allowance: a worker process ended with {worker.ExitCode.ToString(CultureInfo.InvariantCulture)}.");
                }
            }
        }
        finally
        {
            foreach (Process worker in workers)
            {
                if (!worker.HasExited)
                {
                    worker.Kill();
                }

                worker.Dispose();
            }
        }

        double[] used = [.. vendor.Accounts.Select(a => Used([.. answers.GetValueOrDefault(a.Id, []).Order()], limit, FubDefaults.RateWindow, duration))];
        long refused = vendor.Requests.Count(status: 429);
        double throttled = refused / (double)Math.Max(1, vendor.Requests.Total);
        string name = string.Create(CultureInfo.InvariantCulture, $"allowance {processes} process{(processes == 1 ? "" : "es")}, {accounts} accounts");
        report.Series.Add(new FlowSeries(name, "share", used));
        FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{name}, {limit} in 10 s each: used {used.Average():0.000} ({used.Min():0.000} to {used.Max():0.000}), {vendor.Requests.Total:#,0} requests, {refused} answered 429"));
        return (used.Average(), throttled);
    }

    private static double Used(long[] times, int limit, TimeSpan window, TimeSpan duration)
    {
        int windows = (times.Length - 1) / limit;
        return windows < 1 ? times.Length / (limit * (duration / window)) : windows * window.Ticks / (double)(times[windows * limit] - times[0]);
    }

    /// <summary>Starts a process that works until its input ends.</summary>
    private static Process Start(string connectionString, FubSimulator vendor, int limit)
    {
        // The host of a program that was not published is the dotnet command, which wants the program's name first.
        string host = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        var start = new ProcessStartInfo(host, [.. program, AllowanceWorker.Verb, vendor.BaseAddress.ToString(), Number(limit), .. vendor.Accounts.Select(static a => a.OwnerKey)]) { RedirectStandardInput = true, UseShellExecute = false };
        start.Environment[AllowanceWorker.ConnectionVariable] = connectionString;
        return Process.Start(start)!;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
