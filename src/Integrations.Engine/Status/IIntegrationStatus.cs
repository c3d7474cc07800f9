using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Says how everything is: who is late and why (invariant I10), what waits, what failed, and what to do.</summary>
public interface IIntegrationStatus
{
    /// <summary>One page of accounts with their streams and alarms. The number of queries does not depend on the number of accounts.</summary>
    /// <param name="request">Which accounts. Null for the first hundred.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<StatusPage> ReadAsync(StatusRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>One account. Null when there is none.</summary>
    Task<AccountHealth?> FindAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>All accounts in numbers, at most <see cref="EngineOptions.StatusMaxAge"/> old: many who ask at once cost one look.</summary>
    Task<StatusSummary> SummarizeAsync(CancellationToken cancellationToken = default);
}
