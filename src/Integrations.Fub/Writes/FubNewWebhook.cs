namespace Integrations.Fub;

/// <summary>A webhook to be registered: one event and one address, at most two for each event, account and system (Observed).</summary>
public sealed record FubNewWebhook
{
    /// <summary>The event. Documented.</summary>
    public required FubWebhookEventName Event { get; init; }

    /// <summary>Address that is called; must be https. The delivery names no account, so put an unguessable word of the account into it. Documented.</summary>
    public required Uri Url { get; init; }
}
