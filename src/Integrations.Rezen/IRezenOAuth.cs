using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Connects accounts of reZEN by sign-in ("Sign in with reZEN": OAuth 2.1 with PKCE). Needs <see cref="RezenOptions.OAuth"/>; the vendor registers clients by hand.</summary>
public interface IRezenOAuth
{
    /// <summary>Begins a sign-in and makes the address to which you send the user's browser.</summary>
    /// <param name="redirectUri">Where the user returns to: one that the vendor has registered, to the letter; https, or http to this machine.</param>
    /// <param name="owner">For whom the account will be connected. Null for a host without users and tenants.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">Client id and secret are not set, the address to return to is not https, or the issuer's document names another issuer.</exception>
    /// <exception cref="IntegrationUnavailableException">The issuer did not answer.</exception>
    Task<Uri> BeginAsync(Uri redirectUri, ConnectOptions? owner = null, CancellationToken cancellationToken = default);

    /// <summary>Completes a sign-in: checks state and issuer, exchanges the code, which lives 60 seconds, and connects the account, whose onboarding starts with the next worker.</summary>
    /// <param name="query">Query of the address to which the user returned, as received: <c>?code=…&amp;state=…&amp;iss=…</c>.</param>
    /// <param name="owner">User and tenant who return, as you know them by your own session; they must be those of <see cref="BeginAsync"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The account, or that the user declined.</returns>
    /// <exception cref="IntegrationSignInException">State, issuer or code are missing, wrong, expired or used before; see <see cref="IntegrationSignInException.Failure"/>. Nothing was connected.</exception>
    /// <exception cref="IntegrationUnavailableException">The vendor did not answer. Begin again.</exception>
    Task<OAuthResult> CompleteAsync(string query, ConnectOptions? owner = null, CancellationToken cancellationToken = default);
}
