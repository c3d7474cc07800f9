using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
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
        builder.Logging.SetMinimumLevel(logLevel);
        IntegrationsBuilder integrations = builder.Services.AddIntegrations();
        integrations.UsePostgres(connectionString, o => o.Schema = schema);
        if (workers)
        {
            integrations.AddWorkers();
        }

        return builder;
    }

    public static void AddVendorsFromConfiguration(HostApplicationBuilder builder)
    {
        IConfigurationSection fub = builder.Configuration.GetSection("Fub");
        if (fub.Exists())
        {
            builder.Services.AddFubIntegration(fub);
        }
        else
        {
            builder.Services.AddFubIntegration();
        }
    }
}
