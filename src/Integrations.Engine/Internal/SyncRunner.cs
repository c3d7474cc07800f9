using System.Diagnostics;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Executes one claim from its first request to its settled step: the one data path.</summary>
internal sealed class SyncRunner(
    SourceRegistry sources,
    ISyncStateStore states,
    IRecordStore records,
    IStagingStore staging,
    IPromoteStore promotion,
    FailureSettler failures,
    SweepSettler sweeps,
    KeySweep keys,
    IReconciliationStore findings,
    CountCheck counts,
    EngineMetrics metrics,
    IOptions<EngineOptions> options,
    IReadClock clock,
    TimeProvider time,
    ILogger<SyncRunner> logger)
{
    /// <summary>The rows of one are written while those of the next are read.</summary>
    private const long CommitsInFlight = 2;

    private readonly EngineOptions _options = options.Value;

    /// <summary>Runs a claim. Never throws: every end is stored, or, where the database is away, left to the lease's expiry.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="leaseLost">Cancelled when the lease is not held any more: nothing may be written after that.</param>
    /// <param name="stopping">Cancelled when the host stops: the step goes back to the queue at once.</param>
    public async Task RunAsync(SyncClaim claim, CancellationToken leaseLost, CancellationToken stopping)
    {
        StreamName stream = claim.Lease.Stream;
        long started = time.GetTimestamp();
        string outcome = "error";
        string? errorCode = null;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(leaseLost, stopping);
        try
        {
            ISyncSource source = sources.Find(stream);
            RunPlan plan = RunPlan.Of(claim, source.Descriptor, time.GetUtcNow());
            using Activity? activity = EngineMetrics.StartRun(claim, plan);
            metrics.Started(claim, time.GetUtcNow());
            EngineLog.RunStarted(logger, stream, claim.Account.Ref, plan.Mode, claim.Attempt, plan.IsContinued);
            RunResult result = await ExecuteAsync(new RunContext(claim, source, plan), cancel.Token).ConfigureAwait(false);
            await states.CompleteAsync(claim.Lease, result, cancel.Token).ConfigureAwait(false);
            outcome = result.Outcome.ToString();
            EngineLog.RunFinished(logger, stream, claim.Account.Ref, result.Outcome, time.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception e)
        {
            errorCode = await failures.SettleAsync(
                claim.Lease, claim.Attempt, e, (failure, token) => states.FailAsync(claim.Lease, failure, token), leaseLost, stopping).ConfigureAwait(false);
        }
        finally
        {
            metrics.Finished(stream, time.GetElapsedTime(started), outcome, errorCode);
        }
    }

    private async Task<RunResult> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        RunPlan plan = run.Plan;
        if (run.Source.NotConfigured is { } reason)
        {
            EngineLog.NotConfigured(logger, run.Stream, run.Claim.Account.Ref, reason);
            return new RunResult { Outcome = SyncOutcome.NotConfigured, Mode = plan.Mode, NextRunAt = time.GetUtcNow() + run.Source.Descriptor.Interval };
        }

        if (!plan.IsContinued && run.Source.Descriptor.DeltaStagingTable is not null)
        {
            // What a delta staged that is not gone on with lies behind the cursor, so nobody reads it again; and a full read that began without it would take it for newer than what it reads.
            await PromoteAsync(run, phaseWhenDone: null, cancellationToken).ConfigureAwait(false);
        }

        if (plan.Mode == SyncMode.Keys && !run.Source.Descriptor.HasCheapKeys)
        {
            return await CheckCountAsync(run, cancellationToken).ConfigureAwait(false);
        }

        if (!plan.IsContinued)
        {
            await records.BeginAsync(run.Lease, plan.Mode, cancellationToken).ConfigureAwait(false);
        }

        if (plan.Mode == SyncMode.Keys)
        {
            await keys.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadAndPromoteAsync(run, cancellationToken).ConfigureAwait(false);
        }

        string? held = null;
        if (plan.Mode is SyncMode.Full or SyncMode.Keys)
        {
            await keys.SettleReleasedAsync(run, cancellationToken).ConfigureAwait(false);
            held = await sweeps.SettleAsync(run, cancellationToken).ConfigureAwait(false);
            await findings.ResolveExtraAsync(run.Lease, cancellationToken).ConfigureAwait(false);
        }

        await counts.CompareAsync(run, cancellationToken).ConfigureAwait(false);
        return Result(run, held);
    }

    /// <summary>A check of a stream without cheap keys: what was released is settled, and the counts decide whether a full read is asked for.</summary>
    private async Task<RunResult> CheckCountAsync(RunContext run, CancellationToken cancellationToken)
    {
        await keys.SettleReleasedAsync(run, cancellationToken).ConfigureAwait(false);
        long open = await findings.ResolveExtraAsync(run.Lease, cancellationToken).ConfigureAwait(false);
        await counts.CompareAsync(run, cancellationToken).ConfigureAwait(false);
        return Result(run, open == 0 ? null : run.Claim.State.HeldSweepReason);
    }

    private async Task ReadAndPromoteAsync(RunContext run, CancellationToken cancellationToken)
    {
        RunPlan plan = run.Plan;
        RunPhase phase = plan.Phase;
        if (phase == RunPhase.Read)
        {
            await ReadAsync(run, cancellationToken).ConfigureAwait(false);
            phase = plan.IsStaged ? RunPhase.Promote : RunPhase.Settle;
        }

        if (phase == RunPhase.Promote)
        {
            await PromoteAsync(run, RunPhase.Settle, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PromoteAsync(RunContext run, RunPhase? phaseWhenDone, CancellationToken cancellationToken)
    {
        PromoteResult promoted;
        do
        {
            promoted = await promotion.PromoteAsync(run.Lease, _options.PromoteChunkSize, phaseWhenDone, cancellationToken).ConfigureAwait(false);
            run.Add(promoted.Counts);
            metrics.Stored(run.Stream, promoted.Counts, pages: 0);
        }
        while (!promoted.IsDone);
    }

    private RunResult Result(RunContext run, string? held)
    {
        RecordCounts total = run.Claim.Counts + run.Counts;
        return new RunResult
        {
            Outcome = total.Rejected > 0 || held is not null ? SyncOutcome.Partial : total.Read == 0 && run.Plan.Mode != SyncMode.Keys ? SyncOutcome.NoWork : SyncOutcome.Complete,
            Mode = run.Plan.Mode,
            NextRunAt = time.GetUtcNow() + run.Source.Descriptor.Interval,
            HeldSweepReason = held,
            Drift = run.Drift.Notes,
            Requests = run.Uncharged,
        };
    }

    private async Task ReadAsync(RunContext run, CancellationToken cancellationToken)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var window = new PageWindow(_options.MaxPagesInFlight, CommitsInFlight * _options.MaxRowsPerCommit, _options.MaxBytesInFlight);
        var request = new SyncRequest
        {
            Account = run.Claim.Account,
            Mode = run.Plan.Mode,

            // A full read that begins owes nothing to an earlier one, not even a readable cursor.
            Cursor = run.Plan.Mode == SyncMode.Full && !run.Plan.IsContinued ? null : run.Claim.State.Cursor,
            Since = run.Plan.Since,
            Tally = run.Tally,
        };
        Task reading = PageReader.RunAsync(run.Source, request, window, clock, abandon.Token);
        try
        {
            bool isComplete = false;
            while (await window.TakeAsync(_options.MaxRowsPerCommit, cancellationToken).ConfigureAwait(false) is { Count: > 0 } pages)
            {
                isComplete |= pages.Any(static p => p.Page.IsLast);
                await WriteAsync(run, pages, isComplete, cancellationToken).ConfigureAwait(false);
                window.Free(pages);
            }

            if (!isComplete)
            {
                throw new IntegrationProtocolException(
                    $"The source of {run.Stream} ended for account {run.Claim.Account.Ref} without a last page. What was read is stored; the run will continue from its cursor.",
                    new ErrorContext { Vendor = run.Stream.Vendor, Account = run.Claim.Account.Ref, Stream = run.Stream, Operation = "read pages" });
            }
        }
        finally
        {
            // A failed write leaves the reader in mid-page: it must be at its end before the run is.
            await abandon.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(RunContext run, IReadOnlyList<MappedPage> pages, bool isComplete, CancellationToken cancellationToken)
    {
        SyncPage last = pages[^1].Page;
        List<MappedRecord> mapped = new(pages.Sum(static p => p.Records.Count));
        RequestCounts cost = RequestCounts.Zero;
        foreach (MappedPage page in pages)
        {
            mapped.AddRange(page.Records);
            cost += page.Cost;
        }

        RunPhase next = run.Plan.IsStaged ? RunPhase.Promote : RunPhase.Settle;
        var batch = new RecordBatch
        {
            Records = mapped,
            Mode = run.Plan.Mode,
            Cursor = run.Plan.Mode == SyncMode.CreatedSince ? null : last.Next,
            NextPhase = isComplete ? next : null,
            Requests = cost,
            ReportedTotal = last.ReportedTotal,
            Strategy = last.Strategy,
            Watermark = last.Watermark,
            PartsRead = last.PartsRead,
        };
        RecordCounts stored = run.Plan.IsStaged
            ? await staging.StageAsync(run.Lease, batch, cancellationToken).ConfigureAwait(false)
            : await records.WriteAsync(run.Lease, batch, cancellationToken).ConfigureAwait(false);
        run.Add(stored, cost);
        metrics.Stored(run.Stream, stored, cost.Pages);
        metrics.Observe(run.Stream, mapped, run.Drift);
    }
}
