using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Whether a participant is an agent. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenParticipantType>))]
public readonly record struct RezenParticipantType(string Value) : IOpenEnum<RezenParticipantType>
{
    /// <summary><c>AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantType Agent { get; } = new("AGENT");

    /// <summary><c>EXTERNAL_ENTITY</c>. Documented, second hand.</summary>
    public static RezenParticipantType ExternalEntity { get; } = new("EXTERNAL_ENTITY");

    /// <inheritdoc/>
    public bool IsKnown => Value is "AGENT" or "EXTERNAL_ENTITY";

    /// <inheritdoc/>
    public static RezenParticipantType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
