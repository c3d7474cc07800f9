using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Currency of an amount. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenCurrency>))]
public readonly record struct RezenCurrency(string Value) : IOpenEnum<RezenCurrency>
{
    /// <summary><c>USD</c>. Observed.</summary>
    public static RezenCurrency Usd { get; } = new("USD");

    /// <summary><c>CAD</c>. Observed.</summary>
    public static RezenCurrency Cad { get; } = new("CAD");

    /// <inheritdoc/>
    public bool IsKnown => Value is "USD" or "CAD";

    /// <inheritdoc/>
    public static RezenCurrency From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
