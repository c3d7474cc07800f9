using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Persistence.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Integrations.EndToEnd;

/// <summary>A host of a stage with all endpoints of the library, on a real socket.</summary>
internal sealed class WebStage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebStage(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; }

    public IWebhookManager Webhooks => Services.GetRequiredService<IWebhookManager>();

    /// <param name="stage">Its vendor, clock and database. From now on its services are this host's: another one could not read what this one has encrypted.</param>
    /// <param name="logs">Gets what the host logs. Null for nobody.</param>
    /// <param name="maxAttempts">Attempts of a step.</param>
    public static async Task<WebStage> StartAsync(Stage stage, FakeLogCollector? logs = null, int maxAttempts = 2)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        string address = "http://127.0.0.1:" + FreePort();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(logs ?? new FakeLogCollector()));
        builder.Services.AddSingleton<TimeProvider>(stage.Time);
        builder.Services.AddIntegrations(o => (o.MaxAttempts, o.ReconcileCooldown) = (maxAttempts, TimeSpan.Zero))
            .UsePostgres(stage.Data)
            .AddWebhookEndpoint()
            .AddWebhooks(o => (o.PublicAddress, o.AllowLoopback) = (new Uri(address + "/webhooks"), true))
            .AddStatusGauges();
        stage.AddVendor(builder.Services);
        builder.Services.AddHealthChecks().AddIntegrationChecks();
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();
        app.MapIntegrationDashboard().AllowAnonymous();
        app.MapHealthChecks("/health");
        await app.StartAsync(TestContext.Current.CancellationToken);
        stage.Services = app.Services;
        return new WebStage(app);
    }

    /// <summary>Where the vendor sends an account's webhooks.</summary>
    public async Task<Uri> AddressAsync(AccountInfo account) =>
        new(Http.BaseAddress!, $"webhooks/{account.Ref.Vendor}/{await Services.GetRequiredService<IWebhookTokenStore>().GetAsync(account.Ref, TestContext.Current.CancellationToken)}");

    /// <summary>Delivers a body as a vendor does.</summary>
    public async Task<HttpStatusCode> PostAsync(Uri address, string body, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static string FreePort()
    {
        using Socket probe = new(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
