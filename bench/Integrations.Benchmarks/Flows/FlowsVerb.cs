using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Integrations.Testing;
using Npgsql;

namespace Integrations.Benchmarks;

internal static class FlowsVerb
{
    private static readonly IFlow[] s_all = [new StagedFlow(), new DirectFlow(), new HttpFlow(), new AllowanceFlow(), new MemoryFlow(), new DeltaFlow(), new ClosureFlow()];

    public static async Task<int> RunAsync(BenchVendor vendor, BenchSize? size, bool isQuick, IReadOnlyList<string> only, FileInfo? file, CancellationToken cancellationToken)
    {
        IFlow[] known = [.. s_all.Where(f => f.Vendor is null || f.Vendor == vendor.Name)];
        if (only.FirstOrDefault(n => known.All(f => f.Name != n)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no flow '{unknown}' of {vendor.Name}. There are: {string.Join(", ", known.Select(static f => f.Name))}.");
            return 2;
        }

        long started = Stopwatch.GetTimestamp();
        await using ThrowawayPostgres server = await StartServerAsync(cancellationToken);
        var context = new FlowContext(server, vendor, size is { } one ? [one] : isQuick ? [BenchSize.S] : [BenchSize.S, BenchSize.M], isQuick);
        var report = new FlowReport { Vendor = vendor.Name, Machine = await MachineAsync(server, cancellationToken), StartedAt = TimeProvider.System.GetUtcNow(), IsQuick = isQuick };
        foreach (IFlow flow in known.Where(f => only.Count == 0 || only.Contains(f.Name, StringComparer.Ordinal)))
        {
            FlowContext.Say($"== {flow.Name}");
            await flow.MeasureAsync(context, report, cancellationToken);
        }

        report.Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);
        Show(report);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, FlowJson.Default.FlowReport), cancellationToken);
        }

        return report.Problems.Count == 0 ? 0 : 1;
    }

    /// <summary>A server as in production: durable, with room for its buffers and its log.</summary>
    public static Task<ThrowawayPostgres> StartServerAsync(CancellationToken cancellationToken)
    {
        var options = new ThrowawayPostgresOptions { Durable = true };
        options.Settings["shared_buffers"] = "512MB";
        options.Settings["max_wal_size"] = "4GB";
        return ThrowawayPostgres.StartAsync(options, cancellationToken);
    }

    public static async Task<MachineFacts> MachineAsync(ThrowawayPostgres server, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(server.ConnectionString);
        await using NpgsqlConnection connection = await data.OpenConnectionAsync(cancellationToken);
        return new MachineFacts(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, connection.PostgreSqlVersion.ToString());
    }

    private static void Show(FlowReport report)
    {
        foreach (FlowSeries series in report.Series)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series.Name,-34} {series.Median,14:#,0.###} {series.Unit,-12} ({series.Min:#,0.###} to {series.Max:#,0.###}, n={series.Values.Count})"));
        }

        foreach ((string name, double? value) in new (string, double?)[]
        {
            ("engineVsBare", report.EngineVsBare), ("directVsBare", report.DirectVsBare), ("unchangedVsBare", report.UnchangedVsBare),
            ("httpRecordsPerSecond", report.HttpRecordsPerSecond), ("recordsPerCpuSecond", report.RecordsPerCpuSecond),
            ("httpPeakMemoryBytes", report.HttpPeakMemoryBytes), ("allowanceUsed", report.AllowanceUsed), ("throttledShare", report.ThrottledShare), ("peakMemoryBytes", report.PeakMemoryBytes),
        })
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34} {(value is { } v ? v.ToString("#,0.####", CultureInfo.InvariantCulture) : "not measured"),14}"));
        }

        foreach (string problem in report.Problems)
        {
            Console.Out.WriteLine("PROBLEM: " + problem);
        }
    }
}
