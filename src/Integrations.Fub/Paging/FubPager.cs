using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// The one place that knows how Follow Up Boss pages: a <c>_metadata</c> envelope around one array, a token where the order is by id, otherwise offsets up to a wall.
/// </summary>
internal static class FubPager
{
    /// <summary>Reads a page from a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Metadata of the model.</param>
    /// <param name="collection">Key of the array, in any casing: the vendor writes most of them in lower case.</param>
    /// <param name="host">Host that a <c>nextLink</c> must name to be followed.</param>
    public static FubPage<T> ReadPage<T>(ReceivedBody body, JsonTypeInfo<T> type, string collection, string host)
        where T : class
    {
        CapturedPage<T> captured = CapturedJson.ReadPage(body.Bytes, type, [collection]);
        FubPageMetadata? metadata = Metadata(captured);
        return new FubPage<T>(captured.Records)
        {
            Total = metadata?.Total is >= 0 ? metadata.Total : null,
            Offset = metadata?.Offset is >= 0 and <= int.MaxValue ? (int)metadata.Offset : null,
            Next = Token(metadata, host),
            ServerTime = body.ServerTime,
        };
    }

    /// <summary>Reads one record from a body, with the same care for its bytes as a page.</summary>
    public static FubItem<T> ReadItem<T>(ReceivedBody body, JsonTypeInfo<T> type)
        where T : class => new(CapturedJson.ReadRecord(body.Bytes, type));

    /// <summary>Turns a source's question into the vendor's words.</summary>
    public static FubAsk Ask(ListAsk ask, string? changeSort) => new()
    {
        Limit = ask.Limit,
        Next = ask.Token,
        Offset = ask.Offset > 0 ? ask.Offset : null,

        // The default order is by id, newest first, and the only one that is sure to give tokens.
        Sort = ask.Order == PageOrder.NewestChangeFirst ? changeSort : null,
        Ids = ask.Ids is { } ids ? string.Join(',', ids) : null,
        ChangedAfter = ask.ChangedSince,
        CreatedAfter = ask.CreatedSince,
        KeysOnly = ask.KeysOnly,
    };

    /// <summary>Asks, and says in neutral words what came. A refused offset or token is a fact and no error.</summary>
    public static async Task<ListPage<T>> ReadAsync<T>(FubAsk ask, Func<FubAsk, CancellationToken, Task<FubPage<T>>> list, CancellationToken cancellationToken)
        where T : class
    {
        FubPage<T> page;
        try
        {
            page = await list(ask, cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationValidationException e) when (ask.Next is not null || string.Equals(e.Context.VendorCode, FubErrorReader.DeepPagination, StringComparison.Ordinal))
        {
            return new ListPage<T>([]) { HasMore = false, IsOffsetRefused = ask.Next is null, IsTokenRefused = ask.Next is not null };
        }

        int asked = ask.Offset ?? 0;
        int offset = page.Offset < asked ? page.Offset.Value : asked;
        return new ListPage<T>(page.Records)
        {
            HasMore = HasMore(page, ask, offset),
            NextToken = page.Next,
            Offset = ask.Next is null && offset != asked ? offset : null,
            Total = page.Total,
            ServerTime = page.ServerTime,
        };
    }

    // An empty array ends a read whatever its envelope says: several clients saw tokens that outlive the data. A page read by token that brings no further token is the last one;
    // only pages read by offset go on by arithmetic, and without a total while they are full.
    private static bool HasMore<T>(FubPage<T> page, FubAsk ask, int offset)
        where T : class
    {
        int count = page.Records.Count;
        if (count == 0)
        {
            return false;
        }

        if (page.Next is not null)
        {
            return true;
        }

        return ask.Next is null && (page.Total is { } total ? offset + count < total : count >= ask.Limit);
    }

    private static FubPageMetadata? Metadata<T>(CapturedPage<T> page)
        where T : class
    {
        if (!page.Envelope.TryGetValue("_metadata", out ReadOnlyMemory<byte> json))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json.Span, FubJsonContext.Default.FubPageMetadata);
        }
        catch (JsonException)
        {
            // Metadata of another shape says nothing; the records are what matters, and paging goes on by offset.
            return null;
        }
    }

    /// <summary>The token of the next page: <c>next</c>, or the one in <c>nextLink</c> when that names the vendor's own host.</summary>
    private static string? Token(FubPageMetadata? metadata, string host)
    {
        if (!string.IsNullOrWhiteSpace(metadata?.Next))
        {
            return metadata.Next;
        }

        if (!Uri.TryCreate(metadata?.NextLink, UriKind.Absolute, out Uri? link) || !string.Equals(link.Host, host, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (string pair in link.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.StartsWith("next=", StringComparison.Ordinal) && pair.Length > 5)
            {
                return Uri.UnescapeDataString(pair[5..]);
            }
        }

        return null;
    }
}
