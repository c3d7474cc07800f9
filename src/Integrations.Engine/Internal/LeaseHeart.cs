using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>Keeps one lease alive as long as it is not disposed of.</summary>
internal sealed class LeaseHeart : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public LeaseHeart(SyncLease lease, ISyncStateStore states, WorkerOptions options, TimeProvider time, ILogger logger)
    {
        var keeper = new LeaseKeeper<SyncLease, Guid>(
            static l => l.RunId, (leases, cancellationToken) => states.RenewAsync(leases, options.LeaseDuration, cancellationToken), options, time, logger);
        Lost = keeper.Hold(lease);
        _beating = keeper.RunAsync(_stop.Token);
    }

    /// <summary>Cancelled when the lease is not held any more.</summary>
    public CancellationToken Lost { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
