using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integrations.Simulators;

/// <summary>The HTTP side of the simulator: authentication, budgets, faults and sending.</summary>
internal sealed class FubHost : IAsyncDisposable
{
    private const string ApiRoot = "/v1/";
    private const string AdminRoot = "/admin";
    private const string OAuthRoot = "/oauth/";

    private readonly FubSimulator _simulator;
    private readonly FubSimulatorOptions _options;
    private readonly FubRateWindows _windows;
    private readonly TimeProvider _clock;
    private readonly FubAdmin _admin;
    private readonly Dictionary<string, FubCaller> _callers;
    private readonly FubOAuthGrants _grants;
    private readonly FubOAuthEndpoints _oauth;
    private readonly CancellationTokenSource _stopping = new();

    // A page is larger than what the runtime keeps among its small objects: its buffer is used again.
    private readonly ConcurrentBag<PhpJsonWriter> _writers = [];
    private WebApplication? _app;
    private long _requests;

    public FubHost(FubSimulator simulator, FubSimulatorOptions options, Dictionary<string, FubCaller> callers, FubOAuthGrants grants)
    {
        _simulator = simulator;
        _options = options;
        _callers = callers;
        _grants = grants;
        _oauth = new FubOAuthEndpoints(grants, options.TimeProvider);
        _clock = options.VendorClock;
        _windows = new FubRateWindows(options.TimeProvider, options.RateLimits);
        _admin = new FubAdmin(simulator);
    }

    public async Task<Uri> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, _options.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Uri(address);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_app is not null)
        {
            await _app.StopAsync().ConfigureAwait(false);
            await _app.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        context.Response.Headers.Date = _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (path.StartsWith(AdminRoot, StringComparison.Ordinal))
        {
            await _admin.HandleAsync(context, path[AdminRoot.Length..].Trim('/')).ConfigureAwait(false);
            return;
        }

        if (path.StartsWith(OAuthRoot, StringComparison.Ordinal))
        {
            await HandleOAuthAsync(context, path.Trim('/')).ConfigureAwait(false);
            return;
        }

        var below = path.StartsWith(ApiRoot, StringComparison.Ordinal) ? path[ApiRoot.Length..].TrimEnd('/') : null;
        await HandleApiAsync(context, below).ConfigureAwait(false);
    }

    private async Task HandleApiAsync(HttpContext context, string? path)
    {
        if (!_writers.TryTake(out var writer)) writer = new PhpJsonWriter();
        try
        {
            await HandleApiAsync(context, path, writer).ConfigureAwait(false);
        }
        finally
        {
            writer.Clear();
            _writers.Add(writer);
        }
    }

    private async Task HandleApiAsync(HttpContext context, string? path, PhpJsonWriter writer)
    {
        var caller = Authenticate(context.Request.Headers.Authorization.ToString());
        var system = SystemOf(context.Request);
        var query = new FubQuery(context.Request.QueryString.Value);
        var logged = path ?? context.Request.Path.Value ?? "";
        IReadOnlyList<SimulatorFault> faults = caller is null || path is null ? [] : _simulator.Faults.Hit(caller.World.Account.Id, caller.ApiKey, path, query);

        if (await IsGoneAfterDelayAsync(context, faults).ConfigureAwait(false)) return;
        var answer = path == "oauthApps" && !HttpMethods.IsGet(context.Request.Method)
            ? await _oauth.AppsAsync(context, writer, system).ConfigureAwait(false)
            : Answer(context, writer, path, query, caller, system, faults, await BodyAsync(context).ConfigureAwait(false));
        var cut = Of(faults, SimulatorFaultKind.CutConnection) is not null;
        _simulator.Requests.Add(
            _options.TimeProvider.GetUtcNow(), context.Request.Method, caller?.World.Account.Id, caller?.UserId, logged, context.Request.QueryString.Value ?? "", cut ? 0 : answer.Status,
            context.Request.Headers["X-System"].FirstOrDefault());
        await SendAsync(context, answer, faults, cut).ConfigureAwait(false);
    }

    private async Task HandleOAuthAsync(HttpContext context, string path)
    {
        var writer = new PhpJsonWriter();
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false) : FormCollection.Empty;
        var owner = _grants.Owner(form["code"], form["refresh_token"]);
        var faults = _simulator.Faults.Hit(owner?.World.Account.Id ?? 0, owner?.ApiKey ?? "", path, new FubQuery(queryString: null));
        if (await IsGoneAfterDelayAsync(context, faults).ConfigureAwait(false)) return;
        var answer = (context.Request.Method, path) switch
        {
            ("GET", "oauth/authorize") => _oauth.Authorize(context, writer),
            ("POST", "oauth/token") when Of(faults, SimulatorFaultKind.RateLimitStorm) is { } storm => Throttled(context, writer, storm.Duration),
            ("POST", "oauth/token") when Of(faults, SimulatorFaultKind.ServerError) is { } error => FubAnswer.Error(writer, error.Status, "An unexpected error occurred."),
            ("POST", "oauth/token") => _oauth.Token(context, form, writer),
            _ => FubAnswer.Error(writer, 404, "There is no such page."),
        };
        var cut = Of(faults, SimulatorFaultKind.CutConnection) is not null;
        _simulator.Requests.Add(
            _options.TimeProvider.GetUtcNow(), context.Request.Method, owner?.World.Account.Id, owner?.UserId, path, form["grant_type"].ToString(), cut ? 0 : answer.Status, system: null);
        await SendAsync(context, answer, faults, cut).ConfigureAwait(false);
    }

    /// <summary>Waits as a fault demands. True when nobody waits for the answer any more.</summary>
    private async Task<bool> IsGoneAfterDelayAsync(HttpContext context, IReadOnlyList<SimulatorFault> faults)
    {
        if (Of(faults, SimulatorFaultKind.Delay) is not { } delay) return false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        await Task.Delay(delay.Duration, _options.TimeProvider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ended.IsCancellationRequested;
    }

    private static FubAnswer Throttled(HttpContext context, PhpJsonWriter writer, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return FubAnswer.Error(writer, 429, FubWire.RateLimited);
    }

    private FubAnswer Answer(HttpContext context, PhpJsonWriter writer, string? path, FubQuery query, FubCaller? caller, string? system, IReadOnlyList<SimulatorFault> faults, JsonObject? body)
    {
        if (path is null) return FubAnswer.Error(writer, 404, FubWire.UnknownCollection(context.Request.Path.Value ?? ""));
        if (caller is null || Of(faults, SimulatorFaultKind.Unauthorized) is not null)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Follow Up Boss API\"";
            return FubAnswer.Error(writer, 401, FubWire.InvalidKey);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var rate = _windows.Take(caller.ApiKey, FubRateWindows.ContextOf(context.Request.Method, slash < 0 ? path : path[..slash]), system, system is not null);
        var storm = Of(faults, SimulatorFaultKind.RateLimitStorm);
        WriteRateHeaders(context.Response, rate);
        if (!rate.Allowed || storm is not null)
        {
            return Throttled(context, writer, rate.Allowed ? storm!.Duration : rate.RetryAfter);
        }

        if (Of(faults, SimulatorFaultKind.AccountLocked) is not null) return FubAnswer.Error(writer, 403, FubWire.AccountLocked);
        if (Of(faults, SimulatorFaultKind.Forbidden) is not null) return FubAnswer.Error(writer, 403, FubWire.NoAccess);
        if (Of(faults, SimulatorFaultKind.ServerError) is { } error) return FubAnswer.Error(writer, error.Status, "An unexpected error occurred.");

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

    /// <summary>The body of a write. Null where there is none or it is no JSON object.</summary>
    private static async Task<JsonObject?> BodyAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method)) return null;
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task SendAsync(HttpContext context, FubAnswer answer, IReadOnlyList<SimulatorFault> faults, bool cut)
    {
        var response = context.Response;
        var body = answer.Body.Written;
        response.StatusCode = answer.Status;
        if (answer.Status == StatusCodes.Status204NoContent && !cut) return;
        response.ContentType = "application/json";
        if (answer.Status == 200 && Of(faults, SimulatorFaultKind.HtmlPage) is not null)
        {
            response.ContentType = "text/html; charset=utf-8";
            body = "<!DOCTYPE html><html><head><title>Just a moment</title></head><body><h1>We will be right back</h1></body></html>"u8.ToArray();
        }

        if (answer.Status == 200 && Of(faults, SimulatorFaultKind.TruncatedJson) is not null) body = body[..(body.Length / 2)];
        response.ContentLength = body.Length;
        if (!cut)
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await response.BodyWriter.WriteAsync(body[..(body.Length / 2)], context.RequestAborted).ConfigureAwait(false);
        await response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }

    private void WriteRateHeaders(HttpResponse response, FubRateVerdict rate)
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

    /// <summary>User and password of a Basic header. Null when it is none.</summary>
    internal static (string User, string Password)? ReadBasic(string authorization)
    {
        const string Scheme = "Basic ";
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Scheme.Length..].Trim(), bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
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

    private static SimulatorFault? Of(IReadOnlyList<SimulatorFault> faults, SimulatorFaultKind kind)
    {
        foreach (var fault in faults)
            if (fault.Kind == kind)
                return fault;
        return null;
    }
}
