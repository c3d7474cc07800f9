using System.Runtime.CompilerServices;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Reads small lists whole, page by page.</summary>
public static class WholeList
{
    /// <summary>Pages of any list, in its stable order, guarded against lists that do not end.</summary>
    /// <typeparam name="T">Wire model.</typeparam>
    /// <param name="list">Asks for a page.</param>
    /// <param name="idOf">The id of a record. Null for a record without one.</param>
    /// <param name="pageSize">Rows to ask of a page.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public static async IAsyncEnumerable<ListPage<T>> Pages<T>(
        Func<ListAsk, CancellationToken, Task<ListPage<T>>> list,
        Func<T, VendorId?> idOf,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(idOf);
        var sweep = new FullSweep();
        StrategyStep step = sweep.Begin(StrategyState.Initial);
        while (step.Next is { } request)
        {
            ListPage<T> page = await list(ListAsk.Of(request, pageSize), cancellationToken).ConfigureAwait(false);
            step = sweep.Advance(step.State, page.Facts(model => idOf(model) is { } id ? new RecordMark(id, null, null, null) : null));
            if (!page.IsRefused)
            {
                yield return page;
            }
        }
    }
}
