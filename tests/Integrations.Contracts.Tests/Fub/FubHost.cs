using System.Globalization;
using System.Text;
using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>A host of Follow Up Boss whose accounts have a key made from their number.</summary>
internal static class FubHost
{
    public const string SystemName = "synthetic-system";

    public const string SystemKey = "synthetic-system-key-0001";

    public static AccountRef Account(long id) => new(FubDefaults.Vendor, new RowId(id));

    public static string Authorization(long account) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(Key(account) + ":"));

    public static FubClient Client(IServiceProvider services, long account) => services.GetRequiredService<IFubClientFactory>().Create(Account(account));

    public static ServiceProvider Build(Uri address, Action<FubOptions>? options = null, Action<VendorHttpOptions>? resilience = null, TimeProvider? time = null, Func<DelegatingHandler>? handler = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddSingleton<ICredentialStore>(new StubCredentials(static account => new VendorCredential { ApiKey = Key(account.Id.Value) }));
        var client = services.AddFubIntegration(o =>
        {
            o.BaseAddress = address;
            o.SystemName = SystemName;
            o.SystemKey = SystemKey;
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

    private static string Key(long account) => string.Create(CultureInfo.InvariantCulture, $"fka_synthetic_{account:D4}");
}
