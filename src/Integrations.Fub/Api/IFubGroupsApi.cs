using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/groups</c> resource.</summary>
internal interface IFubGroupsApi
{
    /// <summary>One page.</summary>
    [Get("/groups")]
    Task<FubPage<FubGroup>> ListAsync([Query] FubGroupsQuery query, CancellationToken cancellationToken);

    /// <summary>Groups with the user who is next.</summary>
    [Get("/groups/roundRobin")]
    Task<FubPage<FubGroup>> ListRoundRobinAsync([Query] FubGroupsQuery query, CancellationToken cancellationToken);
}
