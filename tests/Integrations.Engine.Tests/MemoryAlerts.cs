using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>The alarms that a test states.</summary>
internal sealed class MemoryAlerts : IAlertStore
{
    public List<IntegrationAlert> Open { get; } = [];

    public Task<IReadOnlyList<IntegrationAlert>> SetAsync(string rule, IReadOnlyList<IntegrationAlert> open, CancellationToken cancellationToken = default)
    {
        Open.RemoveAll(a => a.Rule == rule);
        Open.AddRange(open);
        return Task.FromResult(open);
    }

    public Task<IReadOnlyList<IntegrationAlert>> ListOpenAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<IntegrationAlert>>([.. Open]);
}
