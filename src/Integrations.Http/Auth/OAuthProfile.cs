namespace Integrations.Http;

/// <summary>How one vendor does OAuth 2.0 with authorization codes. Vendors' facts only; the procedure is this package's.</summary>
public sealed class OAuthProfile
{
    /// <summary>Vendor name in lower case.</summary>
    public required string Vendor { get; init; }

    /// <summary>Page at the vendor on which the user agrees. Null where the <see cref="Issuer"/> names it.</summary>
    public Uri? AuthorizeAddress { get; init; }

    /// <summary>Where codes and refresh tokens are exchanged for tokens. The client's secret is sent to no other address. Null where the <see cref="Issuer"/> names it.</summary>
    public Uri? TokenAddress { get; init; }

    /// <summary>
    /// OpenID Connect issuer whose discovery document names both addresses. The document, and the callback of a sign-in (RFC 9207), must name this issuer to the letter. Null for a vendor
    /// whose addresses are fixed.
    /// </summary>
    public Uri? Issuer { get; init; }

    /// <summary>What a sign-in asks for, separated by blanks. Null to send no <c>scope</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>True to bind the code to this sign-in by a proof key (RFC 7636, S256). Default false.</summary>
    public bool UsesPkce { get; init; }

    /// <summary>The host's client id at the vendor. Null when the host has set none; every use is then a configuration error.</summary>
    public required string? ClientId { get; init; }

    /// <summary>The client's secret. Null as above.</summary>
    public required string? ClientSecret { get; init; }

    /// <summary>What the host has to set when id or secret are missing, in words for the error.</summary>
    public required string MissingClientRemedy { get; init; }

    /// <summary>Value of <c>response_type</c>. Default <c>code</c>, the standard's.</summary>
    public string ResponseType { get; init; } = "code";

    /// <summary>True to send id and secret as form fields instead of as a Basic header. Default false.</summary>
    public bool SecretInForm { get; init; }

    /// <summary>True to form-url-encode id and secret each before they are joined to the Basic header, as RFC 6749 has it. Default false: most vendors take them as they are.</summary>
    public bool EncodesClient { get; init; }

    /// <summary>True to send <c>state</c> when a code is exchanged. Default false: the standard has no such field.</summary>
    public bool StateOnExchange { get; init; }

    /// <summary>True to send a random <c>state</c> when a token is renewed. Default false.</summary>
    public bool StateOnRenewal { get; init; }

    /// <summary>How long a user may take to sign in. Default 30 minutes.</summary>
    public TimeSpan SignInLifetime { get; init; } = TimeSpan.FromMinutes(30);
}
