using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Writes a batch within a fenced transaction: rows, deletes, core rows, rejects and counters. Whatever else the transaction does stands or falls with it.</summary>
internal sealed class BatchWriter(MirrorWriter mirror, BatchNotes notes, RunCounters counters)
{
    public async Task<RecordCounts> WriteAsync(FencedTransaction work, RecordBatch batch, CancellationToken cancellationToken)
    {
        BatchFold fold = BatchFold.Of(batch.Records);
        MirrorChange change = new();

        // A full read that writes nothing down began on an empty mirror: nothing of it can be there, unless the other writer brought it.
        bool mayExist = batch.Mode != SyncMode.Full || work.SweepTracked || work.HasOtherWriter;
        await MirrorWriter.UpsertAsync(work, fold.Upserts, mayExist, change, cancellationToken).ConfigureAwait(false);
        await MirrorWriter.DeleteAsync(
            work, [.. fold.Deletes.Select(static d => new DeletedRecord(d.Id!.Value.Value, d.VendorUpdatedAt, d.AskedAt))], batch.DeleteSource, change, cancellationToken).ConfigureAwait(false);
        await mirror.PropagateAsync(work, change, cancellationToken).ConfigureAwait(false);
        await notes.WriteAsync(work, batch.Mode, fold, change.Refused, cancellationToken).ConfigureAwait(false);

        long rejected = fold.Rejects.Count + change.Refused.Count;
        RecordCounts counts = new(
            batch.Records.Count,
            change.Inserted.Count,
            change.Updated.Count,
            batch.Records.Count - change.Inserted.Count - change.Updated.Count - change.Deleted.Count - rejected,
            change.Deleted.Count,
            rejected);
        await counters.AddAsync(work, batch, batch.NextPhase, counts, staged: 0, cancellationToken).ConfigureAwait(false);
        return counts;
    }
}
