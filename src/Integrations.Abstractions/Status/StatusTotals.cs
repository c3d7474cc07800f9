namespace Integrations.Abstractions;

/// <summary>Everything in numbers.</summary>
/// <param name="Vendors">By vendor.</param>
/// <param name="Streams">By stream.</param>
public sealed record StatusTotals(IReadOnlyList<VendorTotals> Vendors, IReadOnlyList<StreamTotals> Streams);
