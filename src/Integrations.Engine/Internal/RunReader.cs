using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Reads single records of a run's stream by id, and writes them under the run's own lease. No database connection is held while the vendor is asked (invariant I2).</summary>
internal sealed class RunReader(IRecordStore records, EngineMetrics metrics, IReadClock clock)
{
    public async Task<MappedRecord[]> ReadAsync(RunContext run, IReadOnlyList<VendorId> ids, CancellationToken cancellationToken)
    {
        DateTimeOffset askedAt = await clock.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SyncRecord> answer = await run.Source.ReadByIdsAsync(run.Claim.Account, ids, run.Tally, cancellationToken).ConfigureAwait(false);
        return RecordMapping.Map(run.Source, answer, run.Claim.Account, askedAt);
    }

    /// <param name="run">The run.</param>
    /// <param name="mapped">What was read.</param>
    /// <param name="deleteSource">Where deletes come from; see <see cref="RecordBatch.DeleteSource"/>.</param>
    /// <param name="cancellationToken">Stops the write; nothing is stored then.</param>
    public async Task WriteAsync(RunContext run, MappedRecord[] mapped, string deleteSource, CancellationToken cancellationToken)
    {
        RequestCounts cost = run.Uncharged with { Pages = 1 };
        RecordCounts stored = await records.WriteAsync(
            run.Lease, new RecordBatch { Records = mapped, Mode = run.Plan.Mode, DeleteSource = deleteSource, Requests = cost }, cancellationToken).ConfigureAwait(false);
        run.Add(stored, cost);
        metrics.Stored(run.Stream, stored, pages: 1);
        metrics.Observe(run.Stream, mapped, run.Drift);
    }
}
