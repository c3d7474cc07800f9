using System.Text.Json.Serialization;

namespace Integrations.Benchmarks;

/// <summary>The figures of <c>flows</c>, as <c>--report</c> writes them. A figure is null when its flow was not measured.</summary>
internal sealed class FlowReport
{
    /// <summary>Staged onboarding, pages from memory: records per second of the engine over those of bare Npgsql. Median of pairs.</summary>
    public double? EngineVsBare { get; set; }

    /// <summary>Direct path over a bare <c>unnest</c> upsert of each page.</summary>
    public double? DirectVsBare { get; set; }

    /// <summary>Unchanged pages over a bare hash-guarded upsert of each page.</summary>
    public double? UnchangedVsBare { get; set; }

    /// <summary>Simulator to host to PostgreSQL over loopback, the vendor's limit off.</summary>
    public double? HttpRecordsPerSecond { get; set; }

    /// <summary>The same per CPU-second of simulator, host and PostgreSQL together.</summary>
    public double? RecordsPerCpuSecond { get; set; }

    /// <summary>Share of the vendor's allowance used while there is work, 0 to 1.</summary>
    public double? AllowanceUsed { get; set; }

    /// <summary>Share of requests answered 429, 0 to 1.</summary>
    public double? ThrottledShare { get; set; }

    /// <summary>Peak memory of a host's process over the onboarding of 167,000 records of one stream.</summary>
    public long? PeakMemoryBytes { get; set; }

    /// <summary>Peak memory of a host's process over the whole path, of the largest size.</summary>
    public long? HttpPeakMemoryBytes { get; set; }

    public required string Vendor { get; init; }

    public required MachineFacts Machine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool IsQuick { get; init; }

    public double Seconds { get; set; }

    /// <summary>What was measured, run by run.</summary>
    public IList<FlowSeries> Series { get; init; } = [];

    /// <summary>What did not hold. Empty when all is well.</summary>
    public IList<string> Problems { get; init; } = [];
}

/// <summary>One quantity over several runs.</summary>
/// <param name="Name">For example <c>staged engine</c>.</param>
/// <param name="Unit">For example <c>records/s</c>.</param>
/// <param name="Values">In the order in which they were measured.</param>
internal sealed record FlowSeries(string Name, string Unit, IReadOnlyList<double> Values)
{
    public double Median => Statistics.Median(Values);

    public double Min => Values.Min();

    public double Max => Values.Max();
}

/// <summary>Where it was measured.</summary>
internal sealed record MachineFacts(int Cores, string Os, string DotNet, string Postgres);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FlowReport))]
internal sealed partial class FlowJson : JsonSerializerContext;
