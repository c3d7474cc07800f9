namespace Integrations.Abstractions;

/// <summary>Moves staged rows into mirror and core, set-based, in bounded chunks, each in one fenced transaction and resumable. All staging tables of the stream are emptied, the onboarding's first.</summary>
public interface IPromoteStore
{
    /// <summary>Promotes the next chunk.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="chunkSize">At most so many staged rows.</param>
    /// <param name="phaseWhenDone">Phase to store with the last chunk. Null to keep the phase.</param>
    /// <param name="cancellationToken">Stops the call between statements.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<PromoteResult> PromoteAsync(SyncLease lease, int chunkSize, RunPhase? phaseWhenDone = null, CancellationToken cancellationToken = default);
}
