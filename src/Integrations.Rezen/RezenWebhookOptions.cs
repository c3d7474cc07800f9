namespace Integrations.Rezen;

/// <summary>
/// Webhooks of reZEN. No public contract shows how they are registered, delivered or signed, so that what is not known has no default: deliveries are taken at the account's secret address and
/// their records read again, and nothing is registered until <see cref="RegisterPath"/> and what it needs are set.
/// </summary>
public sealed class RezenWebhookOptions
{
    /// <summary>Service that registers webhooks, by its name in <see cref="RezenOptions.Services"/>. Default <c>hermes</c>. Assumed.</summary>
    public string Service { get; set; } = RezenDefaults.Hermes;

    /// <summary>Path to which a registration is posted. Null by default: unknown, and nothing is registered.</summary>
    public string? RegisterPath { get; set; }

    /// <summary>Path that lists registrations. Null by default: unknown. Needed together with <see cref="RegisterPath"/>, so that none is registered twice.</summary>
    public string? ListPath { get; set; }

    /// <summary>Path that a registration is removed at, with <c>{id}</c>. Null by default: unknown. Needed together with <see cref="RegisterPath"/>.</summary>
    public string? DeletePath { get; set; }

    /// <summary>Property of a registration with the address that is called. Null by default: unknown. Needed together with <see cref="RegisterPath"/>.</summary>
    public string? CallbackUrlProperty { get; set; }

    /// <summary>Property of a registration with its events. Null by default: unknown. Needed together with <see cref="RegisterPath"/>.</summary>
    public string? EventTypesProperty { get; set; }

    /// <summary>True to send the events as a list of one, false to send the event's name. Default true. Assumed.</summary>
    public bool EventTypesAsList { get; set; } = true;

    /// <summary>Property of a registration with the secret that deliveries are signed with. Null by default: none is sent.</summary>
    public string? SecretProperty { get; set; }

    /// <summary>Secret that deliveries are signed with. Null by default: deliveries are not checked beyond their secret address. Needed together with <see cref="SignatureHeader"/>.</summary>
    public string? Secret { get; set; }

    /// <summary>Header with the signature. Null by default: none is known. Needed together with <see cref="Secret"/>; a delivery without it is then refused.</summary>
    public string? SignatureHeader { get; set; }

    /// <summary>How a delivery is signed. Default HMAC-SHA256 over the received bytes. Assumed.</summary>
    public RezenSignatureAlgorithm SignatureAlgorithm { get; set; }

    /// <summary>How a signature is written. Default hexadecimal. Assumed.</summary>
    public RezenSignatureEncoding SignatureEncoding { get; set; }

    /// <summary>What stands before a signature in its header, for example <c>sha256=</c>. Null by default: nothing.</summary>
    public string? SignaturePrefix { get; set; }

    /// <summary>Events that are registered for transactions. Empty by default, which is the four that an integrator lists (low confidence).</summary>
    public IList<string> TransactionEvents { get; } = [];

    /// <summary>Events that are registered for listings. Empty by default, which is the three that an integrator lists (low confidence).</summary>
    public IList<string> ListingEvents { get; } = [];
}
