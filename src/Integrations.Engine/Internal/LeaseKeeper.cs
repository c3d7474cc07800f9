using System.Collections.Concurrent;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>Keeps the leases of one worker alive with one statement per heartbeat, and tells a run when it has lost its own.</summary>
internal sealed class LeaseKeeper(ISyncStateStore states, WorkerOptions options, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<Guid, Held> _held = new();

    public CancellationToken Hold(SyncLease lease)
    {
        var held = new Held(lease, new CancellationTokenSource(), time.GetTimestamp());
        _held[lease.RunId] = held;
        return held.Lost.Token;
    }

    public void Release(SyncLease lease)
    {
        if (_held.TryRemove(lease.RunId, out Held? held))
        {
            held.Lost.Dispose();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.HeartbeatInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            await BeatAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        Held[] held = [.. _held.Values];
        if (held.Length == 0)
        {
            return;
        }

        try
        {
            long asked = time.GetTimestamp();
            IReadOnlySet<Guid> alive = await states.RenewAsync([.. held.Select(static h => h.Lease)], options.LeaseDuration, cancellationToken).ConfigureAwait(false);
            foreach (Held lease in held)
            {
                if (alive.Contains(lease.Lease.RunId))
                {
                    lease.RenewedAt = asked;
                }
                else
                {
                    await LoseAsync(lease).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            EngineLog.HeartbeatFailed(logger, FailurePolicy.IsBug(e) ? e : null, held.Length, e.Message);

            // Without an answer a lease is ours only as long as it was granted for.
            foreach (Held lease in held.Where(h => time.GetElapsedTime(h.RenewedAt) >= options.LeaseDuration))
            {
                await LoseAsync(lease).ConfigureAwait(false);
            }
        }
    }

    private async Task LoseAsync(Held lease)
    {
        if (_held.TryRemove(lease.Lease.RunId, out _))
        {
            await lease.Lost.CancelAsync().ConfigureAwait(false);
            lease.Lost.Dispose();
        }
    }

    private sealed class Held(SyncLease lease, CancellationTokenSource lost, long renewedAt)
    {
        public SyncLease Lease { get; } = lease;

        public CancellationTokenSource Lost { get; } = lost;

        public long RenewedAt { get; set; } = renewedAt;
    }
}
