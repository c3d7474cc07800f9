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
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICredentialCache, CredentialCache>(static provider => provider.GetRequiredService<CredentialCache>()));
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
        builder.ToVendor();
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

    /// <summary>Registers OAuth for a vendor: an <see cref="IOAuthClient"/> under its name, and one named client, <c>{vendor}.oauth</c>, for its token endpoint.</summary>
    /// <param name="services">The host's services, with the vendor added by <see cref="AddVendorHttpClient(IServiceCollection, string, Func{IServiceProvider, VendorHttpProfile})"/>.</param>
    /// <param name="vendor">Vendor name in lower case.</param>
    /// <param name="profile">Makes the profile at first use, for a profile that depends on options.</param>
    /// <returns>The builder of the token endpoint's client, to replace the primary handler in a test.</returns>
    public static IHttpClientBuilder AddVendorOAuth(this IServiceCollection services, string vendor, Func<IServiceProvider, OAuthProfile> profile)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(vendor);
        ArgumentNullException.ThrowIfNull(profile);
        IHttpClientBuilder builder = services.AddHttpClient(OAuthTokenClient.ClientName(vendor), static client => client.Timeout = Timeout.InfiniteTimeSpan);
        if (services.Any(each => each.IsKeyedService && each.ServiceType == typeof(IOAuthClient) && Equals(each.ServiceKey, vendor)))
        {
            return builder;
        }

        services.AddKeyedSingleton<IOAuthClient>(vendor, (provider, _) =>
        {
            OAuthProfile made = profile(provider);
            TimeProvider time = provider.GetRequiredService<TimeProvider>();
            VendorHttpOptions options = provider.GetRequiredService<IOptionsMonitor<VendorHttpOptions>>().Get(vendor);
            return new OAuthClient(made, new OAuthTokenClient(made, provider.GetRequiredService<IHttpClientFactory>(), options, time), provider, time);
        });
        return builder.ToVendor();
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

    /// <summary>A connection to a vendor: redirects are not followed and cookies not kept, and nothing is logged of which this package does not know what it may hold.</summary>
    private static IHttpClientBuilder ToVendor(this IHttpClientBuilder builder) => builder
        .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        .RemoveAllLoggers();
}
