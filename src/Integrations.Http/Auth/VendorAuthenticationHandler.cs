using System.Net;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Base of the handlers that put a credential on a request. Takes the call's own credential, else the account's from the credential store. After an answer 401 it looks for a newer
/// credential, once at a time for each account, and sends the request once more; a second 401 is the answer. Instances are pooled and serve all accounts: keep no state of a request.
/// </summary>
public abstract class VendorAuthenticationHandler : DelegatingHandler
{
    private VendorHttp? _vendor;
    private CredentialCache? _credentials;

    /// <summary>
    /// Puts the credential on a request. May be called again for the same request with another credential, so it must set headers rather than add to them.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="credential">The credential.</param>
    protected abstract void Apply(HttpRequestMessage request, VendorCredential credential);

    /// <summary>
    /// Renews a credential that the vendor refused or that is about to end, and stores the new one with a higher <see cref="VendorCredential.Version"/>. Runs once at a time for each
    /// account. Null, the default, when the vendor's credentials cannot be renewed by a program.
    /// </summary>
    /// <param name="account">Whose credential.</param>
    /// <param name="credential">The stored credential.</param>
    /// <param name="cancellationToken">Cancels the renewal.</param>
    protected virtual ValueTask<VendorCredential?> RenewAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken) => new((VendorCredential?)null);

    /// <inheritdoc/>
    protected sealed override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        VendorHttp vendor = _vendor ?? throw new InvalidOperationException($"{GetType().Name} is not part of a chain made by {nameof(VendorHttpServiceCollectionExtensions.AddVendorHttpClient)}.");
        VendorCall call = VendorCall.Required(request);
        if (!IsTrusted(vendor.Profile, request.RequestUri))
        {
            throw vendor.Errors.ForeignOrigin(request);
        }

        VendorCredential credential = await CredentialAsync(vendor, call, cancellationToken).ConfigureAwait(false);
        Apply(request, credential);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !vendor.Options.RenewOnUnauthorized || call.Credential is not null || call.Account is not { } account)
        {
            return response;
        }

        VendorCredential? newer = await _credentials!
            .ReplaceAsync(account, credential, vendor.Options.CredentialLifetime, RenewAsync, cancellationToken)
            .ConfigureAwait(false);
        if (newer is null)
        {
            HttpLog.CredentialRefused(vendor.Log, call.Vendor, account);
            return response;
        }

        response.Dispose();
        HttpLog.CredentialRenewed(vendor.Log, call.Vendor, account);
        Apply(request, newer);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    internal void Attach(VendorHttp vendor, CredentialCache credentials)
    {
        _vendor = vendor;
        _credentials = credentials;
    }

    /// <summary>The credential to send with; one that is about to end is renewed before the vendor has to refuse it.</summary>
    private async ValueTask<VendorCredential> CredentialAsync(VendorHttp vendor, VendorCall call, CancellationToken cancellationToken)
    {
        if (call.Credential is { } own)
        {
            return own;
        }

        if (call.Account is not { } account)
        {
            throw new IntegrationConfigurationException(
                $"'{call.Operation}' at {call.Vendor} names neither an account nor a credential.",
                new ErrorContext { Vendor = call.Vendor, Operation = call.Operation });
        }

        VendorCredential stored = await _credentials!.GetAsync(account, vendor.Options.CredentialLifetime, cancellationToken).ConfigureAwait(false);
        if (stored.ExpiresAt is { } end && end - vendor.Time.GetUtcNow() <= TimeSpan.FromSeconds(30))
        {
            return await _credentials.ReplaceAsync(account, stored, vendor.Options.CredentialLifetime, RenewAsync, cancellationToken).ConfigureAwait(false) ?? stored;
        }

        return stored;
    }

    private static bool IsTrusted(VendorHttpProfile profile, Uri? address)
    {
        if (address is not { IsAbsoluteUri: true } || IsSameOrigin(address, profile.BaseAddress))
        {
            return address is { IsAbsoluteUri: true };
        }

        foreach (Uri trusted in profile.TrustedOrigins)
        {
            if (IsSameOrigin(address, trusted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
