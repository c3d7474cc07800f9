using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Integrations.Benchmarks;

/// <summary>
/// The engine and its baseline, measured in pairs, in turn first and second. A ratio is taken within a pair, whose runs stand next to each other, so that what else the machine does weighs
/// on both; the figure is the median of the ratios. Beside it stands the ratio of CPU time, of this process and PostgreSQL together, on which a busy machine weighs less.
/// </summary>
/// <param name="name">Name of the series.</param>
/// <param name="records">Records of a run.</param>
/// <param name="server">CPU time of PostgreSQL. Null where it cannot be told.</param>
internal sealed class PairedRuns(string name, int records, ServerCpu? server)
{
    private readonly List<Cost> _engine = [];
    private readonly List<Cost> _bare = [];

    /// <summary>Runs a pair. Round 0 warms up and is not kept.</summary>
    public async Task RunAsync(int round, BenchCopy ours, Func<Task<TimeSpan>> engine, BenchCopy theirs, Func<Task<TimeSpan>> bare, CancellationToken cancellationToken)
    {
        Cost baseline = round % 2 == 1 ? await MeasureAsync(theirs, bare, cancellationToken) : default;
        Cost own = await MeasureAsync(ours, engine, cancellationToken);
        baseline = round % 2 == 0 ? await MeasureAsync(theirs, bare, cancellationToken) : baseline;
        if (round > 0)
        {
            _engine.Add(own);
            _bare.Add(baseline);
            FlowContext.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: engine {records / own.Seconds:#,0} records/s, bare {records / baseline.Seconds:#,0}, ratio {baseline.Seconds / own.Seconds:0.00}, of CPU time {baseline.CpuSeconds / own.CpuSeconds:0.00}"));
        }
    }

    /// <summary>Puts the series into the report and returns the ratio.</summary>
    public double Report(FlowReport report)
    {
        Add("engine", "records/s", _engine.Select(c => records / c.Seconds), 1);
        Add("bare", "records/s", _bare.Select(c => records / c.Seconds), 1);
        Add("engine CPU", "µs/record", _engine.Select(c => c.CpuSeconds * 1e6 / records), 1);
        Add("bare CPU", "µs/record", _bare.Select(c => c.CpuSeconds * 1e6 / records), 1);
        Add("engine allocated", "bytes/record", _engine.Select(c => (double)c.Allocated / records), 0);
        Add("ratio of CPU time", "", _engine.Zip(_bare, static (e, b) => b.CpuSeconds / e.CpuSeconds), 4);
        return Statistics.Median(Add("ratio", "", _engine.Zip(_bare, static (e, b) => b.Seconds / e.Seconds), 4));

        IReadOnlyList<double> Add(string what, string unit, IEnumerable<double> values, int digits)
        {
            double[] rounded = [.. values.Select(v => Math.Round(v, digits))];
            report.Series.Add(new FlowSeries($"{name} {what}", unit, rounded));
            return rounded;
        }
    }

    private async Task<Cost> MeasureAsync(BenchCopy copy, Func<Task<TimeSpan>> run, CancellationToken cancellationToken)
    {
        // Everything dirty goes to disk first, so that no run pays for the one before it.
        await copy.ExecuteAsync("checkpoint", cancellationToken);
        using Process process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime + (server?.Total() ?? TimeSpan.Zero);
        long allocated = GC.GetTotalAllocatedBytes();
        TimeSpan elapsed = await run();
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        process.Refresh();
        return new Cost(elapsed.TotalSeconds, (process.TotalProcessorTime + (server?.Total() ?? TimeSpan.Zero) - cpu).TotalSeconds, allocated);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cost(double Seconds, double CpuSeconds, long Allocated);
}
