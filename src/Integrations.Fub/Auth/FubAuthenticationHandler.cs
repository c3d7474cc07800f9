using System.Net.Http.Headers;
using System.Text;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Puts the account's key (Basic, empty password) or access token (Bearer) and the headers of the registered system on a request; a call of the system itself has these headers only.
/// Documented. Access tokens live an hour and are renewed with the refresh token.
/// </summary>
internal sealed class FubAuthenticationHandler(FubOptions options, IOAuthClient oauth) : VendorAuthenticationHandler
{
    private const string SystemHeader = "X-System";
    private const string SystemKeyHeader = "X-System-Key";

    protected override void Apply(HttpRequestMessage request, VendorCredential credential)
    {
        request.Headers.Authorization = credential switch
        {
            { AccessToken: { Length: > 0 } token } => new AuthenticationHeaderValue("Bearer", token),
            { ApiKey: { Length: > 0 } key } => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":"))),
            _ when VendorCall.Of(request) is { AsSystem: true } => null,
            _ => throw new IntegrationConfigurationException("The credential of Follow Up Boss has neither an API key nor an access token. Connect the account again."),
        };
        request.Headers.Remove(SystemHeader);
        request.Headers.Remove(SystemKeyHeader);
        if (!string.IsNullOrWhiteSpace(options.SystemName) && !string.IsNullOrWhiteSpace(options.SystemKey))
        {
            request.Headers.TryAddWithoutValidation(SystemHeader, options.SystemName);
            request.Headers.TryAddWithoutValidation(SystemKeyHeader, options.SystemKey);
        }
    }

    protected override async ValueTask<VendorCredential?> RenewAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken) =>
        await oauth.RenewAsync(account, credential, cancellationToken).ConfigureAwait(false);
}
