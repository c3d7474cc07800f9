using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>Keeps the leases of one lane alive with one statement per heartbeat, and tells a run when it has lost its own.</summary>
internal sealed class LeaseKeeper<TClaim, TKey>(
    Func<TClaim, TKey> key, Func<IReadOnlyList<TClaim>, CancellationToken, Task<IReadOnlySet<TKey>>> renew, WorkerOptions options, TimeProvider time, ILogger logger)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Held> _held = new();

    public CancellationToken Hold(TClaim claim)
    {
        var held = new Held(claim, new CancellationTokenSource(), time.GetTimestamp());
        _held[key(claim)] = held;
        return held.Lost.Token;
    }

    public void Release(TClaim claim)
    {
        if (_held.TryRemove(key(claim), out Held? held))
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
        KeyValuePair<TKey, Held>[] held = [.. _held];
        if (held.Length == 0)
        {
            return;
        }

        try
        {
            long asked = time.GetTimestamp();
            IReadOnlySet<TKey> alive = await renew([.. held.Select(static h => h.Value.Claim)], cancellationToken).ConfigureAwait(false);
            foreach ((TKey name, Held lease) in held)
            {
                if (alive.Contains(name))
                {
                    lease.RenewedAt = asked;
                }
                else
                {
                    await LoseAsync(name).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            EngineLog.HeartbeatFailed(logger, FailurePolicy.IsBug(e) ? e : null, held.Length, e.Message);

            // Without an answer a lease is ours only as long as it was granted for.
            foreach ((TKey name, _) in held.Where(h => time.GetElapsedTime(h.Value.RenewedAt) >= options.LeaseDuration))
            {
                await LoseAsync(name).ConfigureAwait(false);
            }
        }
    }

    private async Task LoseAsync(TKey name)
    {
        if (_held.TryRemove(name, out Held? held))
        {
            await held.Lost.CancelAsync().ConfigureAwait(false);
            held.Lost.Dispose();
        }
    }

    private sealed class Held(TClaim claim, CancellationTokenSource lost, long renewedAt)
    {
        public TClaim Claim { get; } = claim;

        public CancellationTokenSource Lost { get; } = lost;

        public long RenewedAt { get; set; } = renewedAt;
    }
}
