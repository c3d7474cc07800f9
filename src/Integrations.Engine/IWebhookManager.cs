using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Keeps the webhooks of accounts as they are wanted: those of all registered streams, at this host's public address. The workers do it by themselves; these calls do it now.</summary>
public interface IWebhookManager
{
    /// <summary>
    /// Compares an account's webhooks with what its vendor has registered and heals the difference: makes what is missing, switches on what is off, corrects addresses and removes what is ours and
    /// not wanted. Webhooks of others are never touched.
    /// </summary>
    /// <returns>The wanted webhooks and their state, by event. Empty when the vendor has no webhooks or <see cref="WebhookOptions.PublicAddress"/> is not set.</returns>
    /// <exception cref="IntegrationConfigurationException">The public address leads to an internal address, or the account's token cannot be decrypted.</exception>
    Task<IReadOnlyList<WebhookSubscription>> CheckAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>The wanted webhooks as the last comparison left them, by event. Asks no vendor.</summary>
    Task<IReadOnlyList<WebhookSubscription>> ListAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Replaces the secret part of an account's callback address and tells the vendor the new one.</summary>
    /// <param name="account">The account.</param>
    /// <param name="overlap">How long the old address is still taken. Null takes <see cref="WebhookOptions.RotationOverlap"/>; zero when it has leaked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<WebhookSubscription>> RotateAsync(AccountRef account, TimeSpan? overlap = null, CancellationToken cancellationToken = default);
}
