using Integrations.Abstractions;

namespace Integrations.Engine;

internal sealed class Reconciliation(IReconciliationStore store, ISyncJobs jobs) : IReconciliation
{
    public Task<SyncJobId> RequestAsync(AccountRef account, IReadOnlyList<string>? entities = null, CancellationToken cancellationToken = default) =>
        jobs.RequestAsync(account, SyncJobType.Check, entities, cancellationToken);

    public Task<IReadOnlyList<Finding>> ReadReportAsync(FindingQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return store.ReadAsync(query, cancellationToken);
    }

    public Task<IReadOnlyList<HeldSweep>> ReadHeldAsync(AccountRef account, CancellationToken cancellationToken = default) => store.ReadHeldAsync(account, cancellationToken);

    public async Task<SyncJobId?> ReleaseHeldAsync(AccountRef account, StreamName stream, string releasedBy, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(releasedBy);
        return await store.ReleaseAsync(account, stream, releasedBy, cancellationToken).ConfigureAwait(false) == 0
            ? null
            : await jobs.RequestAsync(account, SyncJobType.Check, [stream.Entity], cancellationToken).ConfigureAwait(false);
    }
}
