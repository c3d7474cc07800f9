using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>OAuth 2.0 with authorization codes, for one vendor. Registered under the vendor's name by <see cref="VendorHttpServiceCollectionExtensions.AddVendorOAuth"/>.</summary>
public interface IOAuthClient
{
    /// <summary>Begins a sign-in: stores a state that can be used once, and makes the address to which the host sends the user's browser.</summary>
    /// <param name="signIn">Where to return to, and for whom.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">The host has set no client id or secret, has no store of states, or the address to return to is not https.</exception>
    Task<Uri> BeginAsync(OAuthRequest signIn, CancellationToken cancellationToken = default);

    /// <summary>Completes a sign-in: checks and uses up the state, exchanges the code, asks the vendor whose account it is and connects it.</summary>
    /// <param name="query">Query of the address to which the vendor sent the browser, as received, with or without its question mark.</param>
    /// <param name="owner">The user and tenant who return, as the host knows them by itself; they must be those who began.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The account, or that the user declined.</returns>
    /// <exception cref="IntegrationSignInException">State or code are missing, wrong, expired or used before. Nothing was connected.</exception>
    /// <exception cref="IntegrationUnavailableException">The vendor did not answer. The state is used up: begin again.</exception>
    Task<OAuthResult> CompleteAsync(string query, ConnectOptions owner, CancellationToken cancellationToken = default);

    /// <summary>Exchanges a refresh token for new tokens. Stores nothing: the credential handler does, see <see cref="VendorAuthenticationHandler"/>.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="credential">Holds the refresh token.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationAuthenticationException">The vendor does not accept the refresh token any more: the account must be connected again.</exception>
    /// <exception cref="IntegrationUnavailableException">The vendor did not answer, or with a server error; it may pass.</exception>
    /// <exception cref="IntegrationRateLimitException">The vendor answered 429.</exception>
    /// <exception cref="IntegrationProtocolException">The vendor's answer holds no token.</exception>
    /// <exception cref="IntegrationConfigurationException">The vendor does not accept client id and secret. No account is to blame.</exception>
    Task<VendorCredential> RenewAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken = default);
}
