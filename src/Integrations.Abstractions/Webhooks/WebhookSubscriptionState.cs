namespace Integrations.Abstractions;

/// <summary>Whether a wanted webhook is there.</summary>
public enum WebhookSubscriptionState
{
    /// <summary>Wanted, and not asked for at the vendor yet.</summary>
    Desired,

    /// <summary>Registered and active at the vendor.</summary>
    Registered,

    /// <summary>Could not be registered; the reason says why. It is tried again on a stored schedule.</summary>
    Failing,
}
