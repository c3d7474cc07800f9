using System.Text.Json.Serialization;

namespace Integrations.Abstractions;

/// <summary>Where a read of several lists stands: those before <paramref name="Part"/> are done, those behind it are not begun.</summary>
/// <param name="Strategy">Name of the strategy that began the read.</param>
/// <param name="Part">The list that is being read.</param>
/// <param name="ReachesBackTo">The time that the read was asked to reach back to. Null when none was.</param>
public sealed record PartsTurn(
    [property: JsonPropertyName("s")] string Strategy,
    [property: JsonPropertyName("a")] string Part,
    [property: JsonPropertyName("f")] DateTimeOffset? ReachesBackTo);
