namespace Integrations.Abstractions;

/// <summary>Reads the state of all work, set by set: the number of queries does not depend on the number of accounts.</summary>
public interface IStatusStore
{
    /// <summary>One page of accounts with what is stored about them.</summary>
    Task<IReadOnlyList<AccountFacts>> ReadAsync(StatusQuery query, CancellationToken cancellationToken = default);

    /// <summary>All accounts in numbers.</summary>
    /// <param name="thresholds">Age of the last success beyond which a stream is late. Streams that are not named are left out.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<StatusTotals> SumAsync(IReadOnlyDictionary<StreamName, TimeSpan> thresholds, CancellationToken cancellationToken = default);

    /// <summary>Names of the migrations that the tables still lack. Empty when the store can be worked with.</summary>
    /// <exception cref="IntegrationException">The store cannot be reached.</exception>
    Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default);
}
