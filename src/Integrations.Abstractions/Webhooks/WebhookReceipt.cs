namespace Integrations.Abstractions;

/// <summary>What became of a delivery that was to be stored.</summary>
public enum WebhookReceipt
{
    /// <summary>Committed.</summary>
    Stored,

    /// <summary>It was there already, by the vendor's event id or, without one, by its body. Nothing was written.</summary>
    Duplicate,

    /// <summary>The account is gone. Nothing was written.</summary>
    AccountGone,

    /// <summary>The database cannot hold the body. Nothing was written.</summary>
    Refused,
}
