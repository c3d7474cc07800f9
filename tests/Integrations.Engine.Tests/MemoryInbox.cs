using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>The webhook inbox of one stream in memory; records go to the memory store under its fence.</summary>
internal sealed class MemoryInbox(MemoryStore store, TimeProvider time) : IInboxStore
{
    public List<InboxItem> Items { get; } = [];

    public List<List<InboxSettlement>> Settled { get; } = [];

    /// <summary>Called when deliveries were settled.</summary>
    public Action OnSettled { get; set; } = static () => { };

    public int Claims { get; private set; }

    public int Skips { get; private set; }

    public List<DateTimeOffset> Removals { get; } = [];

    public InboxItem Add(params string[] ids) => Add(false, 0, ids);

    public InboxItem Add(bool isDelete, int attempts, params string[] ids)
    {
        InboxItem item = new()
        {
            Id = new RowId(Items.Count + 1),
            Account = EngineFixture.Account.Ref,
            ReceivedAt = time.GetUtcNow(),
            EventCreatedAt = time.GetUtcNow(),
            Entity = ScriptedSource.Stream.Entity,
            Ids = [.. ids.Select(static i => new VendorId(i))],
            IsDelete = isDelete,
            Status = attempts == 0 ? InboxStatus.Pending : InboxStatus.Failed,
            Attempts = attempts,
            NextAttemptAt = time.GetUtcNow(),
        };
        Items.Add(item);
        return item;
    }

    public InboxItem Now(InboxItem item) => Items.Single(i => i.Id == item.Id);

    public LiveClaim Claim() => new(
        new SyncLease
        {
            Account = EngineFixture.Account.Ref,
            Stream = ScriptedSource.Stream,
            StateId = new RowId(2),
            Owner = "test",
            Fence = store.Fence,
            RunId = Guid.NewGuid(),
        },
        EngineFixture.Account);

    public Task<IReadOnlyList<LiveClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default)
    {
        Claims++;
        return Task.FromResult<IReadOnlyList<LiveClaim>>(Due().Any() ? [Claim()] : []);
    }

    public Task<IReadOnlyList<InboxItem>> ReadAsync(SyncLease lease, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<InboxItem>>([.. Due().Take(limit)]);

    public async Task<RecordCounts> SettleAsync(SyncLease lease, RecordBatch? batch, IReadOnlyList<InboxSettlement> settlements, CancellationToken cancellationToken = default)
    {
        RecordCounts counts = await store.WriteAsync(lease, batch ?? new RecordBatch { Records = [], Mode = SyncMode.ById }, cancellationToken);
        Settled.Add([.. settlements]);
        foreach (InboxSettlement settlement in settlements)
        {
            int place = Items.FindIndex(i => i.Id == settlement.Item.Id);
            Items[place] = Items[place] with
            {
                Status = settlement.Status,
                NextAttemptAt = settlement.NextAttemptAt ?? Items[place].NextAttemptAt,
                Attempts = Items[place].Attempts + (settlement.IsAttempt ? 1 : 0),
                Note = settlement.Note,
            };
        }

        OnSettled();
        return counts;
    }

    public Task<int> SkipAsync(CancellationToken cancellationToken = default)
    {
        Skips++;
        return Task.FromResult(0);
    }

    public Task<int> RemoveAsync(DateTimeOffset processedBefore, int limit, CancellationToken cancellationToken = default)
    {
        Removals.Add(processedBefore);
        return Task.FromResult(Removals.Count == 1 ? limit : 0);
    }

    private IEnumerable<InboxItem> Due() => Items.Where(i => i.Status is InboxStatus.Pending or InboxStatus.Failed && i.NextAttemptAt <= time.GetUtcNow());
}
