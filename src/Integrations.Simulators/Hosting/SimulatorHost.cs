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

/// <summary>The HTTP side of a simulator: it listens, lets the admin API be asked, waits and sends as the faults demand. What is answered is the vendor's.</summary>
internal abstract class SimulatorHost : IAsyncDisposable
{
    private const string AdminRoot = "/admin";

    private readonly TimeProvider _time;
    private readonly TimeProvider _vendorClock;
    private readonly SimulatorAdmin _admin;
    private readonly JsonDialect _dialect;
    private readonly CancellationTokenSource _stopping = new();

    // A page is larger than what the runtime keeps among its small objects: its buffer is used again.
    private readonly ConcurrentBag<WireJsonWriter> _writers = [];
    private WebApplication? _app;

    /// <param name="time">Clock of delays.</param>
    /// <param name="vendorClock">Clock of the <c>Date</c> header.</param>
    /// <param name="admin">Answers what is asked below <c>/admin</c>.</param>
    /// <param name="dialect">How the vendor writes JSON.</param>
    protected SimulatorHost(TimeProvider time, TimeProvider vendorClock, SimulatorAdmin admin, JsonDialect dialect)
    {
        _time = time;
        _vendorClock = vendorClock;
        _admin = admin;
        _dialect = dialect;
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">First port. 0 takes free ones.</param>
    /// <param name="count">Number of ports; they follow each other when the first is given.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The root of each port.</returns>
    public async Task<IReadOnlyList<Uri>> StartAsync(int port, int count, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            for (var number = 0; number < count; number++) kestrel.Listen(IPAddress.Loopback, port == 0 ? 0 : port + number);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        return [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(static address => new Uri(address))];
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

    /// <summary>Answers a request that is not for the admin API. The writer is the request's own.</summary>
    protected abstract Task HandleAsync(HttpContext context, string path, WireJsonWriter writer);

    /// <summary>Waits as a fault demands. True when nobody waits for the answer any more.</summary>
    protected async Task<bool> IsGoneAfterDelayAsync(HttpContext context, IReadOnlyList<SimulatorFault> faults)
    {
        if (Of(faults, SimulatorFaultKind.Delay) is not { } delay) return false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        await Task.Delay(delay.Duration, _time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ended.IsCancellationRequested;
    }

    /// <summary>The body of a write; a form is an object of its fields, in which a file is its name. Null where there is none or it is no JSON.</summary>
    protected static async Task<JsonNode?> BodyAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method)) return null;
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            return new JsonObject([.. form.Select(static f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value.ToString())), .. form.Files.Select(static f => KeyValuePair.Create<string, JsonNode?>(f.Name, f.FileName))]);
        }

        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    protected static void RetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    protected static async Task SendAsync(HttpContext context, WireAnswer answer, IReadOnlyList<SimulatorFault> faults, bool cut)
    {
        var response = context.Response;
        var body = answer.Body.Written;
        response.StatusCode = answer.Status;
        if (answer.Status == StatusCodes.Status204NoContent && !cut) return;
        if (body.Length > 0) response.ContentType = answer.ContentType;
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

    protected static SimulatorFault? Of(IReadOnlyList<SimulatorFault> faults, SimulatorFaultKind kind)
    {
        foreach (var fault in faults)
            if (fault.Kind == kind)
                return fault;
        return null;
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        context.Response.Headers.Date = _vendorClock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (path.StartsWith(AdminRoot, StringComparison.Ordinal))
        {
            await _admin.HandleAsync(context, path[AdminRoot.Length..].Trim('/')).ConfigureAwait(false);
            return;
        }

        if (!_writers.TryTake(out var writer)) writer = new WireJsonWriter(_dialect);
        try
        {
            await HandleAsync(context, path, writer).ConfigureAwait(false);
        }
        finally
        {
            writer.Clear();
            _writers.Add(writer);
        }
    }
}
