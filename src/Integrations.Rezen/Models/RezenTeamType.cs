using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Kind of team. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenTeamType>))]
public readonly record struct RezenTeamType(string Value) : IOpenEnum<RezenTeamType>
{
    /// <summary><c>NORMAL</c>. Documented, second hand.</summary>
    public static RezenTeamType Normal { get; } = new("NORMAL");

    /// <summary><c>PLATINUM</c>. Documented, second hand.</summary>
    public static RezenTeamType Platinum { get; } = new("PLATINUM");

    /// <summary><c>GROUP</c>. Documented, second hand.</summary>
    public static RezenTeamType Group { get; } = new("GROUP");

    /// <summary><c>DOMESTIC</c>. Documented, second hand.</summary>
    public static RezenTeamType Domestic { get; } = new("DOMESTIC");

    /// <summary><c>PRO</c>. Documented, second hand.</summary>
    public static RezenTeamType Pro { get; } = new("PRO");

    /// <inheritdoc/>
    public bool IsKnown => Value is "NORMAL" or "PLATINUM" or "GROUP" or "DOMESTIC" or "PRO";

    /// <inheritdoc/>
    public static RezenTeamType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
