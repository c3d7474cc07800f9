using System.ComponentModel.DataAnnotations;

namespace Integrations.Rezen;

/// <summary>Your client at the vendor's issuer. Only needed to connect accounts by sign-in instead of by API key. Clients are registered by the vendor by hand.</summary>
public sealed class RezenOAuthOptions
{
    /// <summary>Client id. Not a secret. Null: no sign-ins.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret. Needed together with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// Issuer, whose discovery document names the addresses of the sign-in and of the tokens, and must name this issuer to the letter. Default
    /// <c>https://keymaker-oauth.therealbrokerage.com</c>. Must be https, or http to this machine. Documented. Issuer and services are a pair: never take one from production and the other
    /// from elsewhere.
    /// </summary>
    [Required]
    public Uri Issuer { get; set; } = RezenDefaults.OAuthIssuer;

    /// <summary>What a sign-in asks for, separated by blanks. Default <c>openid profile email real.identity ACCOUNT_READ</c>, as the vendor's sample. Documented; the whole list is not known.</summary>
    [Required]
    public string Scope { get; set; } = RezenDefaults.OAuthScope;

    /// <summary>How long a user may take from <see cref="IRezenOAuth.BeginAsync"/> to <see cref="IRezenOAuth.CompleteAsync"/>. Default 30 minutes. One minute to one day. The code itself lives 60 seconds (Documented).</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(30);
}
