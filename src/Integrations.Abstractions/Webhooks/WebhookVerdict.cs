namespace Integrations.Abstractions;

/// <summary>What a vendor's verifier says of a delivery.</summary>
public enum WebhookVerdict
{
    /// <summary>The signature is the vendor's.</summary>
    Valid,

    /// <summary>The vendor signs nothing: the secret address is the only proof, and content is read again before it is believed.</summary>
    NotSigned,

    /// <summary>The signature is missing or wrong. Nothing is stored.</summary>
    Invalid,
}
