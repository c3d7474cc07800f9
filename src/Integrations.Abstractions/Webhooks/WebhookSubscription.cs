namespace Integrations.Abstractions;

/// <summary>A webhook that an account should have, and what is known of it.</summary>
public sealed record WebhookSubscription
{
    /// <summary>The vendor's event name.</summary>
    public required string Event { get; init; }

    /// <summary>The stream that the event announces.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>State.</summary>
    public required WebhookSubscriptionState State { get; init; }

    /// <summary>Why it is not registered, and what to do. Null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The vendor's id. Null while it is not registered.</summary>
    public VendorId? RegistrationId { get; init; }

    /// <summary>When it was last seen registered and active.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }
}
