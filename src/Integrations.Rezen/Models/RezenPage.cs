using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">Wire model.</typeparam>
public sealed class RezenPage<T>
    where T : class
{
    internal RezenPage(IReadOnlyList<CapturedRecord<T>> records)
    {
        Records = records;
        Items = [.. records.Select(static r => r.Value).OfType<T>()];
    }

    /// <summary>The records that could be read, in the vendor's order.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Number of this page, from 0. Null when the vendor does not say: such lists come whole.</summary>
    public int? PageNumber { get; init; }

    /// <summary>Rows per page by which the vendor counts its pages. Null when it does not say.</summary>
    public int? PageSize { get; init; }

    /// <summary>True when there are further pages. Null when the vendor does not say: there may be some while pages are full.</summary>
    public bool? HasNext { get; init; }

    /// <summary>Number of records that match the query, for this key. Null when the vendor does not say. It may change while pages are read.</summary>
    public long? Total { get; init; }

    /// <summary>Number of records in the page that could not be read.</summary>
    public int Unreadable => Records.Count - Items.Count;

    internal IReadOnlyList<CapturedRecord<T>> Records { get; }

    internal DateTimeOffset? ServerTime { get; init; }
}
