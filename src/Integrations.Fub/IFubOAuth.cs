using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Connects accounts of Follow Up Boss by sign-in. Needs <see cref="FubOptions.OAuth"/>, for everything but <see cref="CreateAppAsync"/> and <see cref="SetRedirectUrisAsync"/>, which need
/// the registered system only.
/// </summary>
public interface IFubOAuth
{
    /// <summary>
    /// Creates your OAuth app at the vendor, once for all. The answer alone holds the client secret: keep it and set it in <see cref="FubOAuthOptions.ClientSecret"/>. Documented, section 2.3.
    /// </summary>
    /// <param name="redirectUris">Addresses to which users may return. At least one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">System name and key are not set.</exception>
    /// <exception cref="IntegrationAuthenticationException">The vendor does not know the system.</exception>
    /// <exception cref="IntegrationOutcomeUnknownException">The vendor did not answer: whether there is an app now is unknown.</exception>
    Task<FubOAuthApp> CreateAppAsync(IReadOnlyList<Uri> redirectUris, CancellationToken cancellationToken = default);

    /// <summary>Replaces the addresses to which users may return. Observed by one client, section 2.3.</summary>
    /// <param name="redirectUris">All addresses. At least one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">System name and key are not set.</exception>
    Task<FubOAuthApp> SetRedirectUrisAsync(IReadOnlyList<Uri> redirectUris, CancellationToken cancellationToken = default);

    /// <summary>Begins a sign-in and makes the address to which you send the user's browser.</summary>
    /// <param name="redirectUri">Where the user returns to: one of the app's addresses, https, or http to this machine.</param>
    /// <param name="owner">For whom the account will be connected. Null for a host without users and tenants.</param>
    /// <param name="forceLogin">True to show the vendor's login even to a user who is logged in there, for a user with several accounts. Observed by two clients, section 2.3.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">Client id and secret are not set, or the address to return to is not https.</exception>
    Task<Uri> BeginAsync(Uri redirectUri, ConnectOptions? owner = null, bool forceLogin = false, CancellationToken cancellationToken = default);

    /// <summary>Completes a sign-in: checks the state, exchanges the code and connects the account, whose onboarding starts with the next worker.</summary>
    /// <param name="query">Query of the address to which the user returned, as received: <c>?response=approved&amp;code=…&amp;state=…</c>.</param>
    /// <param name="owner">User and tenant who return, as you know them by your own session; they must be those of <see cref="BeginAsync"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The account, or that the user declined.</returns>
    /// <exception cref="IntegrationSignInException">State or code are missing, wrong, expired or used before; see <see cref="IntegrationSignInException.Failure"/>. Nothing was connected.</exception>
    /// <exception cref="IntegrationUnavailableException">The vendor did not answer. Begin again.</exception>
    Task<OAuthResult> CompleteAsync(string query, ConnectOptions? owner = null, CancellationToken cancellationToken = default);
}
