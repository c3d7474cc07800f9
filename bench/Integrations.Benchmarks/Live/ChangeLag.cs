namespace Integrations.Benchmarks;

/// <summary>How long changes at the vendor took to their rows in the core tables, in seconds.</summary>
/// <param name="Changes">How many.</param>
/// <param name="P50Seconds">Median.</param>
/// <param name="P95Seconds">95th percentile.</param>
/// <param name="MaxSeconds">The longest.</param>
internal sealed record ChangeLag(int Changes, double P50Seconds, double P95Seconds, double MaxSeconds)
{
    public static ChangeLag Of(IReadOnlyList<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return new ChangeLag(sorted.Length, Round(Statistics.Percentile(sorted, 0.5)), Round(Statistics.Percentile(sorted, 0.95)), Round(sorted[^1]));
    }

    private static double Round(double value) => Math.Round(value, 3);
}
