using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/events</c> resource.</summary>
internal interface IFubEventsApi
{
    /// <summary>One page.</summary>
    [Get("/events")]
    Task<FubPage<FubEvent>> ListAsync([Query] FubEventsQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/events/{id}")]
    Task<FubItem<FubEvent>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Sends a lead. Null after 204, which Refit reads no body of.</summary>
    [Post("/events")]
    Task<FubLeadResult?> CreateAsync([Body] FubLead lead, CancellationToken cancellationToken);
}
