namespace Integrations.Abstractions;

/// <summary>The working side of the webhook inbox. A delivery is worked on under the live lease of its stream; deliveries have no leases of their own.</summary>
public interface IInboxStore
{
    /// <summary>
    /// Takes live leases of streams that have deliveries whose time has come, in one statement (invariant I8). Accounts take turns, so that a flood of one does not hold up the others
    /// (invariant I13); accounts that are not read keep theirs waiting.
    /// </summary>
    Task<IReadOnlyList<LiveClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deliveries of the leased stream whose time has come, oldest first.</summary>
    Task<IReadOnlyList<InboxItem>> ReadAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default);

    /// <summary>Stores records that were read for deliveries, and what became of the deliveries, in one transaction. A delivery that is dead goes to the failed records with its payload.</summary>
    /// <param name="lease">The live lease.</param>
    /// <param name="batch">The records. Null when nothing could be read.</param>
    /// <param name="settlements">What became of the deliveries.</param>
    /// <param name="cancellationToken">Stops the call; nothing is stored then.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<RecordCounts> SettleAsync(SyncLease lease, RecordBatch? batch, IReadOnlyList<InboxSettlement> settlements, CancellationToken cancellationToken = default);

    /// <summary>
    /// Settles deliveries that name nothing to read. One of a stream without ids makes the stream's next delta due at once. Returns their number.
    /// </summary>
    Task<int> SkipAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes settled deliveries older than a time, a bounded number at a time. Dead ones stay. Returns the number removed; fewer than the limit when none is left.</summary>
    Task<int> RemoveAsync(DateTimeOffset processedBefore, int limit, CancellationToken cancellationToken = default);
}
