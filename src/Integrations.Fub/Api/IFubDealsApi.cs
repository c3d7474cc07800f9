using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/deals</c> resource.</summary>
internal interface IFubDealsApi
{
    /// <summary>One page.</summary>
    [Get("/deals")]
    Task<FubPage<FubDeal>> ListAsync([Query] FubDealsQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/deals/{id}")]
    Task<FubItem<FubDeal>> GetAsync(long id, CancellationToken cancellationToken);
}
