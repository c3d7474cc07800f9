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

    /// <summary>Makes a record.</summary>
    [Post("/deals")]
    Task<FubItem<FubDeal>> CreateAsync([Body] FubNewDeal deal, CancellationToken cancellationToken);

    /// <summary>Changes a record.</summary>
    [Put("/deals/{id}")]
    Task<FubItem<FubDeal>> UpdateAsync(long id, [Body] FubDealUpdate update, CancellationToken cancellationToken);

    /// <summary>Deletes a record.</summary>
    [Delete("/deals/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);
}
