using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>What a source asks of a list, in words that all vendors share. Each source turns it into its vendor's query.</summary>
public sealed record ListAsk
{
    /// <summary>Largest number of rows.</summary>
    public required int Limit { get; init; }

    /// <summary>Rows to skip. Zero for a first page and by token.</summary>
    public int Offset { get; init; }

    /// <summary>Vendor token of the page. Null for a first page and for reading by offset.</summary>
    public string? Token { get; init; }

    /// <summary>Order of the rows.</summary>
    public PageOrder Order { get; init; }

    /// <summary>The list to read, of a stream that has several. Null for a stream of one list.</summary>
    public string? Part { get; init; }

    /// <summary>Only records changed at or after this time. Null for no bound.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only records changed before this time. Null for no bound.</summary>
    public DateTimeOffset? ChangedBefore { get; init; }

    /// <summary>Only records created at or after this time. Null for no bound.</summary>
    public DateTimeOffset? CreatedSince { get; init; }

    /// <summary>Only these records. Null for all.</summary>
    public IReadOnlyList<VendorId>? Ids { get; init; }

    /// <summary>True when only identifiers and stamps are wanted.</summary>
    public bool KeysOnly { get; init; }

    internal bool IsFirstPage => Token is null && Offset == 0;

    /// <summary>Turns a strategy's wish into a question.</summary>
    /// <param name="request">What the strategy wants.</param>
    /// <param name="limit">Largest number of rows.</param>
    /// <param name="keysOnly">True when only identifiers and stamps are wanted.</param>
    public static ListAsk Of(PageRequest request, int limit, bool keysOnly = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Limit = limit,
            Offset = request.Token is null ? request.Offset : 0,
            Token = request.Token,
            Order = request.Order,
            Part = request.Part,
            ChangedSince = request.ChangedSince,
            ChangedBefore = request.ChangedBefore,
            CreatedSince = request.CreatedSince,
            KeysOnly = keysOnly,
        };
    }
}
