namespace Integrations.Abstractions;

/// <summary>A secret of one account. Only ever in memory; at rest it is encrypted (invariant I14). <see cref="ToString"/> shows no secret.</summary>
public sealed class VendorCredential
{
    /// <summary>API key. Null for a token credential.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Second half of a key pair. Null where the vendor has none.</summary>
    public string? ApiSecret { get; init; }

    /// <summary>OAuth access token. Null for a key credential.</summary>
    public string? AccessToken { get; init; }

    /// <summary>OAuth refresh token. Null for a key credential.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When the access token ends. Null when it does not or is unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Raised by each stored change, so that a reader can tell a renewed credential from a stale one.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Shape <c>api_key v1</c>.</summary>
    public override string ToString() => $"{(ApiKey is null ? "oauth" : "api_key")} v{Version.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
