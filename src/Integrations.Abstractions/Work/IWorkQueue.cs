namespace Integrations.Abstractions;

/// <summary>
/// A durable queue for work of the host's own kinds and of the library's. To store an item together with data of your own, use <c>PostgresWorkQueue</c>, which takes your transaction.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Stores an item. Returns its row id, or that of the item of the same key that has not begun.</summary>
    /// <exception cref="IntegrationConfigurationException">The vendor is not registered, or a value is out of range.</exception>
    Task<RowId> EnqueueAsync(WorkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Stores items in one statement.</summary>
    /// <exception cref="IntegrationConfigurationException">A vendor is not registered, or a value is out of range.</exception>
    Task EnqueueManyAsync(IReadOnlyCollection<WorkRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Takes items that were given up into the queue again, with all their attempts. Returns their number.</summary>
    Task<int> ReplayAsync(WorkReplay replay, CancellationToken cancellationToken = default);
}
