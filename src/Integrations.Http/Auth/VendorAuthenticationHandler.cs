using System.Net;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Base of the handlers that put a credential on a request. Takes the call's own credential, else the account's from the credential store. Before its end, and after an answer 401, it
/// looks for a newer credential or renews it, once at a time for each account over all processes, and sends the request again; a 401 after a renewal is the answer. Instances are pooled
/// and serve all accounts: keep no state of a request.
/// </summary>
public abstract class VendorAuthenticationHandler : DelegatingHandler
{
    private static readonly VendorCredential s_none = new();
    private VendorHttp? _vendor;
    private CredentialCache? _credentials;

    /// <summary>
    /// Puts the credential on a request. May be called again for the same request with another credential, so it must set headers rather than add to them.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="credential">The credential.</param>
    protected abstract void Apply(HttpRequestMessage request, VendorCredential credential);

    /// <summary>Whether a program can renew a credential. Default: when it has a refresh token.</summary>
    /// <param name="credential">The stored credential.</param>
    protected virtual bool CanRenew(VendorCredential credential) => credential is { RefreshToken.Length: > 0 };

    /// <summary>
    /// Asks the vendor for a new credential in place of one that it refused or that is about to end. Called by one process at a time for each account, and never cancelled from outside.
    /// What it returns is stored, encrypted, with the next <see cref="VendorCredential.Version"/>; parts that are null, such as a refresh token that was not given again, stay as they were.
    /// </summary>
    /// <param name="account">Whose credential.</param>
    /// <param name="credential">The stored credential.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Null when the vendor gives none.</returns>
    /// <exception cref="IntegrationAuthenticationException">The account must be connected again.</exception>
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
        HttpResponseMessage response = await SendWithAsync(vendor, request, call, credential, cancellationToken).ConfigureAwait(false);

        // At most twice: a credential that another process stored may have ended as well, and a new token may end while its request waits for its turn.
        bool isRenewed = false;
        for (int replaced = 0; IsRefused(request, response) && CanReplace(vendor, call) is { } account; replaced++)
        {
            bool isFinal = isRenewed && !_credentials!.HasEnded(credential);
            if (isFinal)
            {
                _credentials!.Bury(account, credential);
            }

            ReplacedCredential? newer = isFinal || replaced == 2 ? null : await ReplaceAsync(vendor, account, credential, response, cancellationToken).ConfigureAwait(false);
            if (newer is null)
            {
                HttpLog.CredentialRefused(vendor.Log, call.Vendor, account);
                return response;
            }

            response.Dispose();
            HttpLog.CredentialRenewed(vendor.Log, call.Vendor, account);
            (credential, isRenewed) = (newer.Credential, newer.IsRenewed);
            response = await SendWithAsync(vendor, request, call, credential, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    /// <summary>Sends with a credential, and settles what a doubtful answer means.</summary>
    private async Task<HttpResponseMessage> SendWithAsync(VendorHttp vendor, HttpRequestMessage request, VendorCall call, VendorCredential credential, CancellationToken cancellationToken)
    {
        Put(request, call, credential);
        VendorCall.StampRefused(request, isRefused: false);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (vendor.Profile.CredentialProbe is not { } probe || call.AsSystem || response.Content is not ReceivedContent received || !probe.IsDoubtful(response.StatusCode, received.Bytes))
        {
            return response;
        }

        try
        {
            VendorCall.StampRefused(request, await IsRefusedAsync(vendor, probe, request, call, credential, cancellationToken).ConfigureAwait(false));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Asks for what every valid credential may read. An answer that says nothing about the credential leaves the first one as it stands.</summary>
    private async Task<bool> IsRefusedAsync(
        VendorHttp vendor, CredentialProbe probe, HttpRequestMessage request, VendorCall call, VendorCredential credential, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get && request.RequestUri == probe.Address)
        {
            return true;
        }

        if (call.Account is { } known && _credentials!.HasPassed(known, credential, vendor.Options.CredentialLifetime))
        {
            return false;
        }

        using HttpRequestMessage question = new(HttpMethod.Get, probe.Address);
        (call with { Operation = "probe credential" }).Stamp(question);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            // The vendor's network edge may judge by what every request of this client carries, such as its User-Agent.
            question.Headers.TryAddWithoutValidation(name, values);
        }

        Put(question, call, credential);
        using HttpResponseMessage answer = await base.SendAsync(question, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode && call.Account is { } account)
        {
            _credentials!.Pass(account, credential);
        }

        return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
    }

    private static bool IsRefused(HttpRequestMessage request, HttpResponseMessage response) => response.StatusCode == HttpStatusCode.Unauthorized || VendorCall.IsRefused(request);

    internal void Attach(VendorHttp vendor, CredentialCache credentials)
    {
        _vendor = vendor;
        _credentials = credentials;
    }

    internal bool Renews(VendorCredential credential) => CanRenew(credential);

    internal ValueTask<VendorCredential?> RenewedAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken) => RenewAsync(account, credential, cancellationToken);

    private void Put(HttpRequestMessage request, VendorCall call, VendorCredential credential)
    {
        Apply(request, credential);
        if (call is { Credential: null, AsSystem: false })
        {
            VendorCall.StampVersion(request, credential.Version);
        }
    }

    /// <summary>The account whose credential may be replaced. Null for a call with a credential of its own, or without any.</summary>
    private static AccountRef? CanReplace(VendorHttp vendor, VendorCall call) =>
        vendor.Options.RenewOnUnauthorized && call is { Credential: null, AsSystem: false } ? call.Account : null;

    private async ValueTask<ReplacedCredential?> ReplaceAsync(
        VendorHttp vendor, AccountRef account, VendorCredential refused, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await _credentials!.ReplaceAsync(vendor, account, refused, isUsable: false, this, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The credential to send with; one that is about to end is renewed before the vendor has to refuse it.</summary>
    private async ValueTask<VendorCredential> CredentialAsync(VendorHttp vendor, VendorCall call, CancellationToken cancellationToken)
    {
        if (call.AsSystem)
        {
            return s_none;
        }

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
        if (stored.ExpiresAt is not { } end || end - vendor.Time.GetUtcNow() > vendor.Options.RenewBeforeExpiry || !CanRenew(stored))
        {
            return stored;
        }

        bool isUsable = end > vendor.Time.GetUtcNow();
        return (await _credentials.ReplaceAsync(vendor, account, stored, isUsable, this, cancellationToken).ConfigureAwait(false))?.Credential ?? stored;
    }

    private static bool IsTrusted(VendorHttpProfile profile, Uri? address)
    {
        if (address is not { IsAbsoluteUri: true } || IsSameOrigin(address, profile.BaseAddress))
        {
            return address is { IsAbsoluteUri: true };
        }

        foreach (Uri service in profile.Services.Values)
        {
            if (IsSameOrigin(address, service))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
