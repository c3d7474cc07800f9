using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;

namespace Integrations.AspNetCore.Tests;

/// <summary>A host with the endpoint on a real socket, and a database of its own.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    public const string Key = "synthetic-system-key-0001";

    /// <summary>Migrated once; each test gets a copy.</summary>
    private static readonly Lazy<Task<ThrowawayDatabase>> s_migrated = new(async () =>
    {
        ThrowawayDatabase template = await SharedPostgres.CreateDatabaseAsync("hooks_template");
        ServiceCollection services = new();
        services.AddIntegrations().UsePostgres(template.ConnectionString + ";Pooling=false");
        services.AddFubIntegration();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresMigrator>().MigrateAsync();
        return template;
    });

    private readonly ThrowawayDatabase _database;
    private readonly WebApplication _app;

    private WebhookHost(ThrowawayDatabase database, WebApplication app, FakeLogCollector logs)
    {
        _database = database;
        _app = app;
        Logs = logs;
        Data = NpgsqlDataSource.Create(database.ConnectionString);
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>Address that vendors call. Null for a host without one.</summary>
    public string? PublicAddress { get; private init; }

    public NpgsqlDataSource Data { get; }

    public HttpClient Http { get; }

    public FakeLogCollector Logs { get; }

    public IWebhookTokenStore Tokens => Services.GetRequiredService<IWebhookTokenStore>();

    /// <param name="configure">Settings of the endpoint.</param>
    /// <param name="services">Replaces services.</param>
    /// <param name="vendor">A simulated vendor, where webhooks are to be registered. Null registers none.</param>
    /// <param name="connectionString">Another database for the host's services than the one that is looked into.</param>
    public static async Task<WebhookHost> StartAsync(Action<WebhookEndpointOptions>? configure = null, Action<IServiceCollection>? services = null, Func<string, string>? connectionString = null, Uri? vendor = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("hooks", await s_migrated.Value, cancellationToken);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        int port = vendor is null ? 0 : FreePort();
        string address = $"http://127.0.0.1:{port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        builder.WebHost.UseUrls(address);
        FakeLogCollector logs = new();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(new FakeLoggerProvider(logs));
        services?.Invoke(builder.Services);
        IIntegrationsBuilder integrations = builder.Services.AddIntegrations().UsePostgres(connectionString?.Invoke(database.ConnectionString) ?? database.ConnectionString).AddWebhookEndpoint(configure);
        if (vendor is not null)
        {
            integrations.AddWebhooks(o => (o.PublicAddress, o.AllowLoopback) = (new Uri(address + "/webhooks"), true));
        }

        builder.Services.AddFubIntegration(o => (o.SystemName, o.SystemKey, o.BaseAddress) = ("Synthetic", Key, vendor ?? o.BaseAddress));
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();
        await app.StartAsync(cancellationToken);
        return new WebhookHost(database, app, logs) { PublicAddress = vendor is null ? null : address + "/webhooks" };
    }

    private static int FreePort()
    {
        using Socket probe = new(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    public static string Body(string? eventId = null, string name = "peopleUpdated", params long[] ids)
    {
        string id = eventId is null ? "" : $"\"eventId\":\"{eventId}\",";
        return $$"""{{{id}}"eventCreated":"2026-01-15T16:20:30+00:00","event":"{{name}}","resourceIds":[{{string.Join(',', ids.Length == 0 ? [9001] : ids)}}],"uri":null}""";
    }

    public static string Sign(byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.ASCII.GetBytes(Convert.ToBase64String(body))));

    /// <summary>Connects an account without asking a vendor.</summary>
    public async Task<AccountRef> ConnectAsync(string vendorAccount = "1700000001") => (await Services.GetRequiredService<IAccountStore>().ConnectAsync(
        new AccountRegistration
        {
            Vendor = "fub",
            Credential = new VendorCredential { ApiKey = "fka_synthetic_0001" },
            Identity = new VendorIdentity { AccountId = vendorAccount, UserId = "1" },
            TenantId = Guid.Empty,
        },
        TestContext.Current.CancellationToken)).Ref;

    /// <summary>An account's token.</summary>
    public async Task<string> TokenAsync(AccountRef? account = null) => await Tokens.GetAsync(account ?? await ConnectAsync(), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string token, string body, string? signature = null, string vendor = "fub", Action<HttpRequestMessage>? change = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        HttpRequestMessage request = new(HttpMethod.Post, $"/webhooks/{vendor}/{token}") { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation("FUB-Signature", signature ?? Sign(bytes));
        change?.Invoke(request);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> StatusAsync(string token, string body, string? signature = null, string vendor = "fub", Action<HttpRequestMessage>? change = null)
    {
        using HttpResponseMessage response = await PostAsync(token, body, signature, vendor, change);
        return response.StatusCode;
    }

    public Task<long> CountAsync() => ScalarAsync<long>("select count(*) from integrations.webhook_inbox");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using NpgsqlCommand command = Data.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Data.DisposeAsync();
        await _database.DisposeAsync();
    }
}
