using System.Runtime.CompilerServices;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Reads small lists whole, page by page.</summary>
internal static class FubSmallLists
{
    /// <summary>Pages of pipelines with their stages.</summary>
    public static IAsyncEnumerable<FubPage<FubPipeline>> Pipelines(FubSourceServices services, VendorCall call, CancellationToken cancellationToken)
    {
        IFubPipelinesApi api = services.Api<IFubPipelinesApi>(call);
        return Pages(
            (ask, token) => api.ListAsync(new FubListQuery { Limit = ask.Limit, Offset = ask.Offset, Next = ask.Next }, token),
            static p => p.Id,
            services.Options.PageSize,
            cancellationToken);
    }

    /// <summary>Pages of any list, in its stable order, guarded against lists that do not end.</summary>
    public static async IAsyncEnumerable<FubPage<T>> Pages<T>(
        Func<FubAsk, CancellationToken, Task<FubPage<T>>> list,
        Func<T, long?> idOf,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var sweep = new FullSweep();
        StrategyStep step = sweep.Begin(StrategyState.Initial);
        while (step.Next is { } request)
        {
            FubRead<T> read = await FubPager.ReadAsync(
                FubPager.Ask(request, pageSize, changeSort: null),
                list,
                model => idOf(model) is { } id ? new RecordMark(VendorId.From(id), null, null, id) : null,
                cancellationToken).ConfigureAwait(false);
            step = sweep.Advance(step.State, read.Facts);
            if (read.Page is { } page)
            {
                yield return page;
            }
        }
    }
}
