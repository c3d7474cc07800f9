using System.Text.Json.Serialization;

namespace Integrations.Benchmarks;

/// <summary>What one process cost that copied something, as it says itself.</summary>
internal sealed record OnboardResult
{
    /// <summary>Records read and stored.</summary>
    public long Records { get; init; }

    /// <summary>Requests at the vendor.</summary>
    public long Requests { get; init; }

    /// <summary>Time of the copying alone, start of the process not counted.</summary>
    public double Seconds { get; init; }

    /// <summary>CPU of the process since its start, or since its last answer.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Bytes allocated since the start, or since the last answer.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Peak resident memory of the process.</summary>
    public long PeakMemoryBytes { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OnboardAsk))]
[JsonSerializable(typeof(OnboardResult))]
internal sealed partial class OnboardJson : JsonSerializerContext;
