using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Rezen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SyncHost;

/// <summary>How a backend composes the library: the fifteen lines that matter.</summary>
internal static class Hosting
{
    public static HostApplicationBuilder Create(string connectionString, string schema, bool workers, LogLevel logLevel = LogLevel.Warning)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        AddIntegrations(builder, connectionString, schema, workers, logLevel);
        return builder;
    }

    /// <summary>A host that also takes webhooks. Vendors reach it at <paramref name="publicAddress"/>, which leads to <paramref name="listenAddress"/>.</summary>
    public static WebApplicationBuilder CreateWeb(string connectionString, string schema, string listenAddress, Uri publicAddress, LogLevel logLevel = LogLevel.Warning)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(listenAddress);
        AddIntegrations(builder, connectionString, schema, workers: true, logLevel)
            .AddWebhookEndpoint()
            .AddWebhooks(o => (o.PublicAddress, o.AllowLoopback) = (publicAddress, publicAddress.IsLoopback));
        return builder;
    }

    private static IntegrationsBuilder AddIntegrations(IHostApplicationBuilder builder, string connectionString, string schema, bool workers, LogLevel logLevel)
    {
        builder.Logging.SetMinimumLevel(logLevel);
        IntegrationsBuilder integrations = builder.Services.AddIntegrations();
        integrations.UsePostgres(connectionString, o => o.Schema = schema);
        if (workers)
        {
            integrations.AddWorkers();
        }

        return integrations;
    }

    /// <summary>All vendors, each with its section of the configuration where there is one.</summary>
    public static void AddVendorsFromConfiguration(IHostApplicationBuilder builder)
    {
        IConfigurationSection fub = builder.Configuration.GetSection("Fub");
        _ = fub.Exists() ? builder.Services.AddFubIntegration(fub) : builder.Services.AddFubIntegration();
        IConfigurationSection rezen = builder.Configuration.GetSection("Rezen");
        _ = rezen.Exists() ? builder.Services.AddRezenIntegration(rezen) : builder.Services.AddRezenIntegration();
    }
}
