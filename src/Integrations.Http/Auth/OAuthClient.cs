using System.Buffers.Text;
using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Http;

internal sealed class OAuthClient(OAuthProfile profile, OAuthTokenClient tokens, IServiceProvider services, TimeProvider time) : IOAuthClient
{
    private const int IdBytes = 16;
    private const int SecretBytes = 32;

    public async Task<Uri> BeginAsync(OAuthRequest signIn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        ErrorContext context = new() { Vendor = profile.Vendor, Operation = "begin sign-in" };
        (string clientId, _) = tokens.Client(context);
        if (!WireRules.IsSafe(signIn.RedirectUri))
        {
            throw new IntegrationConfigurationException($"{profile.Vendor}: the address to return to after a sign-in must be absolute and https, or http to this machine.", context);
        }

        OAuthEndpoints endpoints = await tokens.EndpointsAsync(context, cancellationToken).ConfigureAwait(false);
        string? verifier = profile.UsesPkce ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)) : null;
        byte[] state = new byte[IdBytes + SecretBytes];
        Guid id = Guid.NewGuid();
        id.TryWriteBytes(state);
        RandomNumberGenerator.Fill(state.AsSpan(IdBytes));
        await Required<IOAuthStateStore>(context).AddAsync(
            new OAuthState
            {
                Key = id,
                Vendor = profile.Vendor,
                SecretHash = SHA256.HashData(state.AsSpan(IdBytes)),
                Owner = signIn.Owner,
                RedirectUri = signIn.RedirectUri,
                CodeVerifier = verifier,
                ExpiresAt = time.GetUtcNow() + profile.SignInLifetime,
            },
            cancellationToken).ConfigureAwait(false);

        IEnumerable<KeyValuePair<string, string>> query =
        [
            new("response_type", profile.ResponseType),
            new("client_id", clientId),
            new("redirect_uri", signIn.RedirectUri.OriginalString),
            new("state", Base64Url.EncodeToString(state)),
            .. Optional("scope", profile.Scope),
            .. Optional("code_challenge", verifier is null ? null : Challenge(verifier)),
            .. Optional("code_challenge_method", verifier is null ? null : "S256"),
            .. signIn.Parameters,
        ];
        string text = string.Join('&', query.Select(static p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        return new UriBuilder(endpoints.Authorize) { Query = text }.Uri;
    }

    public async Task<OAuthResult> CompleteAsync(string query, ConnectOptions owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(owner);
        ErrorContext context = new() { Vendor = profile.Vendor, Operation = "complete sign-in" };
        NameValueCollection answer = HttpUtility.ParseQueryString(query);
        string state = Single(answer, "state") ?? throw Failed(SignInFailure.StateMissing, "the callback has no state, or more than one");
        OAuthState begun = await UseAsync(state, owner, context, cancellationToken).ConfigureAwait(false);

        if (profile.Issuer is { } issuer && Single(answer, "iss") != issuer.OriginalString)
        {
            throw Failed(SignInFailure.OtherIssuer, "the callback does not name the vendor's issuer");
        }

        // Two vendors say response=denied, the standard says error=access_denied.
        string? error = Single(answer, "error");
        if (error == "access_denied" || Single(answer, "response") == "denied")
        {
            return new OAuthResult();
        }

        if (error is not null)
        {
            string? word = OAuthTokens.KnownCode(error);
            throw Failed(SignInFailure.VendorError, $"the vendor sent the user back with an error{(word is null ? "" : $" ({word})")}", word);
        }

        string code = Single(answer, "code") ?? throw Failed(SignInFailure.CodeMissing, "the callback has no code, or more than one");
        VendorCredential credential = await tokens.ExchangeAsync(code, begun.RedirectUri, state, begun.CodeVerifier, cancellationToken).ConfigureAwait(false);
        AccountInfo account = await Required<IAccountConnector>(context).ConnectAsync(profile.Vendor, credential, begun.Owner, cancellationToken).ConfigureAwait(false);
        return new OAuthResult { Account = account };
    }

    public Task<VendorCredential> RenewAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return tokens.RenewAsync(
            account,
            credential.RefreshToken ?? throw new IntegrationAuthenticationException(
                $"{profile.Vendor}, account {account}: the credential has no refresh token. Connect the account again.",
                new ErrorContext { Vendor = profile.Vendor, Account = account, CredentialVersion = credential.Version, Operation = "renew token" }),
            credential.Version,
            cancellationToken);
    }

    /// <summary>The sign-in that a state belongs to, used up. The secret is compared in constant time, and before anything is said about the sign-in.</summary>
    private async Task<OAuthState> UseAsync(string state, ConnectOptions owner, ErrorContext context, CancellationToken cancellationToken)
    {
        IOAuthStateStore store = Required<IOAuthStateStore>(context);
        byte[] bytes = new byte[IdBytes + SecretBytes];
        bool isOurs = state.Length == Base64Url.GetEncodedLength(bytes.Length) && Base64Url.IsValid(state) && Base64Url.TryDecodeFromChars(state, bytes, out int length) && length == bytes.Length;
        Guid id = new(bytes.AsSpan(0, IdBytes));
        OAuthState? begun = isOurs ? await store.FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (begun is null
            || !CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes.AsSpan(IdBytes)), begun.SecretHash.Span)
            || !string.Equals(begun.Vendor, profile.Vendor, StringComparison.Ordinal))
        {
            throw Failed(SignInFailure.StateUnknown, "the state was not issued by this host");
        }

        if (begun.UsedAt is not null)
        {
            throw Failed(SignInFailure.StateUsed, "the callback was made before");
        }

        if (begun.ExpiresAt <= time.GetUtcNow())
        {
            throw Failed(SignInFailure.StateExpired, $"it took longer than {profile.SignInLifetime}");
        }

        if (begun.Owner.TenantId != owner.TenantId || begun.Owner.UserId != owner.UserId)
        {
            throw Failed(SignInFailure.OtherOwner, "another user or tenant of the host began it");
        }

        return await store.TryUseAsync(id, cancellationToken).ConfigureAwait(false) ? begun : throw Failed(SignInFailure.StateUsed, "the callback was made before");
    }

    private IntegrationSignInException Failed(SignInFailure failure, string what, string? code = null) => new(
        failure, $"{profile.Vendor}: the sign-in cannot be completed: {what}. Nothing was connected; begin again.", new ErrorContext { Vendor = profile.Vendor, Operation = "complete sign-in", VendorCode = code });

    private T Required<T>(ErrorContext context)
        where T : class => services.GetService<T>() ?? throw new IntegrationConfigurationException(
            $"{profile.Vendor}, '{context.Operation}': no {typeof(T).Name} is registered. Add the engine with AddIntegrations() and a persistence package, or register your own.", context);

    /// <summary>What is shown of a proof key before it is used: its hash (RFC 7636, S256).</summary>
    internal static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static IEnumerable<KeyValuePair<string, string>> Optional(string name, string? value) => value is null ? [] : [new(name, value)];

    /// <summary>The value of a parameter that is there once and not empty.</summary>
    private static string? Single(NameValueCollection query, string name) => query.GetValues(name) is [{ Length: > 0 } value] ? value : null;
}
