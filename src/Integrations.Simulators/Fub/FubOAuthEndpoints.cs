using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators;

/// <summary>The OAuth pages and the <c>oauthApps</c> collection.</summary>
internal sealed class FubOAuthEndpoints(OAuthGrants<FubCaller> grants, TimeProvider time)
{
    private static readonly JsonName s_error = new("error");
    private static readonly JsonName s_accessToken = new("access_token");
    private static readonly JsonName s_tokenType = new("token_type");
    private static readonly JsonName s_expiresIn = new("expires_in");
    private static readonly JsonName s_refreshToken = new("refresh_token");
    private static readonly JsonName s_redirectUris = new("redirectUris");
    private static readonly JsonName s_clientId = new("clientId");
    private static readonly JsonName s_clientSecret = new("clientSecret");
    private static readonly JsonName s_createdAt = new("createdAt");
    private static readonly JsonName s_updatedAt = new("updatedAt");

    /// <summary>Sends the browser back at once, as if the user had answered. A wrong request stays at the vendor.</summary>
    public WireAnswer Authorize(HttpContext context, WireJsonWriter writer)
    {
        var query = context.Request.Query;
        string? clientId = query["client_id"], redirectUri = query["redirect_uri"], state = query["state"];
        if (query["response_type"] != "auth_code") return FubWire.Error(writer, 400, "response_type must be auth_code.");
        if (clientId is null || !Uri.TryCreate(redirectUri, UriKind.Absolute, out _) || grants.Authorize(clientId, redirectUri) is not { } code)
            return FubWire.Error(writer, 400, "Unknown client_id or redirect_uri.");
        var answer = code.Length == 0 ? "response=denied" : "response=approved&code=" + Uri.EscapeDataString(code);
        var separator = redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        context.Response.Headers.Location = $"{redirectUri}{separator}{answer}&state={Uri.EscapeDataString(state ?? "")}";
        return new WireAnswer(302, writer);
    }

    /// <summary>Gives tokens for a code or a refresh token.</summary>
    public WireAnswer Token(HttpContext context, IFormCollection form, WireJsonWriter writer)
    {
        if (SimulatorHost.ReadBasic(context.Request.Headers.Authorization.ToString()) is not (var id, var secret) || !grants.IsClient(id, secret)) return Error(writer, 401, "invalid_client");
        string? code = form["code"], redirectUri = form["redirect_uri"], refreshToken = form["refresh_token"];
        OAuthTokens<FubCaller>? tokens;
        switch (form["grant_type"].ToString())
        {
            case "authorization_code":
                if (code is null || redirectUri is null || !form.ContainsKey("state")) return Error(writer, 400, "invalid_request");
                tokens = grants.Exchange(id, code, redirectUri);
                break;
            case "refresh_token":
                if (refreshToken is null) return Error(writer, 400, "invalid_request");
                tokens = grants.Renew(id, refreshToken);
                break;
            default:
                return Error(writer, 400, "unsupported_grant_type");
        }

        if (tokens is null) return Error(writer, 400, "invalid_grant");
        writer.StartObject();
        writer.Text(s_accessToken, tokens.Access);
        writer.Text(s_tokenType, "Bearer");
        writer.Number(s_expiresIn, tokens.Seconds);
        if (tokens.Refresh is { } refresh) writer.Text(s_refreshToken, refresh);
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    /// <summary>Creates the app of the system, or changes its addresses.</summary>
    public async Task<WireAnswer> AppsAsync(HttpContext context, WireJsonWriter writer, string? system)
    {
        if (system is null) return FubWire.Error(writer, 403, FubWire.NoAccess);
        if (await RedirectUrisAsync(context).ConfigureAwait(false) is not { Count: > 0 } redirectUris) return FubWire.Error(writer, 400, "redirectUris must be a list of addresses.");
        if (HttpMethods.IsPost(context.Request.Method))
        {
            var (number, id, secret) = grants.AddApp(redirectUris);
            return App(writer, 201, number, system, redirectUris, id, secret);
        }

        return HttpMethods.IsPut(context.Request.Method)
            ? grants.ChangeApp(redirectUris) is { } app ? App(writer, 200, app.Number, system, redirectUris, app.Id, secret: null) : FubWire.Error(writer, 404, "There is no OAuth app.")
            : FubWire.Error(writer, 405, "Method not allowed.");
    }

    private static async Task<List<string>?> RedirectUrisAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            return [.. body.RootElement.GetProperty("redirectUris").EnumerateArray().Select(u => u.GetString()!)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static WireAnswer Error(WireJsonWriter writer, int status, string code)
    {
        writer.Clear();
        writer.StartObject();
        writer.Text(s_error, code);
        writer.EndObject();
        return new WireAnswer(status, writer);
    }

    private WireAnswer App(WireJsonWriter writer, int status, int number, string system, List<string> redirectUris, string id, string? secret)
    {
        writer.StartObject();
        writer.Number(N.Id, number);
        writer.Text(N.Name, system);
        writer.Name(s_redirectUris);
        writer.StartArray();
        foreach (var uri in redirectUris) writer.Text(uri);
        writer.EndArray();
        writer.Text(s_clientId, id);
        if (secret is not null) writer.Text(s_clientSecret, secret);
        writer.Number(N.Status, 1);
        writer.Time(s_createdAt, time.GetUtcNow().ToUnixTimeSeconds());
        writer.Time(s_updatedAt, time.GetUtcNow().ToUnixTimeSeconds());
        writer.EndObject();
        return new WireAnswer(status, writer);
    }
}
