using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Brings named records of one stream up to date: asks the vendor for them by id and writes what it answers under a live lease.</summary>
internal sealed class LiveRunner(
    ILiveStore live,
    ISyncStateStore states,
    IRecordStore records,
    LiveReader reader,
    FailureSettler failures,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<LiveRunner> logger)
{
    private readonly WorkerOptions _options = options.Value;

    /// <summary>Reads and stores records. Null when the stream is held by another live writer, or its account is not read: try again later.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="ids">Identifiers, any number.</param>
    /// <param name="purpose">Why, in one word for logs and history.</param>
    /// <param name="deleteSource">Where deletes come from; see <see cref="RecordBatch.DeleteSource"/>.</param>
    /// <param name="cancellationToken">Stops the run; what was stored stays.</param>
    /// <exception cref="IntegrationException">The vendor or the database failed. It is stored in the run's history.</exception>
    public Task<RecordCounts?> RunAsync(AccountStream stream, IReadOnlyList<VendorId> ids, string purpose, string deleteSource, CancellationToken cancellationToken) =>
        RunAsync(stream, purpose, (claim, drift, token) => ReadAsync(claim, ids, deleteSource, drift, token), cancellationToken);

    /// <summary>Does some work under a live lease. Null when the stream is held by another live writer, or its account is not read: try again later.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="purpose">Why, in one word for logs and history.</param>
    /// <param name="work">The work; its token is cancelled when the lease is lost. Returns what became of its records.</param>
    /// <param name="cancellationToken">Stops the run; what was stored stays.</param>
    /// <exception cref="IntegrationException">The work failed. It is stored in the run's history.</exception>
    public async Task<RecordCounts?> RunAsync(
        AccountStream stream, string purpose, Func<LiveClaim, DriftTally, CancellationToken, Task<RecordCounts>> work, CancellationToken cancellationToken)
    {
        IReadOnlyList<LiveClaim> claims = await live.AcquireAsync(
            new LiveRequest(_options.OwnerName, [stream], _options.LeaseDuration, purpose), cancellationToken).ConfigureAwait(false);
        return claims.Count == 0 ? null : await RunAsync(claims[0], work, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RecordCounts> RunAsync(LiveClaim claim, Func<LiveClaim, DriftTally, CancellationToken, Task<RecordCounts>> work, CancellationToken stopping)
    {
        var heart = new LeaseHeart(claim.Lease, states, _options, time, logger);
        await using (heart.ConfigureAwait(false))
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(heart.Lost, stopping);
            try
            {
                DriftTally drift = new();
                RecordCounts total = await work(claim, drift, cancel.Token).ConfigureAwait(false);
                await states.CompleteAsync(claim.Lease, Result(total, drift), cancel.Token).ConfigureAwait(false);
                return total;
            }
            catch (Exception e)
            {
                await failures.SettleAsync(claim.Lease, attempt: 1, e, (failure, token) => states.FailAsync(claim.Lease, failure, token), heart.Lost, stopping).ConfigureAwait(false);
                throw;
            }
        }
    }

    private async Task<RecordCounts> ReadAsync(LiveClaim claim, IReadOnlyList<VendorId> ids, string deleteSource, DriftTally drift, CancellationToken cancellationToken)
    {
        RecordCounts total = RecordCounts.Zero;
        foreach (VendorId[] part in ids.Distinct().Chunk(LiveReader.IdsPerRead))
        {
            RecordBatch batch = await reader.ReadAsync(claim, part, deleteSource, cancellationToken).ConfigureAwait(false);
            RecordCounts counts = await records.WriteAsync(claim.Lease, batch, cancellationToken).ConfigureAwait(false);
            reader.Stored(claim, batch, counts, drift);
            total += counts;
        }

        return total;
    }

    public static RunResult Result(RecordCounts counts, DriftTally drift) => new()
    {
        Outcome = counts.Rejected > 0 ? SyncOutcome.Partial : counts.Read == 0 ? SyncOutcome.NoWork : SyncOutcome.Complete,
        Mode = SyncMode.ById,
        Drift = drift.Notes,
    };
}
