using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Registers the stores of the data path.</summary>
internal static class StoreRegistration
{
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.TryAddSingleton<FencedTransactions>();
        services.TryAddSingleton<MirrorWriter>();
        services.TryAddSingleton<RejectWriter>();
        services.TryAddSingleton<BatchNotes>();
        services.TryAddSingleton<RunCounters>();
        services.TryAddSingleton<BatchWriter>();
        services.TryAddSingleton<JobWriter>();
        services.TryAddSingleton<JobControl>();
        services.TryAddSingleton<IRecordStore, PostgresRecordStore>();
        services.TryAddSingleton<ILiveStore, PostgresLiveStore>();
        services.TryAddSingleton<PostgresInboxStore>();
        services.TryAddSingleton<IInboxStore>(static s => s.GetRequiredService<PostgresInboxStore>());
        services.TryAddSingleton<IWebhookInbox>(static s => s.GetRequiredService<PostgresInboxStore>());
        services.TryAddSingleton<IStagingStore, PostgresStagingStore>();
        services.TryAddSingleton<IPromoteStore, PostgresPromoteStore>();
        services.TryAddSingleton<ISyncStateStore, PostgresSyncStateStore>();
        services.TryAddSingleton<ISyncJobs, PostgresSyncJobs>();
        services.TryAddSingleton<IAlertStore, PostgresAlertStore>();
        services.TryAddSingleton<IWebhookTokenStore, PostgresWebhookTokenStore>();
        services.TryAddSingleton<IWebhookSubscriptionStore, PostgresWebhookSubscriptionStore>();
        services.TryAddSingleton<IWebhookArrivalStore, PostgresWebhookArrivalStore>();
        services.TryAddSingleton<IChoreStore, PostgresChoreStore>();
        services.TryAddSingleton<IReconciliationStore, PostgresReconciliationStore>();
        services.TryAddSingleton<IQuarantineStore, PostgresQuarantineStore>();
        services.TryAddSingleton<WorkSettler>();
        services.TryAddSingleton<WorkNotices>();
        services.TryAddSingleton(static s => new PostgresWorkQueue(
            s.GetRequiredService<PostgresDatabase>(),
            s.GetRequiredService<VendorCatalog>(),
            s.GetRequiredService<WorkSettler>(),
            s.GetRequiredService<WorkNotices>(),
            s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IWorkQueue>(static s => s.GetRequiredService<PostgresWorkQueue>());
        services.TryAddSingleton<IWorkQueueStore, PostgresWorkQueueStore>();
        services.TryAddSingleton<IWorkSignals, PostgresWorkSignals>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPeriodicChore, FinishedWorkChore>());
        services.TryAddSingleton(static s => new DerivedTables(
            s.GetRequiredService<PostgresDatabase>(),
            s.GetRequiredService<VendorCatalog>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetService<ILogger<DerivedTables>>() ?? NullLogger<DerivedTables>.Instance));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPeriodicChore, DerivedTablesChore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPeriodicChore, SettledStagingChore>());

        // Not "try": the engine and a vendor package that was added before have registered what serves one process.
        services.Replace(ServiceDescriptor.Singleton<IRateBudgetStore, PostgresRateBudgetStore>());
        services.Replace(ServiceDescriptor.Singleton<IReadClock, PostgresReadClock>());
        return services;
    }
}
