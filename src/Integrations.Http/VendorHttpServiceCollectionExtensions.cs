using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integrations.Http;

/// <summary>Registers vendors' HTTP clients.</summary>
public static class VendorHttpServiceCollectionExtensions
{
    /// <summary>Registers a vendor whose profile needs no services.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="profile">The vendor.</param>
    /// <returns>The builder of the vendor's client, to add handlers or to replace the primary handler in a test.</returns>
    public static IHttpClientBuilder AddVendorHttpClient(this IServiceCollection services, VendorHttpProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return AddVendorHttpClient(services, profile.Vendor, _ => profile);
    }

    /// <summary>
    /// Registers a vendor: one named client and one handler chain for all its accounts. Chain, outside in: total timeout, retry, breaker per account, credential, rate budget, one
    /// request with its attempt timeout. The credential stands outside the budget, so that a second sending after 401 takes a permit of its own.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="vendor">Vendor name in lower case.</param>
    /// <param name="profile">Makes the profile when the first client is made, for a profile that depends on options.</param>
    /// <returns>The builder of the vendor's client, to add handlers or to replace the primary handler in a test.</returns>
    public static IHttpClientBuilder AddVendorHttpClient(this IServiceCollection services, string vendor, Func<IServiceProvider, VendorHttpProfile> profile)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(vendor);
        ArgumentNullException.ThrowIfNull(profile);
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRateBudgetStore, InMemoryRateBudgetStore>();
        services.TryAddSingleton<CredentialCache>();
        services.TryAddSingleton<HttpTelemetry>();
        services.TryAddSingleton<IVendorApiFactory, VendorApiFactory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VendorHttpOptions>, VendorHttpOptionsValidator>());
        services.AddOptions<VendorHttpOptions>(vendor).ValidateOnStart();

        bool known = services.Any(each => each.IsKeyedService && each.ServiceType == typeof(VendorHttp) && Equals(each.ServiceKey, vendor));
        IHttpClientBuilder builder = services.AddHttpClient(vendor);
        if (known)
        {
            return builder;
        }

        services.AddKeyedSingleton(vendor, (provider, _) => ActivatorUtilities.CreateInstance<VendorHttp>(provider, profile(provider)));
        builder.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        });

        // The factory's own logging writes addresses and headers; ours knows what may be written.
        builder.RemoveAllLoggers();
        builder.AddHttpMessageHandler(provider => new ResilienceHandler(provider.GetRequiredKeyedService<VendorHttp>(vendor)));
        builder.AddHttpMessageHandler(provider =>
        {
            VendorHttp shared = provider.GetRequiredKeyedService<VendorHttp>(vendor);
            VendorAuthenticationHandler handler = shared.Profile.Authentication(provider);
            handler.Attach(shared, provider.GetRequiredService<CredentialCache>());
            return handler;
        });
        builder.AddHttpMessageHandler(provider => new RateBudgetHandler(provider.GetRequiredKeyedService<VendorHttp>(vendor)));
        builder.AddHttpMessageHandler(provider => new ExchangeHandler(provider.GetRequiredKeyedService<VendorHttp>(vendor)));
        return builder;
    }

    /// <summary>Changes timeouts, retries, breaker and budget settings of a vendor's client. Later calls win over earlier ones.</summary>
    /// <param name="builder">The vendor's client.</param>
    /// <param name="configure">Sets the options.</param>
    public static IHttpClientBuilder ConfigureResilience(this IHttpClientBuilder builder, Action<VendorHttpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
