using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Agents.</summary>
internal interface IRezenAgentsApi
{
    /// <summary>The owner of the key, with its teams.</summary>
    [Get("/agents/me")]
    Task<CapturedRecord<RezenAgent>> GetMeAsync(CancellationToken cancellationToken);

    /// <summary>An agent.</summary>
    [Get("/agents/{id}")]
    Task<CapturedRecord<RezenAgent>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Agents by their ids.</summary>
    [Get("/agents/ids")]
    Task<RezenPage<RezenAgent>> ListByIdsAsync([Query(CollectionFormat.Multi)] IReadOnlyList<string> agentIds, CancellationToken cancellationToken);

    /// <summary>One page of active agents.</summary>
    [Get("/agents/search/active")]
    Task<RezenPage<RezenAgent>> SearchActiveAsync([Query] RezenAgentsQuery query, CancellationToken cancellationToken);

    /// <summary>One page of agents of all states.</summary>
    [Get("/agents/search/lite")]
    Task<RezenPage<RezenAgent>> SearchLiteAsync([Query] RezenAgentsLiteQuery query, CancellationToken cancellationToken);
}
