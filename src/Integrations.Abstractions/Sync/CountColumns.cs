namespace Integrations.Abstractions;

/// <summary>The columns of a vendor's account table that hold a stream's counts.</summary>
/// <param name="Vendor">Vendor's total, for example <c>people_fub</c>.</param>
/// <param name="Local">Our total, for example <c>people_ad</c>.</param>
/// <param name="CheckedAt">Time of the comparison, for example <c>people_updated</c>. Null when the table has none.</param>
public sealed record CountColumns(string Vendor, string Local, string? CheckedAt);
