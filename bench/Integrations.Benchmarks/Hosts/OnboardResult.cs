using System.Text.Json.Serialization;

namespace Integrations.Benchmarks;

/// <summary>What one process cost that copied something, as it says itself at its end.</summary>
/// <param name="Records">Records stored.</param>
/// <param name="Seconds">Time of the copying alone, start of the process not counted.</param>
/// <param name="CpuSeconds">CPU of the whole process.</param>
/// <param name="PeakMemoryBytes">Peak resident memory of the whole process.</param>
internal sealed record OnboardResult(long Records, double Seconds, double CpuSeconds, long PeakMemoryBytes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OnboardResult))]
internal sealed partial class OnboardJson : JsonSerializerContext;
