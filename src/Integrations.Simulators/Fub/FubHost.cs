using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators;

/// <summary>The HTTP side of the simulator: authentication, budgets and faults.</summary>
internal sealed class FubHost : SimulatorHost
{
    private const string ApiRoot = "/v1/";
    private const string OAuthRoot = "/oauth/";

    private readonly FubSimulator _simulator;
    private readonly FubSimulatorOptions _options;
    private readonly FubRates _rates;
    private readonly Dictionary<string, FubCaller> _callers;
    private readonly OAuthGrants<FubCaller> _grants;
    private readonly FubOAuthEndpoints _oauth;
    private long _requests;

    public FubHost(FubSimulator simulator, FubSimulatorOptions options, Dictionary<string, FubCaller> callers, OAuthGrants<FubCaller> grants)
        : base(options.TimeProvider, options.VendorClock, new FubAdmin(simulator), JsonDialect.Php)
    {
        _simulator = simulator;
        _options = options;
        _callers = callers;
        _grants = grants;
        _oauth = new FubOAuthEndpoints(grants, options.TimeProvider);
        _rates = new FubRates(options.TimeProvider, options.RateLimits);
    }

    protected override Task HandleAsync(HttpContext context, string path, WireJsonWriter writer)
    {
        if (path.StartsWith(OAuthRoot, StringComparison.Ordinal)) return HandleOAuthAsync(context, path.Trim('/'), writer);
        return HandleApiAsync(context, path.StartsWith(ApiRoot, StringComparison.Ordinal) ? path[ApiRoot.Length..].TrimEnd('/') : null, writer);
    }

    private async Task HandleApiAsync(HttpContext context, string? path, WireJsonWriter writer)
    {
        var caller = Authenticate(context.Request.Headers.Authorization.ToString());
        var system = SystemOf(context.Request);
        var query = new FubQuery(context.Request.QueryString.Value);
        var logged = path ?? context.Request.Path.Value ?? "";
        IReadOnlyList<SimulatorFault> faults = caller is null || path is null ? [] : _simulator.Faults.Hit(caller.World.Account.Id, caller.ApiKey, path, query);

        if (await IsGoneAfterDelayAsync(context, faults).ConfigureAwait(false)) return;
        var answer = path == "oauthApps" && !HttpMethods.IsGet(context.Request.Method)
            ? await _oauth.AppsAsync(context, writer, system).ConfigureAwait(false)
            : Answer(context, writer, path, query, caller, system, faults, await BodyAsync(context).ConfigureAwait(false) as JsonObject);
        var cut = Of(faults, SimulatorFaultKind.CutConnection) is not null;
        _simulator.Requests.Add(
            _options.TimeProvider.GetUtcNow(), context.Request.Method, caller?.World.Account.Id, caller?.UserId, logged, context.Request.QueryString.Value ?? "", cut ? 0 : answer.Status,
            context.Request.Headers["X-System"].FirstOrDefault());
        await SendAsync(context, answer, faults, cut).ConfigureAwait(false);
    }

    private async Task HandleOAuthAsync(HttpContext context, string path, WireJsonWriter writer)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false) : FormCollection.Empty;
        var owner = _grants.Owner(form["code"], form["refresh_token"]);
        var faults = _simulator.Faults.Hit(owner?.World.Account.Id ?? 0, owner?.ApiKey ?? "", path, new FubQuery(queryString: null));
        if (await IsGoneAfterDelayAsync(context, faults).ConfigureAwait(false)) return;
        var answer = (context.Request.Method, path) switch
        {
            ("GET", "oauth/authorize") => _oauth.Authorize(context, writer),
            ("POST", "oauth/token") when Of(faults, SimulatorFaultKind.RateLimitStorm) is { } storm => Throttled(context, writer, storm.Duration),
            ("POST", "oauth/token") when Of(faults, SimulatorFaultKind.ServerError) is { } error => FubWire.Error(writer, error.Status, "An unexpected error occurred."),
            ("POST", "oauth/token") => _oauth.Token(context, form, writer),
            _ => FubWire.Error(writer, 404, "There is no such page."),
        };
        var cut = Of(faults, SimulatorFaultKind.CutConnection) is not null;
        _simulator.Requests.Add(
            _options.TimeProvider.GetUtcNow(), context.Request.Method, owner?.World.Account.Id, owner?.UserId, path, form["grant_type"].ToString(), cut ? 0 : answer.Status, system: null);
        await SendAsync(context, answer, faults, cut).ConfigureAwait(false);
    }

    private static WireAnswer Throttled(HttpContext context, WireJsonWriter writer, TimeSpan wait)
    {
        RetryAfter(context.Response, wait);
        return FubWire.Error(writer, 429, FubWire.RateLimited);
    }

    private WireAnswer Answer(HttpContext context, WireJsonWriter writer, string? path, FubQuery query, FubCaller? caller, string? system, IReadOnlyList<SimulatorFault> faults, JsonObject? body)
    {
        if (path is null) return FubWire.Error(writer, 404, FubWire.UnknownCollection(context.Request.Path.Value ?? ""));
        if (caller is null || Of(faults, SimulatorFaultKind.Unauthorized) is not null)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Follow Up Boss API\"";
            return FubWire.Error(writer, 401, FubWire.InvalidKey);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var rate = _rates.Take(caller.ApiKey, FubRates.ContextOf(context.Request.Method, slash < 0 ? path : path[..slash]), system);
        var storm = Of(faults, SimulatorFaultKind.RateLimitStorm);
        WriteRateHeaders(context.Response, rate);
        if (!rate.Allowed || storm is not null)
        {
            return Throttled(context, writer, rate.Allowed ? storm!.Duration : rate.RetryAfter);
        }

        if (Of(faults, SimulatorFaultKind.AccountLocked) is not null) return FubWire.Error(writer, 403, FubWire.AccountLocked);
        if (Of(faults, SimulatorFaultKind.Forbidden) is not null) return FubWire.Error(writer, 403, FubWire.NoAccess);
        if (Of(faults, SimulatorFaultKind.ServerError) is { } error) return FubWire.Error(writer, error.Status, "An unexpected error occurred.");

        var root = string.Concat(context.Request.Scheme, "://", context.Request.Host.Value, ApiRoot);
        var number = Interlocked.Increment(ref _requests);
        lock (caller.World.Gate)
        {
            caller.World.Refresh();
            if (!HttpMethods.IsGet(context.Request.Method))
            {
                var answer = new FubWriter(_options, writer, caller, new FubChanger(caller.World, _simulator.Faults), system).Write(context.Request.Method, path, query, body);
                _simulator.Webhooks.Flush(caller.World);
                return answer;
            }

            return new FubReader(_options, writer, caller, faults, _simulator.Webhooks).Read(path, query, root, system, number);
        }
    }

    private void WriteRateHeaders(HttpResponse response, RateVerdict rate)
    {
        response.Headers["X-RateLimit-Limit"] = rate.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Remaining"] = rate.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Window"] = ((int)_options.RateLimits.Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Context"] = rate.Context;
    }

    private FubCaller? Authenticate(string authorization)
    {
        const string Scheme = "Bearer ";
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return _grants.Find(authorization[Scheme.Length..].Trim());
        return ReadBasic(authorization) is (var key, _) ? _callers.GetValueOrDefault(key) : null;
    }

    /// <summary>Name of the registered system that calls. Null when the headers are absent or wrong.</summary>
    private string? SystemOf(HttpRequest request)
    {
        var name = request.Headers["X-System"].ToString();
        var key = request.Headers["X-System-Key"].ToString();
        if (name.Length == 0 || key.Length == 0) return null;
        if (_options.SystemName is { } rightName && !string.Equals(rightName, name, StringComparison.Ordinal)) return null;
        if (_options.SystemKey is { } rightKey && !string.Equals(rightKey, key, StringComparison.Ordinal)) return null;
        _simulator.Webhooks.Learn(name, key);
        return name;
    }
}
