using System.Text.Json.Serialization;

namespace Integrations.Benchmarks;

/// <summary>The figures of <c>peers</c>, as <c>--report</c> writes them.</summary>
internal sealed record PeersReport
{
    public required MachineFacts Machine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required IReadOnlyList<PeerFigures> Peers { get; init; }
}

/// <summary>One library copying its records.</summary>
/// <param name="Name">Package and version.</param>
/// <param name="Records">Records stored, as the database counts them.</param>
/// <param name="BytesPerRecord">Payload on the wire, mean.</param>
/// <param name="RecordsPerSecond">Of the copying alone.</param>
/// <param name="CpuSeconds">CPU of the copying process, its start included.</param>
/// <param name="PeakMemoryBytes">Peak resident memory of that process.</param>
internal sealed record PeerFigures(string Name, long Records, double BytesPerRecord, double RecordsPerSecond, double CpuSeconds, long PeakMemoryBytes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PeersReport))]
internal sealed partial class PeersJson : JsonSerializerContext;
