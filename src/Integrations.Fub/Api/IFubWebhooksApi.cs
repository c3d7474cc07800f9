using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/webhooks</c> resource.</summary>
internal interface IFubWebhooksApi
{
    /// <summary>One page.</summary>
    [Get("/webhooks")]
    Task<FubPage<FubWebhook>> ListAsync([Query] FubWebhooksQuery query, CancellationToken cancellationToken);

    /// <summary>One record.</summary>
    [Get("/webhooks/{id}")]
    Task<FubItem<FubWebhook>> GetAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a record.</summary>
    [Post("/webhooks")]
    Task<FubItem<FubWebhook>> CreateAsync([Body] FubNewWebhook webhook, CancellationToken cancellationToken);

    /// <summary>Changes a record.</summary>
    [Put("/webhooks/{id}")]
    Task<FubItem<FubWebhook>> UpdateAsync(long id, [Body] FubWebhookUpdate update, CancellationToken cancellationToken);

    /// <summary>Deletes a record.</summary>
    [Delete("/webhooks/{id}")]
    Task DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>A delivery, by its id.</summary>
    [Get("/webhookEvents/{eventId}")]
    Task<FubItem<FubWebhookEvent>> GetEventAsync(string eventId, CancellationToken cancellationToken);
}
