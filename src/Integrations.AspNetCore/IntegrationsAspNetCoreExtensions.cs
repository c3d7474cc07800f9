using Integrations.Abstractions;
using Integrations.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

/// <summary>Adds the library's endpoints to an ASP.NET Core host.</summary>
public static class IntegrationsAspNetCoreExtensions
{
    /// <summary>
    /// Registers what <see cref="MapIntegrationWebhooks"/> needs. Calling it twice is harmless. It also keeps ASP.NET Core's own request log (category
    /// <c>Microsoft.AspNetCore.Hosting.Diagnostics</c>) below Warning, and the matching of its routing below Information, out of the log, because they write whole paths and a callback's path holds its token; a filter of
    /// the host for those categories, added later, wins.
    /// </summary>
    /// <param name="builder">What <c>AddIntegrations()</c> returned.</param>
    /// <param name="configure">Settings.</param>
    public static IIntegrationsBuilder AddWebhookEndpoint(this IIntegrationsBuilder builder, Action<WebhookEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<WebhookEndpointOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookEndpointOptions>, WebhookEndpointOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddMetrics();
        services.AddLogging(static logging => logging
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Routing.Matching", LogLevel.Information));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WebhookTokenCache>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookTokenCache, WebhookTokenCache>(static s => s.GetRequiredService<WebhookTokenCache>()));
        services.TryAddSingleton<WebhookLimits>();
        services.TryAddSingleton<WebhookMetrics>();
        services.TryAddSingleton<WebhookEndpoint>();
        return builder;
    }

    /// <summary>
    /// Maps the address that vendors send their webhooks to: <c>POST {prefix}/{vendor}/{token}</c>. A delivery is committed before it is answered 2xx. Answers: 200 stored or known already, 400
    /// not JSON, 401 wrong signature, 404 wrong token, 413 too large, 429 too many, 503 not stored, to be sent again. Needs <see cref="AddWebhookEndpoint"/>. The endpoint must be reachable
    /// without the host's own authentication.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">Route before vendor and token. What vendors see of it belongs into <see cref="WebhookOptions.PublicAddress"/>.</param>
    /// <returns>To add conventions, for example <c>RequireHost</c>.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddWebhookEndpoint"/> was not called.</exception>
    public static IEndpointConventionBuilder MapIntegrationWebhooks(this IEndpointRouteBuilder endpoints, string prefix = "/webhooks")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        WebhookEndpoint endpoint = endpoints.ServiceProvider.GetService<WebhookEndpoint>()
            ?? throw new InvalidOperationException($"Call {nameof(AddWebhookEndpoint)}() on what AddIntegrations() returned before {nameof(MapIntegrationWebhooks)}().");
        return endpoints.MapPost($"{prefix.TrimEnd('/')}/{{{WebhookEndpoint.VendorParameter}}}/{{{WebhookEndpoint.TokenParameter}}}", (RequestDelegate)endpoint.HandleAsync)
            .AllowAnonymous()
            .WithDisplayName("Integration webhooks");
    }
}
