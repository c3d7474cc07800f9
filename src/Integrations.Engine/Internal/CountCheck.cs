using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>
/// Compares the vendor's own count with ours after a run and stores both. A drift that a delta leaves behind (a deletion that no list reports, an edit that no filter found) asks
/// for a full read.
/// </summary>
internal sealed class CountCheck(IRecordStore records, IAccountStore accounts, ISyncJobs jobs, IOptions<EngineOptions> options, TimeProvider time, ILogger<CountCheck> logger)
{
    private readonly EngineOptions _options = options.Value;

    public async Task CompareAsync(RunContext run, CancellationToken cancellationToken)
    {
        SyncStreamDescriptor descriptor = run.Source.Descriptor;
        bool isFull = run.Plan.Mode == SyncMode.Full;
        if (run.Plan.Mode == SyncMode.CreatedSince || descriptor.CountCost == CountCost.None || (descriptor.CountCost == CountCost.Walk && !isFull))
        {
            return;
        }

        AccountRef account = run.Claim.Account.Ref;
        VendorCount? vendor = await run.Source.CountAsync(run.Claim.Account, run.Tally, cancellationToken).ConfigureAwait(false);
        if (vendor is null)
        {
            return;
        }

        long local = await records.CountAsync(account, run.Stream, cancellationToken).ConfigureAwait(false);
        await accounts.SaveCountAsync(account, run.Stream, vendor, local, cancellationToken).ConfigureAwait(false);
        if (local == vendor.Total)
        {
            return;
        }

        EngineLog.CountsDiffer(logger, run.Stream, account, vendor.Total, local);
        bool isCool = run.Claim.State.LastFullSyncAt is not { } last || time.GetUtcNow() - last >= _options.ReconcileCooldown;
        if (!isFull && isCool)
        {
            await jobs.RequestAsync(account, SyncJobType.Reconcile, [run.Stream.Entity], cancellationToken).ConfigureAwait(false);
        }
    }
}
