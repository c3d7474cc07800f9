namespace Integrations.Http;

/// <summary>Asks for several things of one page at a time.</summary>
public static class SideBySide
{
    /// <summary>Asks for each item, several at a time, and gives the answers in the order of the items. The first failure ends it.</summary>
    /// <typeparam name="TItem">What is asked about.</typeparam>
    /// <typeparam name="TAnswer">What comes back.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="most">Requests under way at a time.</param>
    /// <param name="ask">Asks about one item.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<TAnswer[]> AskAsync<TItem, TAnswer>(IReadOnlyList<TItem> items, int most, Func<TItem, CancellationToken, Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(ask);
        var answers = new TAnswer[items.Count];
        await Parallel.ForAsync(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = most, CancellationToken = cancellationToken },
            async (i, token) => answers[i] = await ask(items[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        return answers;
    }
}
