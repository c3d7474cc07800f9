using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>The facts that a test states.</summary>
internal sealed class MemoryStatus : IStatusStore
{
    public List<AccountFacts> Accounts { get; } = [];

    public StatusTotals Totals { get; set; } = new([], []);

    public StatusQuery? Asked { get; private set; }

    /// <summary>How often the sums were asked for.</summary>
    public int Sums { get; private set; }

    /// <summary>What a look at the sums waits for. Nothing by default.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Thrown by the next looks. Null for none.</summary>
    public Exception? Fault { get; set; }

    public Task<IReadOnlyList<AccountFacts>> ReadAsync(StatusQuery query, CancellationToken cancellationToken = default)
    {
        Asked = query;
        return Task.FromResult<IReadOnlyList<AccountFacts>>(
            [.. Accounts.Where(a => query.After is not { } after || a.Account.Id.Value > after.Id.Value).OrderBy(static a => a.Account.Id.Value).Take(query.Limit)]);
    }

    public async Task<StatusTotals> SumAsync(IReadOnlyDictionary<StreamName, TimeSpan> thresholds, CancellationToken cancellationToken = default)
    {
        Sums++;
        await Gate;
        return Fault is { } fault ? throw fault : Totals;
    }

    public Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<string>>([]);
}
