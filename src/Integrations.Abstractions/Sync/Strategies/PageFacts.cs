namespace Integrations.Abstractions;

/// <summary>What a page said, in neutral words.</summary>
public sealed record PageFacts
{
    /// <summary>One mark per record whose identifier could be read, in the vendor's order.</summary>
    public required IReadOnlyList<RecordMark> Records { get; init; }

    /// <summary>Number of records in the page, unreadable ones included.</summary>
    public required int Count { get; init; }

    /// <summary>True when the vendor has more rows after this page.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Token of the next page. Null when the vendor gave none; reading then goes on by offset.</summary>
    public string? NextToken { get; init; }

    /// <summary>
    /// Rows before this page, when that is not the offset asked for: because the vendor counts pages and not rows, or because it says which offset it took. Null when it
    /// is the offset asked for. Never more than that.
    /// </summary>
    public int? Offset { get; init; }

    /// <summary>The vendor's clock when it answered. Null when it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>True when the vendor refused the page because the offset is too deep. The page is then empty.</summary>
    public bool IsOffsetRefused { get; init; }

    /// <summary>True when the vendor refused the token (expired). The page is then empty.</summary>
    public bool IsTokenRefused { get; init; }
}
