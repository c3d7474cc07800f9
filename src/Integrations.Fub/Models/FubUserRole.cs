using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Role of a user. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubUserRole>))]
public readonly record struct FubUserRole(string Value) : IOpenEnum<FubUserRole>
{
    /// <summary><c>Agent</c>. Documented.</summary>
    public static FubUserRole Agent { get; } = new("Agent");

    /// <summary><c>Broker</c>. Documented. Owners and admins.</summary>
    public static FubUserRole Broker { get; } = new("Broker");

    /// <summary><c>Lender</c>. Documented.</summary>
    public static FubUserRole Lender { get; } = new("Lender");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Agent" or "Broker" or "Lender";

    /// <inheritdoc/>
    public static FubUserRole From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
