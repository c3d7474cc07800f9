using Refit;

namespace Integrations.Rezen;

/// <summary>The agents above and below an agent.</summary>
internal interface IRezenNetworkApi
{
    /// <summary>One page of a tier of the down-line.</summary>
    [Get("/agents/{agentId}/down-line/{tier}")]
    Task<RezenPage<RezenNetworkAgent>> ListDownLineAsync(string agentId, int tier, [Query] RezenDownLineQuery query, CancellationToken cancellationToken);

    /// <summary>The front line, unpaged.</summary>
    [Get("/agents/{agentId}/front-line-agents-info")]
    Task<RezenPage<RezenNetworkAgent>> ListFrontLineAsync(string agentId, CancellationToken cancellationToken);

    /// <summary>Agents in each tier.</summary>
    [Get("/agents/{agentId}/network-size-by-tier")]
    Task<RezenTierNumbers> GetSizeByTierAsync(string agentId, CancellationToken cancellationToken);

    /// <summary>The agents above, unpaged.</summary>
    [Get("/agents/{agentId}/sponsor-tree")]
    Task<RezenPage<RezenSponsor>> ListSponsorsAsync(string agentId, CancellationToken cancellationToken);
}
