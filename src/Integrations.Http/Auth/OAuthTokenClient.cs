using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Speaks with one vendor's token endpoint. One request and its answer: a request that may have used up a code or a refresh token is not repeated blindly. Errors carry the vendor's
/// error word and no text of the answer, which may hold a token.
/// </summary>
internal sealed class OAuthTokenClient(OAuthProfile profile, IHttpClientFactory clients, VendorHttpOptions options, TimeProvider time)
{
    private const int MaxBodyBytes = 64 * 1024;

    public static string ClientName(string vendor) => vendor + ".oauth";

    public Task<VendorCredential> ExchangeAsync(string code, Uri redirectUri, string state, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri.OriginalString };
        if (profile.StateOnExchange)
        {
            form["state"] = state;
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

    private async Task<VendorCredential> SendAsync(ErrorContext where, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        (string id, string secret) = Client(where);
        using HttpRequestMessage request = new(HttpMethod.Post, profile.TokenAddress);
        if (profile.SecretInForm)
        {
            form["client_id"] = id;
            form["client_secret"] = secret;
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(form);
        ErrorContext context = where with { Method = request.Method.Method, Path = profile.TokenAddress.AbsolutePath };
        using CancellationTokenSource timeout = new(options.RenewalTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using HttpClient client = clients.CreateClient(ClientName(profile.Vendor));
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            ReadOnlyMemory<byte> body = await ReceivedContent.ReceiveAsync(response.Content, MaxBodyBytes, either.Token).ConfigureAwait(false);
            context = context with { StatusCode = (int)response.StatusCode, RetryAfter = RetryAfter.Read(response, time.GetUtcNow()) };
            return response.IsSuccessStatusCode
                ? OAuthTokens.Read(body, time.GetUtcNow()) ?? throw VendorErrors.Make(VendorErrorKind.Protocol, context, "answered without a usable access_token", remedy: null, [], inner: null)
                : throw Refusal(response.StatusCode, context with { VendorCode = OAuthTokens.ErrorCode(body) });
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
