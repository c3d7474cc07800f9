using System.Collections.Concurrent;
using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>The worker queue in memory.</summary>
internal sealed class MemoryQueue : IWorkQueueStore
{
    private int _looks;
    private long _ids;

    public ConcurrentQueue<WorkItem> Ready { get; } = new();

    public ConcurrentQueue<WorkResult> Settled { get; } = new();

    public ConcurrentQueue<WorkClaim> Claims { get; } = new();

    public HashSet<RowId> Lost { get; } = [];

    /// <summary>Thrown by the next exchanges. Null for none.</summary>
    public Exception? Fault { get; set; }

    public int Looks => _looks;

    public WorkItem Add(string kind, int attempt = 1, int maxAttempts = 5)
    {
        var item = new WorkItem
        {
            Id = new RowId(++_ids),
            Account = EngineFixture.Account.Ref,
            Kind = kind,
            Attempt = attempt,
            MaxAttempts = maxAttempts,
            EnqueuedAt = DateTimeOffset.UnixEpoch,
            Owner = "test",
            Fence = 1,
        };
        Ready.Enqueue(item);
        return item;
    }

    public Task<WorkExchange> ExchangeAsync(IReadOnlyList<WorkResult> results, WorkClaim? claim, CancellationToken cancellationToken = default)
    {
        if (Fault is { } fault)
        {
            throw fault;
        }

        foreach (WorkResult result in results)
        {
            Settled.Enqueue(result);
        }

        List<WorkItem> items = [];
        if (claim is not null)
        {
            Claims.Enqueue(claim);
            while (items.Count < claim.Limit && Ready.TryDequeue(out WorkItem? item))
            {
                items.Add(item);
            }
        }

        Interlocked.Increment(ref _looks);
        return Task.FromResult(new WorkExchange(items, [], NextAt: null));
    }

    public Task<IReadOnlySet<RowId>> RenewAsync(IReadOnlyList<WorkItem> items, TimeSpan leaseDuration, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlySet<RowId>>(items.Select(static i => i.Id).Where(i => !Lost.Contains(i)).ToHashSet());
}
