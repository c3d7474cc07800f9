namespace Integrations.Abstractions;

/// <summary>Registers webhooks at one vendor. Each vendor package that has webhooks and lets them be registered by API adds one.</summary>
public interface IWebhookSubscriptions
{
    /// <summary>Vendor name in lower case.</summary>
    string Vendor { get; }

    /// <summary>Webhooks of one event that an account may have. Null where there is no such limit.</summary>
    int? MaxPerEvent { get; }

    /// <summary>The vendor's events that announce changes of a stream. Empty where it has none: the stream lives on deltas.</summary>
    IReadOnlyList<string> EventsOf(StreamName stream);

    /// <summary>True when every change of the stream fires an event, so that a change without one means that webhooks do not come.</summary>
    bool AnnouncesAll(StreamName stream);

    /// <summary>All webhooks that the vendor shows us for the account, ours or not.</summary>
    /// <exception cref="IntegrationAuthorizationException">The account's credential may not manage webhooks.</exception>
    Task<IReadOnlyList<WebhookRegistration>> ListAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Registers an address for an event.</summary>
    Task<WebhookRegistration> CreateAsync(AccountRef account, string eventName, Uri address, CancellationToken cancellationToken = default);

    /// <summary>Gives a registered webhook this address and switches it on.</summary>
    Task<WebhookRegistration> UpdateAsync(AccountRef account, VendorId id, Uri address, CancellationToken cancellationToken = default);

    /// <summary>Removes a registered webhook. One that is gone already is no error.</summary>
    Task DeleteAsync(AccountRef account, VendorId id, CancellationToken cancellationToken = default);
}
