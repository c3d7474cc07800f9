using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>Kind of property. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenPropertyType>))]
public readonly record struct RezenPropertyType(string Value) : IOpenEnum<RezenPropertyType>
{
    /// <summary><c>RESIDENTIAL</c>. Documented, second hand.</summary>
    public static RezenPropertyType Residential { get; } = new("RESIDENTIAL");

    /// <summary><c>COMMERCIAL</c>. Documented, second hand.</summary>
    public static RezenPropertyType Commercial { get; } = new("COMMERCIAL");

    /// <summary><c>LAND_LOT</c>. Documented, second hand.</summary>
    public static RezenPropertyType LandLot { get; } = new("LAND_LOT");

    /// <summary><c>CONDO</c>. Documented, second hand.</summary>
    public static RezenPropertyType Condo { get; } = new("CONDO");

    /// <summary><c>MOBILE_HOME</c>. Documented, second hand.</summary>
    public static RezenPropertyType MobileHome { get; } = new("MOBILE_HOME");

    /// <summary><c>NEW_CONSTRUCTION</c>. Documented, second hand.</summary>
    public static RezenPropertyType NewConstruction { get; } = new("NEW_CONSTRUCTION");

    /// <inheritdoc/>
    public bool IsKnown => Value is "RESIDENTIAL" or "COMMERCIAL" or "LAND_LOT" or "CONDO" or "MOBILE_HOME" or "NEW_CONSTRUCTION";

    /// <inheritdoc/>
    public static RezenPropertyType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
