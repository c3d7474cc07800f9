namespace Integrations.Abstractions;

/// <summary>The direct path: writes mirror rows, rejects, core rows, cursor, step and counters of a batch in one fenced transaction (invariants I1, I2, I4, I5, I6).</summary>
public interface IRecordStore
{
    /// <summary>
    /// Marks the start of a read of <paramref name="mode"/>. A full read starts from nothing: it forgets the stream's cursor, what an earlier full read has seen and what one has
    /// staged but not promoted, so that a worker that takes over before the first page does not continue from another read's place.
    /// </summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task BeginAsync(SyncLease lease, SyncMode mode, CancellationToken cancellationToken = default);

    /// <summary>Stores a batch.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<RecordCounts> WriteAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Projects mirror rows anew, deleted ones included, in one transaction; see <see cref="ICoreRebuild.RebuildAsync"/>.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="after">Row id behind which to begin. Null for the first row.</param>
    /// <param name="limit">At most so many mirror rows.</param>
    /// <param name="cancellationToken">Stops the call; nothing is stored then.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<RebuildResult> ProjectAsync(SyncLease lease, RowId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>After a full read: how many rows it has seen, how many live rows there are, and how many of them it has not seen.</summary>
    Task<SweepResult> ReadSweepAsync(SyncLease lease, CancellationToken cancellationToken = default);

    /// <summary>Live rows that the full read has not seen and nobody has written since it began, oldest key first, and then records kept aside that it has not seen either.</summary>
    Task<IReadOnlyList<VendorId>> ReadMissingAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default);

    /// <summary>Records kept aside of which there is no live mirror row: the vendor counts them, the mirror cannot.</summary>
    Task<long> CountRejectedAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default);

    /// <summary>Number of live mirror rows.</summary>
    Task<long> CountAsync(AccountRef account, StreamName stream, CancellationToken cancellationToken = default);
}
