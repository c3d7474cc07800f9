using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Steps of streams: plans what is due, claims what is ready, runs many accounts at once.</summary>
internal sealed class SyncLane(ISyncStateStore states, SyncRunner runner, IOptions<WorkerOptions> options, TimeProvider time, ILogger<SyncLane> logger)
    : WorkLane<SyncClaim, Guid>(options.Value, time, logger)
{
    private long? _planned;

    public override string Topic => "steps";

    protected override int Places => Options.Parallelism;

    protected override Guid Key(SyncClaim claim) => claim.Lease.RunId;

    protected override async Task<LaneLook<SyncClaim>> LookAsync(string owner, int free, CancellationToken stopping)
    {
        if (_planned is not { } last || Time.GetElapsedTime(last) >= Options.PlanInterval)
        {
            await states.PlanDueAsync(stopping).ConfigureAwait(false);
            _planned = Time.GetTimestamp();
        }

        return new LaneLook<SyncClaim>(await states.ClaimAsync(new ClaimRequest(owner, free, Options.LeaseDuration, Options.MaxPerAccount), stopping).ConfigureAwait(false));
    }

    protected override Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<SyncClaim> claims, CancellationToken cancellationToken) =>
        states.RenewAsync([.. claims.Select(static c => c.Lease)], Options.LeaseDuration, cancellationToken);

    protected override Task RunAsync(SyncClaim claim, CancellationToken lost, CancellationToken stopping) => runner.RunAsync(claim, lost, stopping);
}
