using Integrations.Abstractions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>The hosted loop: plans what is due, claims what is ready, runs many accounts at once with bounded parallelism, and waits longer the longer there is nothing to do.</summary>
internal sealed class SyncWorker(ISyncStateStore states, SyncRunner runner, IOptions<WorkerOptions> options, TimeProvider time, ILogger<SyncWorker> logger) : BackgroundService
{
    private readonly WorkerOptions _options = options.Value;
    private readonly HashSet<Task> _runs = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string owner = _options.OwnerName;

        // The heart beats until the last run has ended, not until the host asks to stop.
        var leases = new LeaseHeart(states, _options, time, logger);
        await using (leases.ConfigureAwait(false))
        {
            try
            {
                await LoopAsync(owner, leases, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                EngineLog.WorkerStopping(logger, owner, _runs.Count);
            }
            finally
            {
                await Task.WhenAll(_runs).ConfigureAwait(false);
            }
        }
    }

    private async Task LoopAsync(string owner, LeaseHeart leases, CancellationToken stoppingToken)
    {
        TimeSpan pause = _options.MinPollInterval;
        long? planned = null;
        while (true)
        {
            stoppingToken.ThrowIfCancellationRequested();
            _runs.RemoveWhere(static r => r.IsCompleted);
            int claimed = 0;
            try
            {
                if (planned is not { } last || time.GetElapsedTime(last) >= _options.PlanInterval)
                {
                    await states.PlanDueAsync(stoppingToken).ConfigureAwait(false);
                    planned = time.GetTimestamp();
                }

                claimed = await ClaimAsync(owner, leases, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                EngineLog.WorkerCannotClaim(logger, FailurePolicy.IsBug(e) ? e : null, owner, e.Message);
            }

            pause = claimed > 0 ? _options.MinPollInterval : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _options.MaxPollInterval.Ticks));
            await WaitAsync(pause, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ClaimAsync(string owner, LeaseHeart leases, CancellationToken stoppingToken)
    {
        int free = _options.Parallelism - _runs.Count;
        if (free <= 0)
        {
            return 0;
        }

        IReadOnlyList<SyncClaim> claims = await states.ClaimAsync(new ClaimRequest(owner, free, _options.LeaseDuration, _options.MaxPerAccount), stoppingToken).ConfigureAwait(false);
        foreach (SyncClaim claim in claims)
        {
            _runs.Add(RunAsync(claim, leases, stoppingToken));
        }

        return claims.Count;
    }

    private async Task RunAsync(SyncClaim claim, LeaseHeart leases, CancellationToken stoppingToken)
    {
        // Off the loop: the first statements of a run must not hold up the claims of others.
        await Task.Yield();
        CancellationToken lost = leases.Hold(claim.Lease);
        try
        {
            await runner.RunAsync(claim, lost, stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            leases.Release(claim.Lease);
        }
    }

    /// <summary>Waits for the pause or for the end of any run, whichever comes first: a finished run frees a place and may have freed a dependent step.</summary>
    private async Task WaitAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task delay = Task.Delay(pause, time, wake.Token);
        await Task.WhenAny([delay, .. _runs]).ConfigureAwait(false);
        await wake.CancelAsync().ConfigureAwait(false);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
