namespace Integrations.Engine;

internal enum WebhookStepKind
{
    /// <summary>It is as wanted.</summary>
    Keep,

    /// <summary>None of ours is there.</summary>
    Create,

    /// <summary>Ours has another address, or is switched off.</summary>
    Update,

    /// <summary>Ours, and not wanted or there already.</summary>
    Delete,

    /// <summary>Foreign webhooks take all places that the vendor gives the event.</summary>
    Full,
}
