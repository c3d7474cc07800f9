namespace Integrations.Abstractions;

/// <summary>A vendor's own count of one stream, with the flags it was taken under: counts only compare when taken under the same flags.</summary>
/// <param name="Total">Number of records the vendor reports.</param>
/// <param name="Flags">The query flags of the count, for example <c>includeTrash=true</c>. Empty when the query has none.</param>
/// <param name="IsDerived">True when the vendor has no total and the number is a sum of per-record counters.</param>
public sealed record VendorCount(long Total, IReadOnlyDictionary<string, string> Flags, bool IsDerived = false)
{
    /// <summary>The total of each list, for example of each lifecycle group, of a stream that has several. Null for a stream of one list.</summary>
    public IReadOnlyDictionary<string, long>? Parts { get; init; }
}
