namespace Integrations.Abstractions;

/// <summary>A sign-in at a vendor that was begun. The state that travels through the browser is <see cref="Key"/> and a secret, of which only the hash is kept.</summary>
public sealed record OAuthState
{
    /// <summary>Names it; random.</summary>
    public required Guid Key { get; init; }

    /// <summary>Vendor name in lower case.</summary>
    public required string Vendor { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required ReadOnlyMemory<byte> SecretHash { get; init; }

    /// <summary>For whom the account will be connected. The callback must be made for the same user and tenant.</summary>
    public required ConnectOptions Owner { get; init; }

    /// <summary>Where the vendor sends the browser.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>Proof key of the sign-in (RFC 7636), a secret that never leaves this side but for the vendor's token endpoint. Null for a vendor without.</summary>
    public string? CodeVerifier { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used up. Null for one that is open.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
