using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Does some work on one stream under a live lease, and keeps the lease alive meanwhile.</summary>
internal sealed class LiveRunner(
    ILiveStore live,
    ISyncStateStore states,
    FailureSettler failures,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<LiveRunner> logger)
{
    private readonly WorkerOptions _options = options.Value;

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

    /// <summary>Does some work under a live lease, or says that the stream cannot be had.</summary>
    /// <exception cref="IntegrationUnavailableException">The stream is held by another live writer, or its account is not read: try again later.</exception>
    /// <exception cref="IntegrationException">The work failed. It is stored in the run's history.</exception>
    public async Task<RecordCounts> RequireAsync(
        AccountStream stream, string purpose, Func<LiveClaim, DriftTally, CancellationToken, Task<RecordCounts>> work, CancellationToken cancellationToken) =>
        await RunAsync(stream, purpose, work, cancellationToken).ConfigureAwait(false)
        ?? throw new IntegrationUnavailableException(
            $"{stream.Stream} of account {stream.Account}: somebody else writes single records of it at this moment, or the account is not read. Try again in a while.",
            new ErrorContext { Vendor = stream.Stream.Vendor, Account = stream.Account, Stream = stream.Stream, Operation = purpose });

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

    public static RunResult Result(RecordCounts counts, DriftTally drift) => new()
    {
        Outcome = counts.Rejected > 0 ? SyncOutcome.Partial : counts.Read == 0 ? SyncOutcome.NoWork : SyncOutcome.Complete,
        Mode = SyncMode.ById,
        Drift = drift.Notes,
    };
}
