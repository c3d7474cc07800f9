using System.Globalization;

namespace Integrations.Benchmarks;

/// <summary>
/// Times of the engine and of its baseline, measured in pairs, in turn first and second. A ratio is taken within a pair, whose runs stand next to each other, so that what else the
/// machine does weighs on both; the figure is the median of the ratios.
/// </summary>
internal sealed class PairedRuns(string name, int records)
{
    private readonly List<double> _engine = [];
    private readonly List<double> _bare = [];
    private readonly List<double> _allocated = [];

    public void Add(TimeSpan engine, TimeSpan bare, long allocated)
    {
        _engine.Add(records / engine.TotalSeconds);
        _bare.Add(records / bare.TotalSeconds);
        _allocated.Add((double)allocated / records);
        FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: engine {_engine[^1]:#,0} records/s, bare {_bare[^1]:#,0}, ratio {_engine[^1] / _bare[^1]:0.00}"));
    }

    /// <summary>Puts the series into the report and returns the ratio.</summary>
    public double Report(FlowReport report)
    {
        double[] ratios = [.. _engine.Zip(_bare, static (e, b) => Math.Round(e / b, 4))];
        report.Series.Add(new FlowSeries(name + " engine", "records/s", [.. _engine.Select(static v => Math.Round(v, 1))]));
        report.Series.Add(new FlowSeries(name + " bare", "records/s", [.. _bare.Select(static v => Math.Round(v, 1))]));
        report.Series.Add(new FlowSeries(name + " ratio", "", ratios));
        report.Series.Add(new FlowSeries(name + " allocated", "bytes/record", [.. _allocated.Select(static v => Math.Round(v))]));
        return Statistics.Median(ratios);
    }
}
