using Integrations.Http;

namespace Integrations.Fub;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">Wire model.</typeparam>
public sealed class FubPage<T>
    where T : class
{
    internal FubPage(IReadOnlyList<CapturedRecord<T>> records)
    {
        Records = records;
        Items = [.. records.Select(static r => r.Value).OfType<T>()];
    }

    /// <summary>The records that could be read, in the vendor's order.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Number of records that match the query, for this key. Null when the vendor does not say.</summary>
    public long? Total { get; init; }

    /// <summary>Token of the next page. Null when there is none; further pages are then read by offset while rows are left.</summary>
    public string? Next { get; init; }

    /// <summary>Number of records in the page that could not be read.</summary>
    public int Unreadable => Records.Count - Items.Count;

    internal IReadOnlyList<CapturedRecord<T>> Records { get; }

    internal int? Offset { get; init; }

    internal DateTimeOffset? ServerTime { get; init; }
}
