using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>State of a team. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenTeamStatus>))]
public readonly record struct RezenTeamStatus(string Value) : IOpenEnum<RezenTeamStatus>
{
    /// <summary><c>ACTIVE</c>. Documented, second hand.</summary>
    public static RezenTeamStatus Active { get; } = new("ACTIVE");

    /// <summary><c>INACTIVE</c>. Documented, second hand.</summary>
    public static RezenTeamStatus Inactive { get; } = new("INACTIVE");

    /// <inheritdoc/>
    public bool IsKnown => Value is "ACTIVE" or "INACTIVE";

    /// <inheritdoc/>
    public static RezenTeamStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
