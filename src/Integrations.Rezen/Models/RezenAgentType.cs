using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Kind of person. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenAgentType>))]
public readonly record struct RezenAgentType(string Value) : IOpenEnum<RezenAgentType>
{
    /// <summary><c>AGENT</c>. Observed.</summary>
    public static RezenAgentType Agent { get; } = new("AGENT");

    /// <inheritdoc/>
    public bool IsKnown => Value is "AGENT";

    /// <inheritdoc/>
    public static RezenAgentType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
