namespace Integrations.Abstractions;

/// <summary>Keeps what is known of registered webhooks.</summary>
public interface IWebhookSubscriptionStore
{
    /// <summary>Active accounts of a vendor whose webhooks were never compared, or are due, longest due first.</summary>
    Task<IReadOnlyList<AccountRef>> ListDueAsync(string vendor, int limit, CancellationToken cancellationToken = default);

    /// <summary>Stores a comparison: what it does not name any more is marked removed.</summary>
    Task SaveAsync(WebhookCheck check, CancellationToken cancellationToken = default);

    /// <summary>An account's wanted webhooks, by event. Empty before the first comparison.</summary>
    Task<IReadOnlyList<WebhookSubscription>> ListAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Makes an account due, for example after its token was replaced.</summary>
    Task MakeDueAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams whose deltas stored changes that no webhook announced: at least <paramref name="after"/> past the stream's last webhook and its registration, and at least
    /// <paramref name="after"/> ago. Also notes on the accounts when their last webhook came.
    /// </summary>
    Task<IReadOnlyList<SilentStream>> ListSilentAsync(TimeSpan after, CancellationToken cancellationToken = default);
}
