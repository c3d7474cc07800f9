namespace Integrations.Abstractions;

/// <summary>Keeps the keys of a sweep and what a comparison found. Calls with a lease are fenced (invariant I2).</summary>
public interface IReconciliationStore
{
    /// <summary>Makes jobs for streams whose last one of this type is older than the interval, oldest first, and returns the number of steps made. Streams whose each run is a full read need none.</summary>
    /// <param name="type"><see cref="SyncJobType.Check"/> or <see cref="SyncJobType.Reconcile"/>.</param>
    /// <param name="interval">Time between two of them.</param>
    /// <param name="limit">At most so many accounts in one call.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<int> PlanAsync(SyncJobType type, TimeSpan interval, int limit, CancellationToken cancellationToken = default);

    /// <summary>Stores keys with the cursor of the sweep, which <see cref="IRecordStore.BeginAsync"/> with <see cref="SyncMode.Keys"/> began.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task AddKeysAsync(SyncLease lease, KeyBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Compares the keys with the mirror and names what is missing, extra and changed. Records that the mirror has got since the sweep began are not taken for extra or changed.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task CompareAsync(SyncLease lease, CancellationToken cancellationToken = default);

    /// <summary>Names the rows that a full read has not seen and that are held.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task NoteExtraAsync(SyncLease lease, CancellationToken cancellationToken = default);

    /// <summary>Open findings to settle by id, in the order of their rows.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="isReleased">True for extra rows that an operator has released; false for missing and changed ones.</param>
    /// <param name="after">Findings behind this one. Null to begin.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<IReadOnlyList<Finding>> ReadOpenAsync(SyncLease lease, bool isReleased, RowId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Makes the mirror forget what it believes to know of these rows, so that the next write replaces them whatever their stamps and hashes say.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task DoubtAsync(SyncLease lease, IReadOnlyList<VendorId> ids, CancellationToken cancellationToken = default);

    /// <summary>Settles findings. One whose record was rejected by this run is settled as rejected, whatever is said here.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task ResolveAsync(SyncLease lease, IReadOnlyDictionary<RowId, FindingResolution> findings, CancellationToken cancellationToken = default);

    /// <summary>After a sweep has settled its extra rows: settles their findings by what became of them. Returns the number of extra rows that stay open.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<long> ResolveExtraAsync(SyncLease lease, CancellationToken cancellationToken = default);

    /// <summary>See <see cref="IReconciliation.ReadReportAsync"/>.</summary>
    Task<IReadOnlyList<Finding>> ReadAsync(FindingQuery query, CancellationToken cancellationToken = default);

    /// <summary>See <see cref="IReconciliation.ReadHeldAsync"/>.</summary>
    Task<IReadOnlyList<HeldSweep>> ReadHeldAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Marks the open extra rows of a stream as released. Returns the number of rows that are released and open.</summary>
    Task<long> ReleaseAsync(AccountRef account, StreamName stream, string releasedBy, CancellationToken cancellationToken = default);
}
