namespace Integrations.Simulators;

/// <summary>What a vendor does with codes and tokens.</summary>
internal sealed record OAuthPolicy
{
    public required string ClientId { get; init; }

    /// <summary>Null for a public client.</summary>
    public required string? ClientSecret { get; init; }

    public required TimeSpan CodeLifetime { get; init; }

    public required TimeSpan AccessTokenLifetime { get; init; }

    /// <summary>Time after which an unused refresh token ends.</summary>
    public TimeSpan RefreshTokenIdleLifetime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A used refresh token is replaced.</summary>
    public bool Rotates { get; init; }

    /// <summary>A replaced refresh token stays valid until the new access token is used for the first time.</summary>
    public bool HasGrace { get; init; }

    /// <summary>How long a replaced refresh token may be repeated. Afterwards its use is theft and ends all that its user has agreed to. Null: it is merely invalid.</summary>
    public TimeSpan? TheftAfter { get; init; }

    public bool RenewalEndsAccessToken { get; init; }
}
