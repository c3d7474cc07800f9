using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Engine.Tests;

/// <summary>The engine on memory stores, a scripted source and a fake clock.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public EngineFixture(ScriptedSource? source = null, Action<EngineOptions>? engine = null, Action<WorkerOptions>? workers = null, IVendorIdentityReader? identity = null, Action<IServiceCollection>? configure = null)
    {
        Source = source ?? new ScriptedSource();
        Store = new MemoryStore();
        Inbox = new MemoryInbox(Store, Time);
        Findings = new MemoryFindings(Store);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILoggerProvider>(Logs);
        services.AddSingleton<ISyncSource>(Source);
        if (identity is not null)
        {
            services.AddSingleton(identity);
        }

        services.AddSingleton<ISyncStateStore>(Store).AddSingleton<IRecordStore>(Store).AddSingleton<IStagingStore>(Store).AddSingleton<IPromoteStore>(Store)
            .AddSingleton<IAccountStore>(Store).AddSingleton<ICredentialStore>(Store).AddSingleton<ISyncJobs>(Store).AddSingleton<IChoreStore>(Chores).AddSingleton<IInboxStore>(Inbox)
            .AddSingleton<IReconciliationStore>(Findings).AddSingleton<IWorkQueueStore>(Queue).AddSingleton<IWorkSignals>(Signals);
        configure?.Invoke(services);
        services.AddSingleton<IStatusStore>(Status).AddSingleton<IAlertStore>(Alerts);
        services.AddIntegrations(engine).AddWorkers(workers);

        // The engine's own: tests of chores count those that run, and nothing is kept aside in memory.
        services.Remove(services.Single(static d => d.ImplementationType == typeof(CheckSchedule)));
        services.Remove(services.Single(static d => d.ImplementationType == typeof(ReplayHandler)));
        services.Remove(services.Single(static d => d.ImplementationType == typeof(InboxRetention)));
        _services = services.BuildServiceProvider();
    }

    public static AccountInfo Account { get; } = new() { Ref = new AccountRef("test", new RowId(1)) };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeLoggerProvider Logs { get; } = new();

    public MemoryStatus Status { get; } = new();

    public MemoryAlerts Alerts { get; } = new();

    public ScriptedSource Source { get; }

    public MemoryStore Store { get; }

    public MemoryInbox Inbox { get; }

    public MemoryChores Chores { get; } = new();

    public MemoryQueue Queue { get; } = new();

    public MemorySignals Signals { get; } = new();

    public MemoryFindings Findings { get; }

    public IServiceProvider Services => _services;

    public SyncRunner Runner => _services.GetRequiredService<SyncRunner>();

    public IHostedService Worker => _services.GetServices<IHostedService>().Single(static s => s is WorkerService);

    public MetricCollector<long> Collect(string instrument) =>
        new(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), IntegrationTelemetry.EngineName, instrument, Time);

    public SyncClaim Claim(SyncJobType type = SyncJobType.Sync, SyncState? state = null, int attempt = 1, long fence = 1) => new()
    {
        Account = Account,
        Attempt = attempt,
        JobType = type,
        Lease = new SyncLease
        {
            Account = Account.Ref,
            Stream = ScriptedSource.Stream,
            StateId = new RowId(1),
            Step = new SyncStep(new RowId(1), new SyncJobId("test", IsOnboarding: type == SyncJobType.Onboarding, new RowId(1))),
            Owner = "test",
            Fence = fence,
            RunId = Guid.NewGuid(),
        },
        State = state ?? ReadBefore,
    };

    public SyncState ReadBefore => new() { Stream = ScriptedSource.Stream, Status = "SYNCING", LastFullSyncAt = Time.GetUtcNow() - TimeSpan.FromDays(1), LastSyncAt = Time.GetUtcNow() - TimeSpan.FromMinutes(5) };

    public static SyncState NeverRead => new() { Stream = ScriptedSource.Stream, Status = "SYNCING" };

    public Task RunAsync(SyncClaim? claim = null, bool isLeaseLost = false, bool isStopping = false) =>
        Runner.RunAsync(claim ?? Claim(), new CancellationToken(isLeaseLost), isStopping ? new CancellationToken(canceled: true) : TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
