using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Speaks with one vendor's token endpoint, and with its issuer where that names the endpoint. One request and its answer: a request that may have used up a code or a refresh token is not
/// repeated blindly. Errors carry the vendor's error word and no text of the answer, which may hold a token.
/// </summary>
internal sealed class OAuthTokenClient(OAuthProfile profile, IHttpClientFactory clients, VendorHttpOptions options, TimeProvider time)
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>How long a discovery document holds. Addresses of an issuer change with its software, not with the hour.</summary>
    private static readonly TimeSpan s_discoveryLifetime = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private (OAuthEndpoints Endpoints, long At)? _discovered;

    public static string ClientName(string vendor) => vendor + ".oauth";

    public Task<VendorCredential> ExchangeAsync(string code, Uri redirectUri, string state, string? codeVerifier, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri.OriginalString };
        if (profile.StateOnExchange)
        {
            form["state"] = state;
        }

        if (codeVerifier is not null)
        {
            form["code_verifier"] = codeVerifier;
        }

        return SendAsync(new ErrorContext { Vendor = profile.Vendor, Operation = "exchange code" }, form, cancellationToken);
    }

    public Task<VendorCredential> RenewAsync(AccountRef account, string refreshToken, int version, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken };
        if (profile.StateOnRenewal)
        {
            form["state"] = RandomNumberGenerator.GetHexString(32, lowercase: true);
        }

        return SendAsync(new ErrorContext { Vendor = profile.Vendor, Account = account, CredentialVersion = version, Operation = "renew token" }, form, cancellationToken);
    }

    /// <exception cref="IntegrationConfigurationException">Id or secret are not set.</exception>
    public (string Id, string Secret) Client(ErrorContext context) => profile is { ClientId: { Length: > 0 } id, ClientSecret: { Length: > 0 } secret }
        ? (id, secret)
        : throw new IntegrationConfigurationException($"{profile.Vendor}, '{context.Operation}': OAuth is not set up in this host. {profile.MissingClientRemedy}", context);

    /// <summary>The vendor's addresses: fixed ones, or those of its issuer's document.</summary>
    /// <exception cref="IntegrationConfigurationException">The document is of another issuer, or holds no safe addresses.</exception>
    public async ValueTask<OAuthEndpoints> EndpointsAsync(ErrorContext where, CancellationToken cancellationToken)
    {
        if (profile is { AuthorizeAddress: { } authorize, TokenAddress: { } token })
        {
            return new OAuthEndpoints(authorize, token);
        }

        if (profile.Issuer is not { } issuer)
        {
            throw new IntegrationConfigurationException($"{profile.Vendor}, '{where.Operation}': the vendor has neither an issuer nor addresses for sign-ins.", where);
        }

        lock (_lock)
        {
            if (_discovered is { } kept && time.GetElapsedTime(kept.At) <= s_discoveryLifetime)
            {
                return kept.Endpoints;
            }
        }

        Uri address = new($"{issuer.OriginalString.TrimEnd('/')}/.well-known/openid-configuration");
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        ErrorContext context = where with { Method = request.Method.Method, Path = address.AbsolutePath };
        (HttpStatusCode status, ReadOnlyMemory<byte> body, context) = await SendAsync(request, context, cancellationToken).ConfigureAwait(false);
        if ((int)status is < 200 or > 299)
        {
            VendorErrorKind kind = VendorErrors.KindOf(status) is VendorErrorKind.Unavailable or VendorErrorKind.RateLimit ? VendorErrors.KindOf(status) : VendorErrorKind.Protocol;
            throw VendorErrors.Make(kind, context, $"answered {context.StatusCode} to the question for its addresses", remedy: null, [], inner: null);
        }

        OAuthEndpoints endpoints = OAuthEndpoints.Read(body, issuer) ?? throw new IntegrationConfigurationException(
            $"{profile.Vendor}, '{where.Operation}': the document at {issuer.Host} does not name that issuer to the letter, or no safe addresses. Check the issuer in the options of the vendor.", context);
        lock (_lock)
        {
            _discovered = (endpoints, time.GetTimestamp());
        }

        return endpoints;
    }

    private async Task<VendorCredential> SendAsync(ErrorContext where, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        (string id, string secret) = Client(where);
        Uri address = (await EndpointsAsync(where, cancellationToken).ConfigureAwait(false)).Token;
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        if (profile.SecretInForm)
        {
            form["client_id"] = id;
            form["client_secret"] = secret;
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Basic(id)}:{Basic(secret)}")));
        }

        request.Content = new FormUrlEncodedContent(form);
        (HttpStatusCode status, ReadOnlyMemory<byte> body, ErrorContext context) =
            await SendAsync(request, where with { Method = request.Method.Method, Path = address.AbsolutePath }, cancellationToken).ConfigureAwait(false);
        return (int)status is >= 200 and <= 299
            ? OAuthTokens.Read(body, time.GetUtcNow()) ?? throw VendorErrors.Make(VendorErrorKind.Protocol, context, "answered without a usable access_token", remedy: null, [], inner: null)
            : throw Refusal(status, context with { VendorCode = OAuthTokens.ErrorCode(body) });
    }

    private string Basic(string part) => profile.EncodesClient ? WebUtility.UrlEncode(part) : part;

    private async Task<(HttpStatusCode Status, ReadOnlyMemory<byte> Body, ErrorContext Context)> SendAsync(HttpRequestMessage request, ErrorContext context, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using CancellationTokenSource timeout = new(options.RenewalTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using HttpClient client = clients.CreateClient(ClientName(profile.Vendor));
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            ReadOnlyMemory<byte> body = await ReceivedContent.ReceiveAsync(response.Content, MaxBodyBytes, either.Token).ConfigureAwait(false);
            return (response.StatusCode, body, context with { StatusCode = (int)response.StatusCode, RetryAfter = RetryAfter.Read(response, time.GetUtcNow()) });
        }
        catch (InvalidDataException)
        {
            throw VendorErrors.Make(VendorErrorKind.Protocol, context, "sent more than a token answer can be", remedy: null, [], inner: null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw VendorErrors.Make(VendorErrorKind.Unavailable, context, $"did not answer within {options.RenewalTimeout}", remedy: null, [], inner: null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw VendorErrors.Make(VendorErrorKind.Unavailable, context, $"could not be reached ({VendorErrors.Reason(e)})", remedy: null, [], inner: null);
        }
    }

    /// <summary>Who is to blame: the vendor, for a while; the host's client; or the code or refresh token. Only the last is the account's matter.</summary>
    private IntegrationException Refusal(HttpStatusCode status, ErrorContext context)
    {
        string what = $"answered {context.StatusCode}" + (context.VendorCode is { } code ? $" ({code})" : "");
        if (status == HttpStatusCode.TooManyRequests)
        {
            return VendorErrors.Make(VendorErrorKind.RateLimit, context with { RetryAfter = context.RetryAfter ?? options.DefaultRetryAfter }, what, remedy: null, [], inner: null);
        }

        if (context.VendorCode is "server_error" or "temporarily_unavailable" || VendorErrors.KindOf(status) == VendorErrorKind.Unavailable)
        {
            return VendorErrors.Make(VendorErrorKind.Unavailable, context, what, remedy: null, [], inner: null);
        }

        if (context.VendorCode == "invalid_grant")
        {
            return context.Account is null
                ? new IntegrationSignInException(
                    SignInFailure.CodeRefused, $"{profile.Vendor}, '{context.Operation}': the vendor {what}. The code is wrong, too old or used before; begin the sign-in again.", context)
                : VendorErrors.Make(
                    VendorErrorKind.Authentication,
                    context,
                    what,
                    "The sign-in is not valid any more: it was revoked, replaced, or not used for too long. Connect the account again.",
                    [],
                    inner: null);
        }

        // 401 of a token endpoint concerns the client (RFC 6749, section 5.2). Blaming the accounts for it would stop all of them.
        return context.VendorCode is "invalid_client" or "unauthorized_client" || status == HttpStatusCode.Unauthorized
            ? new IntegrationConfigurationException(
                $"{profile.Vendor}, '{context.Operation}' ({context.Method} {context.Path}): the vendor {what}. It does not accept the client id and secret of this host: set those of your OAuth app.", context)
            : VendorErrors.Make(VendorErrors.KindOf(status), context, what, remedy: null, [], inner: null);
    }
}
