using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Who a group holds. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubGroupType>))]
public readonly record struct FubGroupType(string Value) : IOpenEnum<FubGroupType>
{
    /// <summary><c>Agent</c>. Documented.</summary>
    public static FubGroupType Agent { get; } = new("Agent");

    /// <summary><c>Lender</c>. Documented.</summary>
    public static FubGroupType Lender { get; } = new("Lender");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Agent" or "Lender";

    /// <inheritdoc/>
    public static FubGroupType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
