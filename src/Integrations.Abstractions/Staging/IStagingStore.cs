namespace Integrations.Abstractions;

/// <summary>
/// The landing of a run that is staged: pages go to a staging table of the stream by binary COPY, with the cursor, in one fenced transaction. A full read goes to
/// <see cref="SyncStreamDescriptor.StagingTable"/>, any other to <see cref="SyncStreamDescriptor.DeltaStagingTable"/>.
/// </summary>
public interface IStagingStore
{
    /// <summary>Stages a batch. The counts hold what was read and what was rejected; the other outcomes follow at promotion.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<RecordCounts> StageAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default);
}
