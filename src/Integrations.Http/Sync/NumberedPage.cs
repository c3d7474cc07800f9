namespace Integrations.Http;

/// <summary>A page of a vendor that counts pages, with what its envelope said.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Records">Every record of the page, readable or not, in the vendor's order.</param>
public sealed record NumberedPage<T>(IReadOnlyList<CapturedRecord<T>> Records)
    where T : class
{
    /// <summary>Number of the page that came. Null when the vendor does not say.</summary>
    public int? Number { get; init; }

    /// <summary>Rows that a page has. Null when the vendor does not say.</summary>
    public int? Size { get; init; }

    /// <summary>True when there are more. Null when the vendor does not say: the total decides then, and without one a page that holds as many rows as were asked for is followed by another.</summary>
    public bool? HasNext { get; init; }

    /// <summary>Number of records that match the query. Null when the vendor does not say.</summary>
    public long? Total { get; init; }

    /// <summary>The vendor's clock when it answered. Null when it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }
}
