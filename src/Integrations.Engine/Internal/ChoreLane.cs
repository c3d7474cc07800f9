using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Periodic chores. All that are due run at once; they are few.</summary>
internal sealed class ChoreLane(
    IChoreStore store, IEnumerable<IPeriodicChore> chores, IOptions<WorkerOptions> workers, IOptions<EngineOptions> engine, TimeProvider time, ILogger<ChoreLane> logger)
    : WorkLane<ChoreClaim, string>(workers.Value, time, logger)
{
    private readonly Dictionary<string, IPeriodicChore> _chores = Named.Once(chores, static c => c.Name, nameof(IPeriodicChore));

    public override string Topic => "chores";

    protected override int Places => _chores.Count;

    // A look says when the next one is due, and nobody else makes one due earlier.
    protected override TimeSpan MaxPause => TimeSpan.FromMinutes(1);

    protected override bool SeesNext => true;

    protected override string Key(ChoreClaim claim) => claim.Name;

    protected override async Task<LaneLook<ChoreClaim>> LookAsync(string owner, int free, CancellationToken stopping)
    {
        ChoreLook look = await store.ClaimAsync(_chores.ToDictionary(static c => c.Key, static c => c.Value.Interval, StringComparer.Ordinal), owner, Options.LeaseDuration, stopping)
            .ConfigureAwait(false);
        return new LaneLook<ChoreClaim>(look.Claims, look.NextAt);
    }

    protected override Task<IReadOnlySet<string>> RenewAsync(IReadOnlyList<ChoreClaim> claims, CancellationToken cancellationToken) =>
        store.RenewAsync(claims, Options.LeaseDuration, cancellationToken);

    protected override async Task RunAsync(ChoreClaim claim, CancellationToken lost, CancellationToken stopping)
    {
        IPeriodicChore chore = _chores[claim.Name];
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(lost, stopping);
        long began = Time.GetTimestamp();
        try
        {
            try
            {
                await chore.RunAsync(ends.Token).ConfigureAwait(false);
                await store.CompleteAsync(claim, claim.StartedAt + chore.Interval, problem: null, CancellationToken.None).ConfigureAwait(false);
                EngineLog.ChoreDone(Logger, claim.Name, Time.GetElapsedTime(began).TotalSeconds);
                if (claim.StartedAt + chore.Interval <= Time.GetUtcNow())
                {
                    Wake();
                }
            }
            catch (OperationCanceledException) when (lost.IsCancellationRequested)
            {
                EngineLog.ChoreLost(Logger, claim.Name);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await store.ReleaseAsync(claim, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                await FailAsync(claim, chore, e).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            EngineLog.ChoreNotSettled(Logger, FailurePolicy.IsBug(e) ? e : null, claim.Name, e.Message);
        }
    }

    /// <summary>Doubles from failure to failure; never later than the chore would come anyway.</summary>
    private async Task FailAsync(ChoreClaim claim, IPeriodicChore chore, Exception error)
    {
        TimeSpan delay = FailurePolicy.Backoff(claim.Failures + 1, engine.Value);
        DateTimeOffset next = Time.GetUtcNow() + (delay < chore.Interval ? delay : chore.Interval);
        string reason = error is IntegrationException ? error.Message : $"Unexpected {error.GetType().Name}; the log of this host has its stack.";
        EngineLog.ChoreFailed(Logger, FailurePolicy.IsBug(error) ? error : null, claim.Name, next, reason);
        await store.CompleteAsync(claim, next, reason, CancellationToken.None).ConfigureAwait(false);
        Wake();
    }
}
