namespace Integrations.Abstractions;

/// <summary>
/// The second writer of a stream, beside its main run: records that were asked for by id, for a webhook, a repair or a replay. It has a lease and a fencing number of its own, so that
/// an onboarding of hours does not hold it up, and leaves cursor, freshness and counters of the main run alone. What both wrote is kept in the order of asking (invariant I4).
/// </summary>
/// <remarks>
/// A live lease is renewed, written under and settled like any other: <see cref="ISyncStateStore.RenewAsync"/>, <see cref="IRecordStore.WriteAsync"/>,
/// <see cref="ISyncStateStore.CompleteAsync"/>, <see cref="ISyncStateStore.FailAsync"/>. Its history is in the same tables.
/// </remarks>
public interface ILiveStore
{
    /// <summary>
    /// Takes the live leases of streams that nobody holds: lease, fencing number and start time in one statement (invariant I8). A stream that is held, or whose account is not read
    /// (not active, or switched off by the host), is left out.
    /// </summary>
    Task<IReadOnlyList<LiveClaim>> AcquireAsync(LiveRequest request, CancellationToken cancellationToken = default);
}
