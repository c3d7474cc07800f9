using Integrations.Abstractions;

namespace Integrations.Engine;

internal sealed class SyncFreshness(ISyncStateStore states, SourceRegistry sources, TimeProvider time) : ISyncFreshness
{
    public async Task<IReadOnlyList<StreamFreshness>> ReadAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<SyncState> stored = await states.ListAsync(account, cancellationToken).ConfigureAwait(false);
        return [.. stored.Where(s => sources.Describe(s.Stream) is not null).Select(s => Of(s, sources.Describe(s.Stream)!.FreshnessThreshold, now))];
    }

    private static StreamFreshness Of(SyncState state, TimeSpan threshold, DateTimeOffset now)
    {
        TimeSpan? age = now - state.LastSyncAt;
        return new StreamFreshness(
            state.Stream,
            state.LastSyncAt,
            age,
            threshold,
            age is null || age > threshold,
            state.Status,
            state.ErrorMessage ?? state.HeldSweepReason);
    }
}
