using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>How a group hands out leads. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubGroupDistribution>))]
public readonly record struct FubGroupDistribution(string Value) : IOpenEnum<FubGroupDistribution>
{
    /// <summary><c>round-robin</c>. Observed.</summary>
    public static FubGroupDistribution RoundRobin { get; } = new("round-robin");

    /// <summary><c>first-to-claim</c>. Assumed.</summary>
    public static FubGroupDistribution FirstToClaim { get; } = new("first-to-claim");

    /// <inheritdoc/>
    public bool IsKnown => Value is "round-robin" or "first-to-claim";

    /// <inheritdoc/>
    public static FubGroupDistribution From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
