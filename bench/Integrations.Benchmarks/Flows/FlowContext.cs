using Integrations.Testing;

namespace Integrations.Benchmarks;

/// <summary>What all flows share.</summary>
/// <param name="Server">A durable server (fsync on), fresh for this run.</param>
/// <param name="Vendor">The vendor that is measured.</param>
/// <param name="Sizes">Sizes of the whole path, the smallest first.</param>
/// <param name="IsQuick">True when the whole verb must end within five minutes.</param>
internal sealed record FlowContext(ThrowawayPostgres Server, BenchVendor Vendor, IReadOnlyList<BenchSize> Sizes, bool IsQuick)
{
    /// <summary>Pairs of runs per ratio, after one that warms up.</summary>
    public int Repetitions => IsQuick ? 3 : 7;

    public static void Say(string text) => Console.Out.WriteLine(text);
}
