using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/teams</c> resource.</summary>
internal interface IFubTeamsApi
{
    /// <summary>One page.</summary>
    [Get("/teams")]
    Task<FubPage<FubTeam>> ListAsync([Query] FubPagedQuery query, CancellationToken cancellationToken);
}
