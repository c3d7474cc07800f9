using System.Text.Json.Serialization;

namespace Integrations.Abstractions;

/// <summary>How far one of several lists has been read.</summary>
/// <param name="Name">The list, for example <c>CLOSED</c>.</param>
/// <param name="State">Its own state, with its own watermark.</param>
public sealed record PartState([property: JsonPropertyName("a")] string Name, [property: JsonPropertyName("k")] StrategyState State);
