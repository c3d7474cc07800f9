using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>What one request of a list brought, in words that all vendors share.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Records">Every record of the page, readable or not, in the vendor's order.</param>
public sealed record ListPage<T>(IReadOnlyList<CapturedRecord<T>> Records)
    where T : class
{
    /// <summary>True when the vendor has more rows after this page.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Token of the next page. Null when the vendor gave none.</summary>
    public string? NextToken { get; init; }

    /// <summary>Rows before this page, when that is not the offset asked for. Null when it is. Never more than that.</summary>
    public int? Offset { get; init; }

    /// <summary>Rows that the vendor gives at most, where it gave fewer than asked for although there are more. Null when it did not.</summary>
    public int? Largest { get; init; }

    /// <summary>Number of records that match the query. Null when the vendor does not say.</summary>
    public long? Total { get; init; }

    /// <summary>The vendor's clock when it answered. Null when it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>True when the vendor refused the page because the offset is too deep. The page is then empty.</summary>
    public bool IsOffsetRefused { get; init; }

    /// <summary>True when the vendor refused the token (expired). The page is then empty.</summary>
    public bool IsTokenRefused { get; init; }

    /// <summary>The records that could be read.</summary>
    public IEnumerable<T> Items => Records.Select(static r => r.Value).OfType<T>();

    /// <summary>True when the vendor refused the page.</summary>
    public bool IsRefused => IsOffsetRefused || IsTokenRefused;

    /// <summary>What a strategy sees of the page.</summary>
    /// <param name="mark">What it sees of a record. Null for a record without id.</param>
    /// <param name="unreadable">The id of a record whose model could not be read. Null when such records are left out.</param>
    public PageFacts Facts(Func<T, RecordMark?> mark, Func<CapturedRecord<T>, VendorId?>? unreadable = null) => new()
    {
        Records = [.. Records.Select(r => r.Value is { } model ? mark(model) : unreadable?.Invoke(r) is { } id ? new RecordMark(id, null, null, null) : null).OfType<RecordMark>()],
        Count = Records.Count,
        HasMore = HasMore,
        NextToken = NextToken,
        Offset = Offset,
        ServerTime = ServerTime,
        IsOffsetRefused = IsOffsetRefused,
        IsTokenRefused = IsTokenRefused,
    };
}
