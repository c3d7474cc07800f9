using System.Diagnostics.CodeAnalysis;
using Integrations.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

/// <summary>Health checks, status and dashboard.</summary>
public static class IntegrationHealthExtensions
{
    /// <summary>
    /// Adds three checks. <c>integrations_live</c> (tag <c>live</c>): the process answers; no database is asked, so that an outage restarts nobody. <c>integrations_ready</c> (tag <c>ready</c>): the
    /// database answers and has all migrations. <c>integrations_fresh</c> (tag <c>fresh</c>): degraded when a stream is late or an account is stopped, unhealthy when too many are; its data are
    /// numbers by stream, at most <see cref="EngineOptions.StatusMaxAge"/> old. None holds a secret or data of customers. Call it once.
    /// </summary>
    public static IHealthChecksBuilder AddIntegrationChecks(this IHealthChecksBuilder builder, Action<IntegrationCheckOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<IntegrationCheckOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IntegrationCheckOptions>, IntegrationCheckOptionsValidator>());
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder
            .AddCheck("integrations_live", static () => HealthCheckResult.Healthy("The process answers."), ["live"])
            .AddCheck<ReadyCheck>("integrations_ready", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<FreshCheck>("integrations_fresh", HealthStatus.Unhealthy, ["fresh"]);
    }

    /// <summary>
    /// Maps <c>GET {pattern}</c>: accounts with their streams, backlogs and alarms as JSON, in pages. Query: <c>vendor</c>, <c>after</c> (<c>next</c> of the page before), <c>limit</c> (1 to 1,000,
    /// default 100), <c>troubled=true</c>. It shows ids, times, numbers and reasons, no secret and no data of customers. Answers 403 until the host says who may see it:
    /// <c>RequireAuthorization()</c>, or <c>AllowAnonymous()</c>.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">Route.</param>
    /// <returns>To put authorization on.</returns>
    public static IEndpointConventionBuilder MapIntegrationStatus(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/integrations/status")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        StatusEndpoint endpoint = new(endpoints.ServiceProvider.GetRequiredService<IIntegrationStatus>());
        return endpoints.MapGet(pattern, (RequestDelegate)endpoint.HandleAsync).WithDisplayName("Integration status");
    }

    /// <summary>
    /// Maps <c>GET {pattern}</c>, a page for people: alarms, and a table of accounts and streams, those in trouble first; and <c>GET {pattern}/status</c>, which the page reads. One file without any
    /// resource from elsewhere, under a strict content security policy. Answers 403 until the host says who may see it: <c>RequireAuthorization()</c>, or <c>AllowAnonymous()</c>.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">Route.</param>
    /// <returns>To put authorization on; it holds for both.</returns>
    public static IEndpointConventionBuilder MapIntegrationDashboard(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/integrations")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        group.MapGet("", (RequestDelegate)DashboardEndpoint.HandleAsync).WithDisplayName("Integration dashboard");
        group.MapIntegrationStatus("/status");
        return group;
    }
}
