using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators;

/// <summary>The HTTP side of the simulator: one port for each service, authentication, budget and faults.</summary>
internal sealed class RezenHost : SimulatorHost
{
    private const string ApiRoot = "/api/v1/";

    private readonly RezenSimulator _simulator;
    private readonly RezenSimulatorOptions _options;
    private readonly ConcurrentDictionary<string, RezenCaller> _callers;
    private readonly RateWindows _windows;
    private readonly RezenOAuth _oauth;
    private Dictionary<int, string> _services = [];

    public RezenHost(RezenSimulator simulator, RezenSimulatorOptions options, ConcurrentDictionary<string, RezenCaller> callers, RezenOAuth oauth)
        : base(options.TimeProvider, options.VendorClock, new RezenAdmin(simulator), JsonDialect.Jackson)
    {
        _simulator = simulator;
        _options = options;
        _callers = callers;
        _oauth = oauth;
        _windows = new RateWindows(options.TimeProvider, options.RateLimits.Window);
    }

    /// <summary>Starts to listen. Returns the root of each service.</summary>
    public async Task<IReadOnlyDictionary<string, Uri>> StartAsync(CancellationToken cancellationToken)
    {
        var roots = await StartAsync(_options.Port, RezenService.All.Length, cancellationToken).ConfigureAwait(false);
        var services = RezenService.All.Zip(roots).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        _services = services.ToDictionary(static service => service.Value.Port, static service => service.Key);
        return services;
    }

    protected override async Task HandleAsync(HttpContext context, string path, WireJsonWriter writer)
    {
        var request = context.Request;
        var service = _services.GetValueOrDefault(context.Connection.LocalPort, "");
        if (path.IndexOf('/', 1) is > 0 and var slash && RezenService.All.Contains(path[1..slash], StringComparer.Ordinal)) (service, path) = (path[1..slash], path[slash..]);
        var below = path.StartsWith(ApiRoot, StringComparison.Ordinal) ? path[ApiRoot.Length..].TrimEnd('/') : path.Trim('/');
        var logged = service + "/" + below;
        var query = new QueryValues(request.QueryString.Value);
        var form = service == RezenService.KeymakerOAuth && request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false) : FormCollection.Empty;
        var caller = service == RezenService.KeymakerOAuth ? _oauth.Owner(form) : Authenticate(request);
        var faults = _simulator.Faults.Hit(caller?.World.Account.Id ?? 0, caller?.ApiKey ?? "", RequestLog.Template(logged), query);
        if (await IsGoneAfterDelayAsync(context, faults).ConfigureAwait(false)) return;
        if (Of(faults, SimulatorFaultKind.Unreachable) is not null)
        {
            Log(context, caller, logged, status: 0);
            context.Abort();
            return;
        }

        var answer = service == RezenService.KeymakerOAuth
            ? Failed(context, writer, faults) ?? _oauth.Answer(context, path, form, writer)
            : Answer(context, writer, service, path, below, query, caller, faults, await BodyAsync(context).ConfigureAwait(false));
        var cut = Of(faults, SimulatorFaultKind.CutConnection) is not null;
        Log(context, caller, logged, cut ? 0 : answer.Status);
        await SendAsync(context, answer, faults, cut).ConfigureAwait(false);
    }

    private WireAnswer Answer(
        HttpContext context, WireJsonWriter writer, string service, string path, string below, QueryValues query, RezenCaller? caller, IReadOnlyList<SimulatorFault> faults, JsonNode? body)
    {
        var request = context.Request;
        if (_options.RequiresUserAgent && request.Headers.UserAgent.ToString().Length == 0) return RezenWire.Gateway(writer, 403, "Forbidden");
        if (path.StartsWith("/v3/api-docs/", StringComparison.Ordinal)) return Docs(writer, service);
        if (Failed(context, writer, faults) is { } failure) return failure;
        if (caller is null && request.Headers.Authorization.ToString() is { Length: > 0 } authorization && IsKey(authorization)) return RezenWire.Empty(writer, 403);
        if (caller is null || Of(faults, SimulatorFaultKind.Unauthorized) is not null)
        {
            if (_options.EmptyUnauthorized) return RezenWire.Empty(writer, 401);
            writer.StartObject();
            writer.Text(R.Message, "Unauthorized");
            writer.EndObject();
            return new WireAnswer(401, writer);
        }

        if (Of(faults, SimulatorFaultKind.AccountLocked) is not null) return RezenWire.Empty(writer, 403);
        if (_options.RateLimits.Enforced && _windows.Take(caller.ApiKey, "all", _options.RateLimits.Requests, shared: null) is { Allowed: false } rate)
            return Throttled(context, writer, _options.RateLimits.SendsRetryAfter ? rate.RetryAfter : TimeSpan.Zero);
        if (Of(faults, SimulatorFaultKind.Forbidden) is not null) return RezenWire.Error(writer, 403, RezenWire.NotAuthorized);
        if (!path.StartsWith(ApiRoot, StringComparison.Ordinal)) return RezenWire.NoPage(writer, path);
        lock (caller.World.Gate)
        {
            caller.World.Refresh();
            var writes = new RezenWriter(writer, caller.World, new RezenChanger(caller.World, _simulator.Faults, _options.Webhooks.Deliver), caller, _callers);
            var answer = new RezenReader(_options, writer, caller.World, faults, writes).Answer(service, request.Method, below, query, body);
            _simulator.Webhooks.Flush(caller.World);
            return answer;
        }
    }

    /// <summary>What a fault answers before anybody asks who calls. Null for nothing.</summary>
    private static WireAnswer? Failed(HttpContext context, WireJsonWriter writer, IReadOnlyList<SimulatorFault> faults)
    {
        if (Of(faults, SimulatorFaultKind.RateLimitStorm) is { } storm) return Throttled(context, writer, storm.Duration);
        if (Of(faults, SimulatorFaultKind.ServerError) is not { } error) return null;
        return error.Status is 502 or 503 or 504 ? RezenWire.Gateway(writer, error.Status, "Bad Gateway") : RezenWire.Error(writer, error.Status, RezenWire.Unexpected);
    }

    /// <summary>A wait of zero is not told.</summary>
    private static WireAnswer Throttled(HttpContext context, WireJsonWriter writer, TimeSpan wait)
    {
        if (wait > TimeSpan.Zero) RetryAfter(context.Response, wait);
        return RezenWire.Error(writer, 429, RezenWire.RateLimited);
    }

    private static WireAnswer Docs(WireJsonWriter writer, string service)
    {
        writer.StartObject();
        writer.Text(R.OpenApi, "3.0.1");
        writer.Text(R.Title, service);
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    /// <summary>True for a Bearer header that holds a key, which the vendor refuses.</summary>
    private bool IsKey(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && (Key(authorization[7..].Trim()) is not null || authorization.Contains("real_", StringComparison.Ordinal));

    private RezenCaller? Authenticate(HttpRequest request) => request.Headers["X-API-KEY"].ToString() is { Length: > 0 } key ? Key(key) : null;

    private RezenCaller? Key(string key) => _callers.GetValueOrDefault(key) ?? _oauth.Find(key);

    private void Log(HttpContext context, RezenCaller? caller, string path, int status) => _simulator.Requests.Add(
        _options.TimeProvider.GetUtcNow(), context.Request.Method, caller?.World.Account.Id, userId: null, path, context.Request.QueryString.Value ?? "", status,
        context.Request.Headers["X-real-app-name"].FirstOrDefault());
}
