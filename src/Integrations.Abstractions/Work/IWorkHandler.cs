namespace Integrations.Abstractions;

/// <summary>Does one kind of work of the queue. Registered with <c>AddWorkHandler</c>. Give every process that works the same handlers.</summary>
public interface IWorkHandler
{
    /// <summary>The kind: stable, unique in the installation, for example <c>crm.reminder</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does an item. It may come again after a crash: an effect in the same database is made exactly once by settling the item in the transaction of the effect
    /// (<c>PostgresWorkQueue.CompleteAsync</c>); any other has to bear repetition.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Set when the host stops, and when the lease is lost.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="IntegrationException">
    /// It failed. A rate limit and a refused credential are waits and no attempts; what is not transient is given up at once; anything else, other exceptions included, is tried again with
    /// growing delays until the attempts are used up.
    /// </exception>
    Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken);
}
