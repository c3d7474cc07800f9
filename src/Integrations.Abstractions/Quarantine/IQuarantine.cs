namespace Integrations.Abstractions;

/// <summary>
/// Lists records that were kept aside, and brings them into the mirror from their stored payloads after the mapping was mended, without asking the vendor. For the host application.
/// </summary>
public interface IQuarantine
{
    /// <summary>Rejects in the order of their rows. Payloads only when asked for.</summary>
    Task<IReadOnlyList<RejectedRecord>> ListAsync(RejectQuery query, CancellationToken cancellationToken = default);

    /// <summary>Open rejects by account, stream and reason class.</summary>
    /// <param name="account">The account. Null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<RejectSummary>> SummarizeAsync(AccountRef? account = null, CancellationToken cancellationToken = default);

    /// <summary>What a replay would change, reject by reject. Writes nothing.</summary>
    Task<IReadOnlyList<ReplayPreview>> PreviewAsync(RejectQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replays open rejects here and now, in bounded chunks, each of which is settled for good: a call that is cut off is simply made again. At most <see cref="RejectQuery.Limit"/>; the
    /// result says whether more are left, and where to continue.
    /// </summary>
    /// <exception cref="IntegrationUnavailableException">Somebody else writes single records of the stream at this moment, or the account is not read; try again.</exception>
    /// <exception cref="IntegrationException">The database is away. What was replayed stays.</exception>
    Task<ReplayResult> ReplayAsync(RejectQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has the workers replay the whole selection, whatever its limit, as an item of the queue: it survives a crash, and waits its turn while somebody else writes the stream.
    /// </summary>
    /// <param name="query">Which. <see cref="RejectQuery.Limit"/> and <see cref="RejectQuery.After"/> do not count.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Row id of the item in <c>worker_queue</c>.</returns>
    Task<RowId> EnqueueReplayAsync(RejectQuery query, CancellationToken cancellationToken = default);

    /// <summary>Settles open rejects without writing them: somebody decided to live without these records. Takes the whole selection, whatever the limit.</summary>
    /// <param name="query">Which.</param>
    /// <param name="dismissedBy">Who decided. Stored with them.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many.</returns>
    Task<long> DismissAsync(RejectQuery query, string dismissedBy, CancellationToken cancellationToken = default);

    /// <summary>
    /// Maps mirror rows anew from their stored payloads and writes those whose columns differ: after the mapping of a stream has changed, or somebody has changed the mirror behind the
    /// library's back. Asks the vendor for nothing. Resumable: continue behind <see cref="RemapResult.Last"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="after">Row id of the mirror table behind which to continue. Null to begin.</param>
    /// <param name="limit">At most so many rows. At least 1.</param>
    /// <param name="cancellationToken">Stops the call; what was written stays.</param>
    /// <exception cref="IntegrationUnavailableException">Somebody else writes single records of the stream at this moment, or the account is not read; try again.</exception>
    Task<RemapResult> RemapAsync(AccountRef account, StreamName stream, RowId? after = null, int limit = 10_000, CancellationToken cancellationToken = default);
}
