using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>Adds Follow Up Boss to a host.</summary>
public static class FubServiceCollectionExtensions
{
    /// <summary>Adds Follow Up Boss with default options. Calling it twice is harmless.</summary>
    public static FubIntegrationBuilder AddFubIntegration(this IServiceCollection services) => Add(services);

    /// <summary>Adds Follow Up Boss. Accounts are not registered here: they are connected at run time.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static FubIntegrationBuilder AddFubIntegration(this IServiceCollection services, Action<FubOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        FubIntegrationBuilder builder = Add(services);
        services.Configure(configure);
        return builder;
    }

    /// <summary>Adds Follow Up Boss with options from configuration. An unknown key in the section fails when the options are first used, and at the start of a host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">Section with the properties of <see cref="FubOptions"/>.</param>
    public static FubIntegrationBuilder AddFubIntegration(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        FubIntegrationBuilder builder = Add(services);
        services.AddOptions<FubOptions>().Bind(section, static binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    private static FubIntegrationBuilder Add(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<FubOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FubOptions>, FubOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FubOptions>, FubOptionsRules>());
        IHttpClientBuilder client = services.AddVendorHttpClient(
            FubDefaults.Vendor,
            static provider => FubHttp.Profile(provider.GetRequiredService<IOptions<FubOptions>>().Value));
        IHttpClientBuilder tokens = services.AddVendorOAuth(
            FubDefaults.Vendor,
            static provider => FubOAuth.Profile(provider.GetRequiredService<IOptions<FubOptions>>().Value.OAuth));
        services.TryAddSingleton<IFubOAuth, FubOAuth>();
        services.TryAddSingleton<FubSourceServices>();
        services.TryAddSingleton<IFubClientFactory, FubClientFactory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IVendorIdentityReader, FubIdentityReader>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookReader, FubWebhookReader>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookSubscriptions, FubWebhookSubscriptions>());
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<ISyncSource, FubUsersSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubGroupsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubStagesSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubPeopleSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubDealsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubAppointmentsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubCallsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubEventsSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubTasksSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubNotesSource>(),
            ServiceDescriptor.Singleton<ISyncSource, FubTextMessagesSource>(),
        ]);
        if (!services.Any(static s => ReferenceEquals(s.ImplementationInstance, FubIntegrationDescriptor.Vendor)))
        {
            services.AddSingleton(FubIntegrationDescriptor.Vendor);
        }

        return new FubIntegrationBuilder(services, client, tokens);
    }
}
