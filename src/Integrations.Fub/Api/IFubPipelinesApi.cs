using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/pipelines</c> resource.</summary>
internal interface IFubPipelinesApi
{
    /// <summary>One page.</summary>
    [Get("/pipelines")]
    Task<FubPage<FubPipeline>> ListAsync([Query] FubListQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/pipelines/{id}")]
    Task<FubItem<FubPipeline>> GetAsync(long id, CancellationToken cancellationToken);
}
