using System.Globalization;
using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Http;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>A host of reZEN whose accounts have a key made from their number, and whose services stand below one address, each under its name.</summary>
internal static class RezenHost
{
    public static AccountRef Account(long id) => new(RezenDefaults.Vendor, new RowId(id));

    public static string Key(long account) => string.Create(CultureInfo.InvariantCulture, $"real_synthetic_{account:D4}");

    public static RezenClient Client(IServiceProvider services, long account) => services.GetRequiredService<IRezenClientFactory>().Create(Account(account));

    public static ServiceProvider Build(Uri address, Action<RezenOptions>? options = null, Action<VendorHttpOptions>? resilience = null, TimeProvider? time = null, Func<DelegatingHandler>? handler = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddSingleton<ICredentialStore>(new StubCredentials(static account => new VendorCredential { ApiKey = Key(account.Id.Value) }));
        var client = services.AddRezenIntegration(o =>
        {
            foreach (var service in o.Services.Keys.ToList())
            {
                o.Services[service] = new Uri(address, service + "/");
            }

            o.RequestsPerSecond = 0;
            options?.Invoke(o);
        }).HttpClient;
        if (resilience is not null)
        {
            client.ConfigureResilience(resilience);
        }

        if (handler is not null)
        {
            client.AddHttpMessageHandler(handler);
        }

        return services.BuildServiceProvider();
    }
}
