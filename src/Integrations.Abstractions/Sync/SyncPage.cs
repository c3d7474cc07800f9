namespace Integrations.Abstractions;

/// <summary>One vendor page: the unit after which a cursor may be stored.</summary>
/// <param name="Records">Every record of the page, readable or not, in the vendor's order.</param>
/// <param name="Next">Where to continue once these records are stored.</param>
/// <param name="IsLast">True when the read is complete with this page.</param>
public sealed record SyncPage(IReadOnlyList<SyncRecord> Records, SyncCursor Next, bool IsLast)
{
    /// <summary>The vendor's clock when it answered (the <c>Date</c> header). Null when the vendor did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>The vendor's own total for the query of this page. Null when it gives none.</summary>
    public long? ReportedTotal { get; init; }

    /// <summary>The vendor-clock time up to which everything has been read once this page is stored. Null when unknown.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>The lists that are read to their end once this page is stored, of a stream that has several, for example <c>OPEN</c> and <c>CLOSED</c>. Empty for a stream of one list.</summary>
    public IReadOnlyList<string> PartsRead { get; init; } = [];

    /// <summary>Name of the delta strategy that asked for this page, for example <c>updated-since</c>.</summary>
    public string? Strategy { get; init; }
}
