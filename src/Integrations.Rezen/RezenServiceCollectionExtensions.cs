using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>Adds reZEN to a host.</summary>
public static class RezenServiceCollectionExtensions
{
    /// <summary>Adds reZEN with default options. Calling it twice is harmless.</summary>
    public static RezenIntegrationBuilder AddRezenIntegration(this IServiceCollection services) => Add(services);

    /// <summary>Adds reZEN. Accounts are not registered here: they are connected at run time.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static RezenIntegrationBuilder AddRezenIntegration(this IServiceCollection services, Action<RezenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        RezenIntegrationBuilder builder = Add(services);
        services.Configure(configure);
        return builder;
    }

    /// <summary>Adds reZEN with options from configuration. An unknown key in the section fails when the options are first used, and at the start of a host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">Section with the properties of <see cref="RezenOptions"/>.</param>
    public static RezenIntegrationBuilder AddRezenIntegration(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        RezenIntegrationBuilder builder = Add(services);
        services.AddOptions<RezenOptions>().Bind(section, static binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    private static RezenIntegrationBuilder Add(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RezenOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RezenOptions>, RezenOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RezenOptions>, RezenOptionsRules>());
        bool known = services.Any(static s => ReferenceEquals(s.ImplementationInstance, RezenIntegrationDescriptor.Vendor));
        IHttpClientBuilder client = services.AddVendorHttpClient(
            RezenDefaults.Vendor,
            static provider => RezenHttp.Profile(provider.GetRequiredService<IOptions<RezenOptions>>().Value));
        IHttpClientBuilder tokens = services.AddVendorOAuth(
            RezenDefaults.Vendor,
            static provider => RezenOAuth.Profile(provider.GetRequiredService<IOptions<RezenOptions>>().Value.OAuth));
        services.TryAddSingleton<IRezenOAuth, RezenOAuth>();
        services.TryAddSingleton<IRezenClientFactory, RezenClientFactory>();
        services.TryAddSingleton<IRezenProbe, RezenProbe>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IVendorIdentityReader, RezenIdentityReader>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookReader, RezenWebhookReader>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookSubscriptions, RezenWebhookSubscriptions>());
        services.TryAddSingleton<RezenSourceServices>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<ISyncSource, RezenAgentDataSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenTeamRosterSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenSponsorTreeSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenNetworkDownlineSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenNetworkFrontlineSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenNetworkCapSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenListingsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenTransactionsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenContributionsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenPendingContributionsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenRevsharePaymentsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenEquitySource>(),
            ServiceDescriptor.Singleton<ISyncSource, RezenReferralCodeSource>(),
        ]);
        if (!known)
        {
            services.AddSingleton(RezenIntegrationDescriptor.Vendor);
            client.ConfigureHttpClient(Introduce);
            tokens.ConfigureHttpClient(Introduce);
        }

        return new RezenIntegrationBuilder(services, client, tokens);
    }

    /// <summary>The vendor's network edge refuses requests that do not say what they are.</summary>
    private static void Introduce(IServiceProvider provider, HttpClient client)
    {
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", provider.GetRequiredService<IOptions<RezenOptions>>().Value.UserAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
    }
}
