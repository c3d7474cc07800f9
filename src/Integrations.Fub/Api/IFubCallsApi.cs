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
}
