namespace Integrations.Abstractions;

/// <summary>What the worker needs of the queue.</summary>
public interface IWorkQueueStore
{
    /// <summary>
    /// Settles executions and claims further items in one round trip and one transaction. Status, pickup time, lease, attempt and fence of a claim are one statement (invariant I8); accounts
    /// take turns, and no account gets more places than it has (invariant I13).
    /// </summary>
    /// <param name="results">Executions that have ended. One whose fence does not hold any more changes nothing.</param>
    /// <param name="claim">What to claim. Null to claim nothing.</param>
    /// <param name="cancellationToken">Stops the call; nothing is settled and nothing claimed then.</param>
    Task<WorkExchange> ExchangeAsync(IReadOnlyList<WorkResult> results, WorkClaim? claim, CancellationToken cancellationToken = default);

    /// <summary>Extends leases in one statement. Returns the row ids that are still held.</summary>
    Task<IReadOnlySet<RowId>> RenewAsync(IReadOnlyList<WorkItem> items, TimeSpan leaseDuration, CancellationToken cancellationToken = default);
}
