using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/emails</c> resource.</summary>
internal interface IFubEmailsApi
{
    /// <summary>One page.</summary>
    [Get("/emails")]
    Task<FubPage<FubEmailMessage>> ListAsync([Query] FubEmailsQuery query, CancellationToken cancellationToken);
}
