using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Country. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenCountry>))]
public readonly record struct RezenCountry(string Value) : IOpenEnum<RezenCountry>
{
    /// <summary><c>UNITED_STATES</c>. Observed.</summary>
    public static RezenCountry UnitedStates { get; } = new("UNITED_STATES");

    /// <summary><c>CANADA</c>. Observed.</summary>
    public static RezenCountry Canada { get; } = new("CANADA");

    /// <inheritdoc/>
    public bool IsKnown => Value is "UNITED_STATES" or "CANADA";

    /// <inheritdoc/>
    public static RezenCountry From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
