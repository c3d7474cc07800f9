using Microsoft.Extensions.Logging;

namespace Integrations.Engine;

/// <summary>What all lanes share: places, heartbeat, and waiting longer the longer there is nothing to do.</summary>
/// <typeparam name="TClaim">What is claimed.</typeparam>
/// <typeparam name="TKey">What tells claims apart while they are held.</typeparam>
internal abstract class WorkLane<TClaim, TKey>(WorkerOptions options, TimeProvider time, ILogger logger) : IWorkLane
    where TKey : notnull
{
    private readonly Signal _wake = new();

    // Counted by the runs themselves, before they wake the loop: their tasks are completed a moment after that, and a loop that then saw no free place would sleep for a whole pause.
    private int _running;

    public abstract string Topic { get; }

    protected WorkerOptions Options { get; } = options;

    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    /// <summary>Claims held at a time in this process.</summary>
    protected abstract int Places { get; }

    /// <summary>Longest wait between two looks.</summary>
    protected virtual TimeSpan MaxPause => Options.MaxPollInterval;

    /// <summary>Whether a look that claimed something has seen when the next thing comes. Where it has not, a run that ends is a reason to look again: it has freed a place and may have freed other work.</summary>
    protected virtual bool SeesNext => false;

    public void Wake() => _wake.Set();

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
                _wake.Reset();
                runs.RemoveWhere(static r => r.IsCompleted);
                int free = Places - Volatile.Read(ref _running);
                LaneLook<TClaim> look = free > 0 ? await TryLookAsync(owner, free, untilIdle, stopping).ConfigureAwait(false) : new LaneLook<TClaim>([]);
                foreach (TClaim claim in look.Claims)
                {
                    Interlocked.Increment(ref _running);
                    runs.Add(RunAsync(claim, leases, untilIdle, stopping));
                }

                claims += look.Claims.Count;
                if (untilIdle && look.Claims.Count == 0 && free == Places)
                {
                    return claims;
                }

                TimeSpan longer = pause * 2;
                pause = look.Claims.Count > 0 && !SeesNext ? Options.MinPollInterval : look.NextAt is not null || longer > MaxPause ? MaxPause : longer;
                await _wake.WaitAsync(look.NextAt is { } next ? Sooner(pause, next) : pause, Time, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            EngineLog.WorkerStopping(Logger, owner, Volatile.Read(ref _running), Topic);
            return claims;
        }
        finally
        {
            await Task.WhenAll(runs).ConfigureAwait(false);
            await EndAsync().ConfigureAwait(false);
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

    /// <summary>Called when the last run has ended.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    private async Task<LaneLook<TClaim>> TryLookAsync(string owner, int free, bool untilIdle, CancellationToken stopping)
    {
        try
        {
            return await LookAsync(owner, free, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (!untilIdle && !stopping.IsCancellationRequested)
        {
            EngineLog.WorkerCannotClaim(Logger, FailurePolicy.IsBug(e) ? e : null, owner, Topic, e.Message);
            return new LaneLook<TClaim>([]);
        }
    }

    private async Task RunAsync(TClaim claim, LeaseKeeper<TClaim, TKey> leases, bool untilIdle, CancellationToken stopping)
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
            Interlocked.Decrement(ref _running);
            if (!SeesNext || untilIdle)
            {
                _wake.Set();
            }
        }
    }

    private TimeSpan Sooner(TimeSpan pause, DateTimeOffset next)
    {
        TimeSpan wait = next - Time.GetUtcNow();
        return wait < Options.MinPollInterval ? Options.MinPollInterval : wait < pause ? wait : pause;
    }
}
