using System.Diagnostics;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Works on the webhooks of one stream: reads the records that they name again by id (invariant I11) and stores records and webhooks together.</summary>
internal sealed class InboxRunner(
    IInboxStore inbox,
    ISyncStateStore states,
    LiveReader reader,
    FailureSettler failures,
    EngineMetrics metrics,
    IOptions<InboxOptions> options,
    IOptions<EngineOptions> engine,
    TimeProvider time,
    ILogger<InboxRunner> logger)
{
    /// <summary>So many vendor calls that fail one after the other are the vendor's trouble, not a record's: the other webhooks wait without losing an attempt.</summary>
    private const int MaxFailuresInARow = 3;

    /// <summary>Records that are read and written at once.</summary>
    private const int IdsPerCommit = 100;

    private readonly InboxOptions _options = options.Value;

    /// <summary>Works on what is due. Never throws: every end is stored, or, where the database is away, left to the lease's expiry.</summary>
    /// <param name="claim">The live lease.</param>
    /// <param name="lost">Cancelled when the lease is not held any more.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public async Task RunAsync(LiveClaim claim, CancellationToken lost, CancellationToken stopping)
    {
        using Activity? activity = EngineMetrics.StartLive(claim, "webhooks");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(lost, stopping);
        HashSet<InboxItem> open = [];
        try
        {
            IReadOnlyList<InboxItem> items = await inbox.ReadAsync(claim.Lease, _options.MaxEventsPerRun, cancel.Token).ConfigureAwait(false);
            open.UnionWith(items);
            RunResult result = await WorkAsync(claim, items, open, cancel.Token).ConfigureAwait(false);
            await states.CompleteAsync(claim.Lease, result, cancel.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            int attempt = open.Count == 0 ? 1 : 1 + open.Max(static i => i.Attempts);
            await failures.SettleAsync(claim.Lease, attempt, e, (failure, token) => FailAsync(claim, open, failure, token), lost, stopping).ConfigureAwait(false);
        }
    }

    private async Task<RunResult> WorkAsync(LiveClaim claim, IReadOnlyList<InboxItem> items, HashSet<InboxItem> open, CancellationToken cancellationToken)
    {
        RecordCounts total = RecordCounts.Zero;
        DriftTally drift = new();
        int failed = 0;
        bool isPartial = false;
        foreach (InboxChunk chunk in InboxChunk.Of(items, IdsPerCommit))
        {
            RecordBatch batch;
            try
            {
                batch = await reader.ReadAsync(claim, chunk.Ids, "webhook", cancellationToken).ConfigureAwait(false);
                failed = 0;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                RunFailure failure = FailurePolicy.Of(e, claim.Lease, attempt: 1, engine.Value, time.GetUtcNow());
                if (failure.IsWait || failure.AccountStatus is not null || e is IntegrationAuthorizationException)
                {
                    throw;
                }

                await SettleAsync(claim, null, InboxPolicy.Fail(chunk.Items, failure, engine.Value, _options, time.GetUtcNow()), open, cancellationToken).ConfigureAwait(false);
                EngineLog.WebhooksFailed(logger, FailurePolicy.IsBug(e) ? e : null, claim.Lease.Stream, claim.Lease.Account, chunk.Items.Count, failure.Message);
                isPartial = true;
                if (++failed == MaxFailuresInARow)
                {
                    throw;
                }

                continue;
            }

            List<InboxSettlement> settlements = InboxPolicy.Settle(chunk, batch.Records, _options, time.GetUtcNow());
            batch = batch with { Records = InboxPolicy.Storable(chunk, batch.Records) };
            RecordCounts counts = await SettleAsync(claim, batch, settlements, open, cancellationToken).ConfigureAwait(false);
            reader.Stored(claim, batch, counts, drift);
            total += counts;
        }

        RunResult result = LiveRunner.Result(total, drift);
        return isPartial ? result with { Outcome = SyncOutcome.Partial } : result;
    }

    private async Task<RecordCounts> SettleAsync(
        LiveClaim claim, RecordBatch? batch, List<InboxSettlement> settlements, HashSet<InboxItem> open, CancellationToken cancellationToken)
    {
        RecordCounts counts = await inbox.SettleAsync(claim.Lease, batch, settlements, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        foreach (InboxSettlement settlement in settlements)
        {
            open.Remove(settlement.Item);
            metrics.Webhook(claim.Lease.Stream, settlement, now);
            if (settlement.Status == InboxStatus.Dead)
            {
                EngineLog.WebhookDead(logger, settlement.Item.Id, claim.Lease.Stream, claim.Lease.Account, settlement.Item.Attempts + 1, settlement.Code ?? "", settlement.Note ?? "");
            }
        }

        EngineLog.WebhooksSettled(logger, claim.Lease.Stream, claim.Lease.Account, settlements.Count, counts.Read);
        return counts;
    }

    /// <summary>The webhooks that were not come to wait, those of a refused account for the account; then the lease is freed.</summary>
    private async Task FailAsync(LiveClaim claim, HashSet<InboxItem> open, RunFailure failure, CancellationToken cancellationToken)
    {
        if (failure.AccountStatus is null && open.Count > 0)
        {
            RunFailure wait = failure.RetryAt is null ? failure with { RetryAt = failure.NextRunAt ?? time.GetUtcNow() + engine.Value.MaxRetryDelay } : failure;
            await inbox.SettleAsync(claim.Lease, null, InboxPolicy.Wait(open, wait), cancellationToken).ConfigureAwait(false);
        }

        await states.FailAsync(claim.Lease, failure, cancellationToken).ConfigureAwait(false);
    }
}
