namespace Integrations.Abstractions;

/// <summary>What a strategy wants of the vendor, in neutral words. The vendor's pager turns it into a query.</summary>
public sealed record PageRequest
{
    /// <summary>Only records changed at or after this time. Null for no bound.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only records changed before this time. Null for no bound.</summary>
    public DateTimeOffset? ChangedBefore { get; init; }

    /// <summary>Only records created at or after this time. Null for no bound.</summary>
    public DateTimeOffset? CreatedSince { get; init; }

    /// <summary>The list to read, of a stream that has several. Null for a stream of one list.</summary>
    public string? Part { get; init; }

    /// <summary>Order of the rows.</summary>
    public PageOrder Order { get; init; }

    /// <summary>Vendor token of the page. Null for a first page and for reading by offset.</summary>
    public string? Token { get; init; }

    /// <summary>Rows to skip when reading by offset. Zero for a first page.</summary>
    public int Offset { get; init; }
}
