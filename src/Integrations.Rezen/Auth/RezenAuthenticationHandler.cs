using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// Puts the account's key into its header, and the access token of a sign-in into the same one: although the vendor calls it a Bearer token it is a key (Documented), and a Bearer key is refused
/// (Observed). Access tokens are renewed with the refresh token, which is used up by that.
/// </summary>
internal sealed class RezenAuthenticationHandler(RezenOptions options, IOAuthClient oauth) : VendorAuthenticationHandler
{
    protected override void Apply(HttpRequestMessage request, VendorCredential credential)
    {
        string key = credential switch
        {
            { AccessToken: { Length: > 0 } token } => token,
            { ApiKey: { Length: > 0 } own } => own,
            _ => throw new IntegrationConfigurationException("The credential of reZEN has neither an API key nor an access token. Connect the account again."),
        };
        request.Headers.Authorization = null;
        request.Headers.Remove(options.KeyHeader);
        request.Headers.TryAddWithoutValidation(options.KeyHeader, key);
    }

    protected override async ValueTask<VendorCredential?> RenewAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken) =>
        await oauth.RenewAsync(account, credential, cancellationToken).ConfigureAwait(false);
}
