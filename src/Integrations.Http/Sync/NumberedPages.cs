using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Reads a list whose vendor counts pages: the first one is 0, and each request says how many rows a page has. The place in the list is kept in rows, so that pages overlap as a strategy
/// wants it, and stays right when a size that the vendor refuses is halved in the middle of a read.
/// </summary>
public static class NumberedPages
{
    /// <summary>Asks for the page that a strategy wants.</summary>
    /// <typeparam name="T">Wire model.</typeparam>
    /// <param name="ask">What is wanted; its offset counts rows.</param>
    /// <param name="list">Asks the vendor for a page by number and size.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="IntegrationProtocolException">The vendor answered another page than the one asked for.</exception>
    public static async Task<ListPage<T>> ReadAsync<T>(ListAsk ask, Func<PageNumber, CancellationToken, Task<NumberedPage<T>>> list, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(list);
        PageNumber asked = ask.IsFirstPage ? new PageNumber(0, ask.Limit) : PageNumber.At(ask.Offset, ask.Limit);
        NumberedPage<T> page = await list(asked, cancellationToken).ConfigureAwait(false);

        // A vendor that gives fewer rows than asked for says so, and counts its pages by its own size.
        long offset = (long)asked.Number * (page.Size is > 0 ? page.Size.Value : asked.Size);
        if (page.Number is { } number && number != asked.Number)
        {
            throw Wrong($"page {number} in place of page {asked.Number}");
        }

        if (offset > ask.Offset)
        {
            throw Wrong($"pages of {page.Size} rows where {asked.Size} were asked for: rows would be missed");
        }

        int count = page.Records.Count;
        bool hasMore = count > 0 && (page.HasNext ?? (page.Total is { } total ? offset + count < total : count == asked.Size));
        return new ListPage<T>(page.Records)
        {
            HasMore = hasMore,
            Largest = page.Size is > 0 && page.Size < asked.Size ? page.Size : hasMore && count < asked.Size ? count : null,
            Offset = offset == ask.Offset ? null : (int)offset,
            Total = page.Total,
            ServerTime = page.ServerTime,
        };
    }

    private static IntegrationProtocolException Wrong(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The vendor answered {what}."), new ErrorContext { Operation = "read page" });
}
