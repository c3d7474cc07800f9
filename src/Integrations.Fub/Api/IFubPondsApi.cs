using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/ponds</c> resource.</summary>
internal interface IFubPondsApi
{
    /// <summary>One page.</summary>
    [Get("/ponds")]
    Task<FubPage<FubPond>> ListAsync([Query] FubPagedQuery query, CancellationToken cancellationToken);
}
