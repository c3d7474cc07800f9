using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>What all lanes share: places, heartbeat, and waiting longer the longer there is nothing to do.</summary>
/// <typeparam name="TClaim">What is claimed.</typeparam>
/// <typeparam name="TKey">What tells claims apart while they are held.</typeparam>
internal abstract class WorkLane<TClaim, TKey>(WorkerOptions options, TimeProvider time, ILogger logger) : IWorkLane
    where TKey : notnull
{
    protected WorkerOptions Options { get; } = options;

    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    /// <summary>What the log calls the claims.</summary>
    protected abstract string Name { get; }

    /// <summary>Claims held at a time in this process.</summary>
    protected abstract int Places { get; }

    public async Task<int> RunAsync(string owner, bool untilIdle, CancellationToken stopping)
    {
        HashSet<Task> runs = [];
        var leases = new LeaseKeeper<TClaim, TKey>(Key, RenewAsync, Options, Time, Logger);

        // The heart beats until the last run has ended, not until the host asks to stop.
        using var heart = new CancellationTokenSource();
        Task beating = leases.RunAsync(heart.Token);
        int claims = 0;
        try
        {
            TimeSpan pause = Options.MinPollInterval;
            while (true)
            {
                stopping.ThrowIfCancellationRequested();
                runs.RemoveWhere(static r => r.IsCompleted);
                int free = Places - runs.Count;
                LaneLook<TClaim> look = free > 0 ? await TryLookAsync(owner, free, untilIdle, stopping).ConfigureAwait(false) : new LaneLook<TClaim>([]);
                foreach (TClaim claim in look.Claims)
                {
                    runs.Add(RunAsync(claim, leases, stopping));
                }

                claims += look.Claims.Count;
                if (untilIdle && runs.Count == 0)
                {
                    return claims;
                }

                pause = look.Claims.Count > 0 ? Options.MinPollInterval : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Options.MaxPollInterval.Ticks));
                await WaitAsync(look.NextAt is { } next ? Until(next) : pause, runs, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            EngineLog.WorkerStopping(Logger, owner, runs.Count, Name);
            return claims;
        }
        finally
        {
            await Task.WhenAll(runs).ConfigureAwait(false);
            await heart.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected abstract TKey Key(TClaim claim);

    /// <summary>Claims at most so many.</summary>
    protected abstract Task<LaneLook<TClaim>> LookAsync(string owner, int free, CancellationToken stopping);

    /// <summary>Extends leases; returns the keys of those that are still held.</summary>
    protected abstract Task<IReadOnlySet<TKey>> RenewAsync(IReadOnlyList<TClaim> claims, CancellationToken cancellationToken);

    /// <summary>Runs a claim and settles it. Throws nothing.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="lost">Set when the lease is lost: nothing may be written any more.</param>
    /// <param name="stopping">Set when the host stops: the claim is handed back.</param>
    protected abstract Task RunAsync(TClaim claim, CancellationToken lost, CancellationToken stopping);

    private async Task<LaneLook<TClaim>> TryLookAsync(string owner, int free, bool untilIdle, CancellationToken stopping)
    {
        try
        {
            return await LookAsync(owner, free, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (!untilIdle && !stopping.IsCancellationRequested)
        {
            EngineLog.WorkerCannotClaim(Logger, FailurePolicy.IsBug(e) ? e : null, owner, Name, e.Message);
            return new LaneLook<TClaim>([]);
        }
    }

    private async Task RunAsync(TClaim claim, LeaseKeeper<TClaim, TKey> leases, CancellationToken stopping)
    {
        // Off the loop: the first statements of a run must not hold up the claims of others.
        await Task.Yield();
        CancellationToken lost = leases.Hold(claim);
        try
        {
            await RunAsync(claim, lost, stopping).ConfigureAwait(false);
        }
        finally
        {
            leases.Release(claim);
        }
    }

    private TimeSpan Until(DateTimeOffset next)
    {
        TimeSpan wait = next - Time.GetUtcNow();
        TimeSpan longest = TimeSpan.FromMinutes(1);
        return wait < Options.MinPollInterval ? Options.MinPollInterval : wait > longest ? longest : wait;
    }

    /// <summary>Waits for the pause or for the end of any run, whichever comes first: a finished run frees a place and may have freed other work.</summary>
    private async Task WaitAsync(TimeSpan pause, HashSet<Task> runs, CancellationToken stopping)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task delay = Task.Delay(pause, Time, wake.Token);
        await Task.WhenAny([delay, .. runs]).ConfigureAwait(false);
        await wake.CancelAsync().ConfigureAwait(false);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
