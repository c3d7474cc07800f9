using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Webhooks that have arrived: claims the streams that have some, and works on many accounts at once.</summary>
internal sealed class InboxLane(
    IInboxStore inbox, ISyncStateStore states, InboxRunner runner, IOptions<InboxOptions> inboxOptions, IOptions<WorkerOptions> options, TimeProvider time, ILogger<InboxLane> logger)
    : WorkLane<LiveClaim, Guid>(options.Value, time, logger)
{
    private readonly InboxOptions _inbox = inboxOptions.Value;
    private long? _skipped;

    public override string Topic => "webhooks";

    protected override int Places => _inbox.Parallelism;

    protected override Guid Key(LiveClaim claim) => claim.Lease.RunId;

    protected override async Task<LaneLook<LiveClaim>> LookAsync(string owner, int free, CancellationToken stopping)
    {
        if (_skipped is not { } last || Time.GetElapsedTime(last) >= Options.HeartbeatInterval)
        {
            await inbox.SkipAsync(stopping).ConfigureAwait(false);
            _skipped = Time.GetTimestamp();
        }

        return new LaneLook<LiveClaim>(await inbox.ClaimAsync(new ClaimRequest(owner, free, Options.LeaseDuration, _inbox.MaxPerAccount), stopping).ConfigureAwait(false));
    }

    protected override Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<LiveClaim> claims, CancellationToken cancellationToken) =>
        states.RenewAsync([.. claims.Select(static c => c.Lease)], Options.LeaseDuration, cancellationToken);

    protected override Task RunAsync(LiveClaim claim, CancellationToken lost, CancellationToken stopping) => runner.RunAsync(claim, lost, stopping);
}
