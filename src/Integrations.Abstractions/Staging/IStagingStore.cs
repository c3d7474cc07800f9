namespace Integrations.Abstractions;

/// <summary>The landing of an onboarding run: pages go to the stream's staging table by binary COPY, with the cursor, in one fenced transaction.</summary>
public interface IStagingStore
{
    /// <summary>Stages a batch. The counts hold what was read and what was rejected; the other outcomes follow at promotion.</summary>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<RecordCounts> StageAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default);
}
