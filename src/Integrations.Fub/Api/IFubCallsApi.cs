using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/calls</c> resource.</summary>
internal interface IFubCallsApi
{
    /// <summary>One page.</summary>
    [Get("/calls")]
    Task<FubPage<FubCall>> ListAsync([Query] FubCallsQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/calls/{id}")]
    Task<FubItem<FubCall>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/calls")]
    Task<FubItem<FubCall>> CreateAsync([Body] FubNewCall call, CancellationToken cancellationToken);

    /// <summary>Changes a record.</summary>
    [Put("/calls/{id}")]
    Task<FubItem<FubCall>> UpdateAsync(long id, [Body] FubCallUpdate update, CancellationToken cancellationToken);
}
