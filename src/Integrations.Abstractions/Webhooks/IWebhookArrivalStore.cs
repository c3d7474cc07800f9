namespace Integrations.Abstractions;

/// <summary>Stores deliveries as they arrive. Called for many at once.</summary>
public interface IWebhookArrivalStore
{
    /// <summary>Stores a delivery. When this returns, it is committed, or known to be there already.</summary>
    /// <exception cref="IntegrationUnavailableException">The database is away, or more deliveries wait than may; whether this one was stored is unknown.</exception>
    Task<WebhookReceipt> StoreAsync(WebhookArrival arrival, CancellationToken cancellationToken = default);
}
