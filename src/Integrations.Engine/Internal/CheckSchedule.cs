using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Asks for the comparisons whose time has come: small ones often, full reads seldom. What an account was last compared decides, so accounts spread by themselves.</summary>
internal sealed class CheckSchedule(IReconciliationStore store, IOptions<EngineOptions> options) : IPeriodicChore
{
    private const int AccountsPerRun = 200;
    private readonly EngineOptions _options = options.Value;

    public string Name => "checks";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The larger one first: a stream that gets it needs no other.
        if (_options.ReconcileInterval is { } full)
        {
            await store.PlanAsync(SyncJobType.Reconcile, full, AccountsPerRun, cancellationToken).ConfigureAwait(false);
        }

        if (_options.CheckInterval is { } check)
        {
            await store.PlanAsync(SyncJobType.Check, check, AccountsPerRun, cancellationToken).ConfigureAwait(false);
        }
    }
}
