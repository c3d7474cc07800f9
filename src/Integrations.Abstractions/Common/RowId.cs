using System.Globalization;

namespace Integrations.Abstractions;

/// <summary>The primary key of a row in our own database. Never a vendor's identifier; that is <see cref="VendorId"/> (invariant I20).</summary>
/// <param name="Value">The <c>id</c> column, positive for a stored row.</param>
public readonly record struct RowId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
