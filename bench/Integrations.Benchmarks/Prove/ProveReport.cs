using System.Text.Json.Serialization;

namespace Integrations.Benchmarks;

/// <summary>What <c>prove</c> found, as <c>--report</c> writes it. All of <see cref="Lost"/>, <see cref="Doubled"/> and <see cref="Stuck"/> are to be zero.</summary>
internal sealed record ProveReport
{
    /// <summary>Histories that lack something at their end, and records that the kill series lost.</summary>
    public required long Lost { get; init; }

    /// <summary>Histories that have more than the vendor at their end, and records that the kill series doubled.</summary>
    public required long Doubled { get; init; }

    /// <summary>Histories without an end, and steps, leases, rows or references that the kill series left waiting.</summary>
    public required long Stuck { get; init; }

    /// <summary>Runs and steps of the kill series whose counters do not add up.</summary>
    public required long Unbalanced { get; init; }

    public required int Seed { get; init; }

    public required long Histories { get; init; }

    public required double HistorySeconds { get; init; }

    public required int Kills { get; init; }

    public required double KillSeconds { get; init; }

    /// <summary>Kills by point.</summary>
    public required IReadOnlyDictionary<string, int> KillsAt { get; init; }

    /// <summary>The smallest history that went wrong, and each finding of the kill series. Empty is the result to have.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    public required MachineFacts Machine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ProveReport))]
internal sealed partial class ProveJson : JsonSerializerContext;
