using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Whom an agent represents. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenRepresentation>))]
public readonly record struct RezenRepresentation(string Value) : IOpenEnum<RezenRepresentation>
{
    /// <summary><c>SELLER</c>. Observed.</summary>
    public static RezenRepresentation Seller { get; } = new("SELLER");

    /// <summary><c>BUYER</c>. Observed.</summary>
    public static RezenRepresentation Buyer { get; } = new("BUYER");

    /// <summary><c>DUAL</c>. Observed.</summary>
    public static RezenRepresentation Dual { get; } = new("DUAL");

    /// <summary><c>LANDLORD</c>. Observed.</summary>
    public static RezenRepresentation Landlord { get; } = new("LANDLORD");

    /// <summary><c>TENANT</c>. Observed.</summary>
    public static RezenRepresentation Tenant { get; } = new("TENANT");

    /// <inheritdoc/>
    public bool IsKnown => Value is "SELLER" or "BUYER" or "DUAL" or "LANDLORD" or "TENANT";

    /// <inheritdoc/>
    public static RezenRepresentation From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
