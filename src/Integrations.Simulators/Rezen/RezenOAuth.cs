using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators;

/// <summary>The issuer: discovery, sign-in, tokens, keys, user info and revocation. An access token is a key of the other services.</summary>
internal sealed class RezenOAuth : IDisposable
{
    private const string KeyId = "synthetic-key-1";

    private readonly RezenSimulatorOptions _options;
    private readonly OAuthGrants<RezenCaller> _grants;

    // Made at the first token: it costs more than the rest of the simulator.
    private readonly Lazy<RSA> _key = new(static () => RSA.Create(2048));

    public RezenOAuth(RezenSimulatorOptions options, OAuthGrants<RezenCaller> grants)
    {
        _options = options;
        _grants = grants;
    }

    /// <summary>The issuer, to the letter.</summary>
    public string Issuer { get; set; } = "";

    public static OAuthGrants<RezenCaller> Grants(RezenSimulatorOptions options, IEnumerable<RezenCaller> callers) =>
        new(() => Policy(options.OAuth), options.TimeProvider, callers.Select(static c => KeyValuePair.Create(
            (c.World.Account.Id, c.World.Account.Id), c with { ApiKey = FormattableString.Invariant($"oauth_{c.World.Account.Id}") })));

    public void Dispose()
    {
        if (_key.IsValueCreated) _key.Value.Dispose();
    }

    /// <summary>Whose access token it is. Null when it is none.</summary>
    public RezenCaller? Find(string accessToken) => _grants.Find(accessToken);

    /// <summary>Whose code or refresh token a form holds. Null when it is none.</summary>
    public RezenCaller? Owner(IFormCollection form) => _grants.Owner(form["code"], form["refresh_token"]);

    public WireAnswer Answer(HttpContext context, string path, IFormCollection form, WireJsonWriter writer) => (context.Request.Method, path) switch
    {
        ("GET", "/.well-known/openid-configuration") => Json(writer, 200, Discovery()),
        ("GET", "/jwks") => Json(writer, 200, Keys()),
        ("GET", "/authorize") => Authorize(context, writer),
        ("POST", "/token") => Token(context, form, writer),
        ("POST", "/revoke") => Revoke(form, writer),
        ("GET", "/userinfo") => UserInfo(context, writer),
        _ => Json(writer, 404, new JsonObject { ["error"] = "not_found" }),
    };

    private static OAuthPolicy Policy(RezenSimulatorOAuthOptions options) => new()
    {
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        CodeLifetime = options.CodeLifetime,
        AccessTokenLifetime = options.AccessTokenLifetime,
        Rotates = true,
        TheftAfter = options.TheftAfter,
    };

    private static WireAnswer Json(WireJsonWriter writer, int status, JsonObject body)
    {
        writer.Clear();
        writer.Verbatim(body.ToJsonString());
        return new WireAnswer(status, writer);
    }

    private static WireAnswer Error(WireJsonWriter writer, string code, int status = 400) => Json(writer, status, new JsonObject { ["error"] = code });

    private JsonObject Discovery() => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = Issuer + "/authorize",
        ["token_endpoint"] = Issuer + "/token",
        ["userinfo_endpoint"] = Issuer + "/userinfo",
        ["jwks_uri"] = Issuer + "/jwks",
        ["revocation_endpoint"] = Issuer + "/revoke",
        ["response_types_supported"] = new JsonArray("code"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["authorization_response_iss_parameter_supported"] = true,
    };

    private JsonObject Keys()
    {
        var key = _key.Value.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = KeyId,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        };
    }

    /// <summary>Sends the browser back at once, as if the user had answered.</summary>
    private WireAnswer Authorize(HttpContext context, WireJsonWriter writer)
    {
        var query = context.Request.Query;
        string? clientId = query["client_id"], redirectUri = query["redirect_uri"], challenge = query["code_challenge"];
        if (query["response_type"] != "code" || clientId is null || !Uri.TryCreate(redirectUri, UriKind.Absolute, out _)) return Error(writer, "invalid_request");
        if (string.IsNullOrEmpty(challenge) || query["code_challenge_method"] != "S256") return Error(writer, "invalid_request");
        if (_grants.Authorize(clientId, redirectUri, challenge, query["nonce"]) is not { } code) return Error(writer, "unauthorized_client");
        var answer = code.Length == 0 ? "error=access_denied" : "code=" + Uri.EscapeDataString(code);
        var separator = redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        context.Response.Headers.Location = $"{redirectUri}{separator}{answer}&state={Uri.EscapeDataString(query["state"].ToString())}&iss={Uri.EscapeDataString(Issuer)}";
        return new WireAnswer(302, writer);
    }

    private WireAnswer Token(HttpContext context, IFormCollection form, WireJsonWriter writer)
    {
        if (ClientOf(context, form) is not { } clientId) return Error(writer, "invalid_client", 401);
        string? code = form["code"], redirectUri = form["redirect_uri"], refreshToken = form["refresh_token"];
        OAuthTokens<RezenCaller>? tokens;
        switch (form["grant_type"].ToString())
        {
            case "authorization_code":
                if (code is null || redirectUri is null) return Error(writer, "invalid_request");
                tokens = _grants.Exchange(clientId, code, redirectUri, form["code_verifier"]);
                break;
            case "refresh_token":
                if (refreshToken is null) return Error(writer, "invalid_request");
                tokens = _grants.Renew(clientId, refreshToken);
                break;
            default:
                return Error(writer, "unsupported_grant_type");
        }

        if (tokens is null) return Error(writer, "invalid_grant");
        return Json(writer, 200, new JsonObject
        {
            ["access_token"] = tokens.Access,
            ["token_type"] = "Bearer",
            ["expires_in"] = tokens.Seconds,
            ["refresh_token"] = tokens.Refresh,
            ["id_token"] = IdToken(tokens, clientId),
        });
    }

    /// <summary>The client that authenticated itself: in a Basic header whose parts are form-encoded, or, without a secret, by its id in the form. Null for none.</summary>
    private string? ClientOf(HttpContext context, IFormCollection form)
    {
        if (SimulatorHost.ReadBasic(context.Request.Headers.Authorization.ToString()) is (var id, var secret))
            return !form.ContainsKey("client_id") && _grants.IsClient(Decoded(id), Decoded(secret)) ? Decoded(id) : null;
        return form["client_id"].ToString() is { Length: > 0 } isPublic && _grants.IsClient(isPublic, secret: null) ? isPublic : null;

        static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    private WireAnswer Revoke(IFormCollection form, WireJsonWriter writer)
    {
        _grants.End(form["token"].ToString());
        return new WireAnswer(200, writer);
    }

    private WireAnswer UserInfo(HttpContext context, WireJsonWriter writer)
    {
        const string Scheme = "Bearer ";
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || Find(authorization[Scheme.Length..].Trim()) is not { } caller) return Error(writer, "invalid_token", 401);
        var claims = Claims(caller);
        claims["email_verified"] = true;
        return Json(writer, 200, claims);
    }

    private static JsonObject Claims(RezenCaller caller) => new()
    {
        ["sub"] = caller.World.IdOf(RezenKind.KeyMaker, 0).ToString("D"),
        ["name"] = caller.World.Account.Name,
        ["email"] = caller.World.Account.EmailAddress,
        ["yentaId"] = caller.World.Account.YentaId.ToString("D"),
    };

    private string IdToken(OAuthTokens<RezenCaller> tokens, string clientId)
    {
        var now = _options.VendorClock.GetUtcNow().ToUnixTimeSeconds();
        var claims = Claims(tokens.Caller);
        (claims["iss"], claims["aud"], claims["iat"], claims["exp"], claims["nonce"]) = (Issuer, clientId, now, now + tokens.Seconds, tokens.Nonce);
        var text = $"{Part(new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = "JWT" })}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(_key.Value.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
    }
}
