using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>A <see cref="LeaseKeeper"/> that beats as long as it is not disposed of.</summary>
internal sealed class LeaseHeart : IAsyncDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public LeaseHeart(ISyncStateStore states, WorkerOptions options, TimeProvider time, ILogger logger)
    {
        _keeper = new LeaseKeeper(states, options, time, logger);
        _beating = _keeper.RunAsync(_stop.Token);
    }

    /// <inheritdoc cref="LeaseKeeper.Hold"/>
    public CancellationToken Hold(SyncLease lease) => _keeper.Hold(lease);

    /// <inheritdoc cref="LeaseKeeper.Release"/>
    public void Release(SyncLease lease) => _keeper.Release(lease);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
