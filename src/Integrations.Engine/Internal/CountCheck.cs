using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>
/// Compares the vendor's own count with ours after a run and stores both. A drift that a run leaves behind (a deletion that no list reports, an edit that no filter found) asks for a
/// comparison: by keys where the stream has cheap ones, otherwise by a full read. Records kept aside are counted as ours: they are known, and no read would bring them.
/// </summary>
internal sealed class CountCheck(IRecordStore records, IAccountStore accounts, ISyncJobs jobs, IOptions<EngineOptions> options, TimeProvider time, ILogger<CountCheck> logger)
{
    private readonly EngineOptions _options = options.Value;

    public async Task CompareAsync(RunContext run, CancellationToken cancellationToken)
    {
        SyncStreamDescriptor descriptor = run.Source.Descriptor;
        bool isDelta = run.Plan.Mode is not (SyncMode.Full or SyncMode.Keys);
        if (run.Plan.Mode == SyncMode.CreatedSince || descriptor.CountCost == CountCost.None || (descriptor.CountCost == CountCost.Walk && isDelta))
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

        long rejected = await records.CountRejectedAsync(account, run.Stream, cancellationToken).ConfigureAwait(false);
        if (local + rejected == vendor.Total)
        {
            return;
        }

        EngineLog.CountsDiffer(logger, run.Stream, account, vendor.Total, local);
        bool hasCompared = run.Plan.Mode == SyncMode.Full || (run.Plan.Mode == SyncMode.Keys && descriptor.HasCheapKeys);
        if (!hasCompared && IsCool(run.Claim.State))
        {
            await jobs.RequestAsync(account, descriptor.HasCheapKeys ? SyncJobType.Check : SyncJobType.Reconcile, [run.Stream.Entity], cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsCool(SyncState state)
    {
        DateTimeOffset limit = time.GetUtcNow() - _options.ReconcileCooldown;
        return !(state.LastFullSyncAt > limit) && !(state.LastCheckAt > limit);
    }
}
