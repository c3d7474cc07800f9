using System.Globalization;

namespace Integrations.Abstractions;

/// <summary>
/// An identifier that the vendor gave, as text: <c>9002</c>, a guid, or a composed natural key such as <c>deal:21</c>.
/// Never a row of our database; that is <see cref="RowId"/> (invariant I20).
/// </summary>
/// <param name="Value">The vendor's identifier. Never empty.</param>
public readonly record struct VendorId(string Value)
{
    /// <summary>Makes an identifier from a vendor's integer id.</summary>
    public static VendorId From(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => Value;
}
