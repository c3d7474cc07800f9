using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Small lists that are read whole.</summary>
internal static class FubSmallLists
{
    /// <summary>Pages of pipelines with their stages.</summary>
    public static IAsyncEnumerable<ListPage<FubPipeline>> Pipelines(FubSourceServices services, VendorCall call, CancellationToken cancellationToken)
    {
        IFubPipelinesApi api = services.Api<IFubPipelinesApi>(call);
        return Pages(
            (ask, token) => api.ListAsync(new FubListQuery { Limit = ask.Limit, Offset = ask.Offset, Next = ask.Next }, token),
            static p => p.Id,
            services.Options.PageSize,
            cancellationToken);
    }

    /// <summary>Pages of any list, in its stable order.</summary>
    public static IAsyncEnumerable<ListPage<T>> Pages<T>(Func<FubAsk, CancellationToken, Task<FubPage<T>>> list, Func<T, long?> idOf, int pageSize, CancellationToken cancellationToken)
        where T : class => WholeList.Pages(
            (ask, token) => FubPager.ReadAsync(FubPager.Ask(ask, changeSort: null), list, token),
            model => idOf(model) is { } id ? VendorId.From(id) : null,
            pageSize,
            cancellationToken);
}
