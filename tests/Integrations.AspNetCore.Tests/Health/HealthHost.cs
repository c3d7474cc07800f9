using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Integrations.AspNetCore.Tests;

/// <summary>A host with checks, status and dashboard on a real socket, a database of its own, and a clock that a test moves.</summary>
internal sealed class HealthHost : IAsyncDisposable
{
    private readonly ThrowawayDatabase _database;
    private readonly WebApplication _app;

    private HealthHost(ThrowawayDatabase database, WebApplication app, FakeTimeProvider time)
    {
        (_database, _app, Time) = (database, app, time);
        Data = NpgsqlDataSource.Create(database.ConnectionString);
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public FakeTimeProvider Time { get; }

    public NpgsqlDataSource Data { get; }

    public HttpClient Http { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="isMigrated">False leaves the database empty.</param>
    /// <param name="connectionString">Another database for the host's services.</param>
    public static async Task<HealthHost> StartAsync(bool isMigrated = true, string? connectionString = null)
    {
        ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("health", cancellationToken: Token);
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddIntegrations().UsePostgres(connectionString ?? database.ConnectionString);
        builder.Services.AddFubIntegration();
        builder.Services.AddHealthChecks().AddIntegrationChecks();
        WebApplication app = builder.Build();
        app.MapIntegrationStatus().AllowAnonymous();
        app.MapIntegrationDashboard("/board").AllowAnonymous();
        app.MapIntegrationDashboard("/shut");
        if (isMigrated && connectionString is null)
        {
            await app.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(Token);
        }

        await app.StartAsync(Token);
        return new HealthHost(database, app, time);
    }

    public async Task<AccountRef> ConnectAsync(string vendorAccount = "1700000001") => (await _app.Services.GetRequiredService<IAccountStore>().ConnectAsync(
        new AccountRegistration { Vendor = "fub", Credential = new VendorCredential { ApiKey = "fka_Synthetic" }, Identity = new VendorIdentity { AccountId = vendorAccount, UserId = "fau_1" } }, Token)).Ref;

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = Data.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async Task<HealthReportEntry> CheckAsync(string name)
    {
        HealthReport report = await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(r => r.Name == name, Token);
        return Assert.Single(report.Entries).Value;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Data.DisposeAsync();
        await _database.DisposeAsync();
    }
}
