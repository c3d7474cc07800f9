using System.Diagnostics.CodeAnalysis;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Registers the engine.</summary>
public static class IntegrationsServiceCollectionExtensions
{
    /// <summary>
    /// Registers the engine: connecting accounts, running claims, status. Add a persistence package (<c>UsePostgres</c>), the vendors (<c>AddFubIntegration</c>) and,
    /// in a host that shall work by itself, <see cref="AddWorkers"/>; a cron job or a function calls <see cref="ISyncSlice"/> instead. Calling it twice is harmless.
    /// </summary>
    public static IntegrationsBuilder AddIntegrations(this IServiceCollection services, Action<EngineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EngineOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EngineOptions>, EngineOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IReadClock, HostReadClock>();
        services.TryAddSingleton<SourceRegistry>();
        services.TryAddSingleton<EngineMetrics>();
        services.TryAddSingleton<CountCheck>();
        services.TryAddSingleton<RunReader>();
        services.TryAddSingleton<SweepSettler>();
        services.TryAddSingleton<FailureSettler>();
        services.TryAddSingleton<KeySweep>();
        services.TryAddSingleton<SyncRunner>();
        services.TryAddSingleton<LiveReader>();
        services.TryAddSingleton<LiveRunner>();
        services.AddOptions<InboxOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InboxOptions>, InboxOptionsValidator>());
        services.TryAddSingleton<InboxRunner>();
        services.TryAddSingleton<IAccountConnector, AccountConnector>();
        services.TryAddSingleton<IReconciliation, Reconciliation>();
        services.TryAddSingleton<IQuarantine, Quarantine>();
        services.TryAddSingleton<ICoreRebuild, CoreRebuild>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IErasurePreparation, WebhookRemoval>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPeriodicChore, CheckSchedule>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPeriodicChore, InboxRetention>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkHandler, ReplayHandler>());
        services.TryAddSingleton<IntegrationStatus>();
        services.TryAddSingleton<IIntegrationStatus>(static s => s.GetRequiredService<IntegrationStatus>());
        services.AddOptions<WorkerOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkLane, SyncLane>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkLane, InboxLane>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkLane, QueueLane>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkLane, ChoreLane>());
        services.TryAddSingleton<SignalListener>();
        services.TryAddSingleton<ISyncSlice, SyncSlice>();
        return new IntegrationsBuilder(services);
    }

    /// <summary>Adds the hosted workers: steps of streams, webhooks, items of the queue and periodic chores. Calling it twice adds them once.</summary>
    public static IIntegrationsBuilder AddWorkers(this IIntegrationsBuilder builder, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkerService>());
        return builder.AddStatusGauges();
    }

    /// <summary>
    /// Adds the gauges that show how late streams are and what waits, as <see cref="AddWorkers"/> does. For a host without workers that is to show them. One process that does is enough: all see the
    /// same numbers. Calling it twice is harmless.
    /// </summary>
    public static IIntegrationsBuilder AddStatusGauges(this IIntegrationsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StatusGauges>());
        return builder;
    }

    /// <summary>
    /// Looks after webhooks: registers them at the vendors for every account that is connected, heals them, and raises an alarm when none come. Needs <see cref="WebhookOptions.PublicAddress"/>; the
    /// endpoint itself is mapped by Integrations.AspNetCore, in this process or another. Calling it twice is harmless.
    /// </summary>
    public static IIntegrationsBuilder AddWebhooks(this IIntegrationsBuilder builder, Action<WebhookOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<WebhookOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.TryAddSingleton<CallbackAddress>();
        builder.Services.TryAddSingleton<CallbackProbe>();
        builder.Services.TryAddSingleton<WebhookManager>();
        builder.Services.TryAddSingleton<IWebhookManager>(static s => s.GetRequiredService<WebhookManager>());
        return builder.AddChore<WebhookChore>();
    }

    /// <summary>Adds a handler of one kind of work of the queue. Adding the same class twice adds it once.</summary>
    /// <typeparam name="THandler">The handler. One instance serves the process, many items at a time.</typeparam>
    public static IIntegrationsBuilder AddWorkHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this IIntegrationsBuilder builder)
        where THandler : class, IWorkHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IWorkHandler, THandler>());
        return builder;
    }

    /// <summary>Adds a periodic chore; the workers of one process at a time do it. Adding the same class twice adds it once.</summary>
    /// <typeparam name="TChore">The chore. One instance serves the process.</typeparam>
    public static IIntegrationsBuilder AddChore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TChore>(this IIntegrationsBuilder builder)
        where TChore : class, IPeriodicChore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPeriodicChore, TChore>());
        return builder;
    }
}
