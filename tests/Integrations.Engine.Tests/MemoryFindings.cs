using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>What comparisons found, in memory, over the mirror of a <see cref="MemoryStore"/>.</summary>
internal sealed class MemoryFindings(MemoryStore store) : IReconciliationStore
{
    public List<Finding> All { get; } = [];

    public IEnumerable<string> Words => All.Select(static f => $"{f.Kind} {f.ExternalId} {f.Resolution}").Order(StringComparer.Ordinal);

    public List<int> Commits { get; } = [];

    public Task<int> PlanAsync(SyncJobType type, TimeSpan interval, int limit, CancellationToken cancellationToken = default) => Task.FromResult(0);

    public Task AddKeysAsync(SyncLease lease, KeyBatch batch, CancellationToken cancellationToken = default)
    {
        Commits.Add(batch.Keys.Count);
        store.Seen.UnionWith(batch.Keys.Select(static k => k.Id.Value));
        return Task.CompletedTask;
    }

    public Task CompareAsync(SyncLease lease, CancellationToken cancellationToken = default)
    {
        foreach (string id in store.Seen.Where(id => !store.Mirror.ContainsKey(id)).Order(StringComparer.Ordinal).ToArray())
        {
            Add(FindingKind.Missing, id);
        }

        return NoteExtraAsync(lease, cancellationToken);
    }

    public Task NoteExtraAsync(SyncLease lease, CancellationToken cancellationToken = default)
    {
        foreach (string id in store.Mirror.Keys.Where(id => !store.Seen.Contains(id)).Order(StringComparer.Ordinal).ToArray())
        {
            Add(FindingKind.Extra, id);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Finding>> ReadOpenAsync(SyncLease lease, bool isReleased, RowId? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Finding>>(
        [
            .. All.Where(f => f.ResolvedAt is null && f.Id.Value > (after?.Value ?? 0) && (isReleased ? f.ReleasedAt is not null : f.Kind != FindingKind.Extra)).Take(limit),
        ]);

    public Task DoubtAsync(SyncLease lease, IReadOnlyList<VendorId> ids, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ResolveAsync(SyncLease lease, IReadOnlyDictionary<RowId, FindingResolution> findings, CancellationToken cancellationToken = default)
    {
        foreach ((RowId id, FindingResolution resolution) in findings)
        {
            Change(f => f.Id == id, f => f with { ResolvedAt = f.FoundAt, Resolution = resolution });
        }

        return Task.CompletedTask;
    }

    public Task<long> ResolveExtraAsync(SyncLease lease, CancellationToken cancellationToken = default)
    {
        Change(f => IsOpenExtra(f) && !store.Mirror.ContainsKey(f.ExternalId.Value), static f => f with { ResolvedAt = f.FoundAt, Resolution = FindingResolution.Deleted });
        Change(f => IsOpenExtra(f) && store.Seen.Contains(f.ExternalId.Value), static f => f with { ResolvedAt = f.FoundAt, Resolution = FindingResolution.Returned });
        return Task.FromResult((long)All.Count(IsOpenExtra));
    }

    public Task<IReadOnlyList<Finding>> ReadAsync(FindingQuery query, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<Finding>>(All);

    public Task<IReadOnlyList<HeldSweep>> ReadHeldAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<HeldSweep>>([]);

    public Task<long> ReleaseAsync(AccountRef account, StreamName stream, string releasedBy, CancellationToken cancellationToken = default)
    {
        Change(IsOpenExtra, static f => f with { ReleasedAt = f.FoundAt });
        return Task.FromResult((long)All.Count(IsOpenExtra));
    }

    private static bool IsOpenExtra(Finding finding) => finding is { Kind: FindingKind.Extra, ResolvedAt: null };

    private void Add(FindingKind kind, string id)
    {
        if (!All.Exists(f => f.Kind == kind && f.ExternalId.Value == id && f.ResolvedAt is null))
        {
            All.Add(new Finding
            {
                Id = new RowId(All.Count + 1),
                Stream = ScriptedSource.Stream,
                Kind = kind,
                ExternalId = new VendorId(id),
                FoundAt = DateTimeOffset.UnixEpoch,
                LastFoundAt = DateTimeOffset.UnixEpoch,
                RunId = Guid.Empty,
            });
        }
    }

    private void Change(Predicate<Finding> which, Func<Finding, Finding> change)
    {
        for (int i = 0; i < All.Count; i++)
        {
            All[i] = which(All[i]) ? change(All[i]) : All[i];
        }
    }
}
