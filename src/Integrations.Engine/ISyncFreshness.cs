using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Says who is late and why (invariant I10).</summary>
public interface ISyncFreshness
{
    /// <summary>Freshness of every stream of an account.</summary>
    Task<IReadOnlyList<StreamFreshness>> ReadAsync(AccountRef account, CancellationToken cancellationToken = default);
}
