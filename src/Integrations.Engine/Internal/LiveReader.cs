using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Reads single records of one stream by id for a live write. No database connection is held here (invariant I2).</summary>
internal sealed class LiveReader(SourceRegistry sources, EngineMetrics metrics, IReadClock clock)
{
    /// <summary>Reads and maps records.</summary>
    /// <param name="claim">The live lease.</param>
    /// <param name="ids">Identifiers; more than <see cref="ISyncSource.IdsPerRead"/> take several reads.</param>
    /// <param name="deleteSource">Where deletes come from; see <see cref="RecordBatch.DeleteSource"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<RecordBatch> ReadAsync(LiveClaim claim, IReadOnlyList<VendorId> ids, string deleteSource, CancellationToken cancellationToken)
    {
        ISyncSource source = sources.Find(claim.Lease.Stream);
        RequestTally tally = new();
        List<MappedRecord> mapped = new(ids.Count);
        foreach (VendorId[] part in ids.Chunk(source.IdsPerRead))
        {
            DateTimeOffset askedAt = await clock.GetTimeAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<SyncRecord> records = await source.ReadByIdsAsync(claim.Account, part, tally, cancellationToken).ConfigureAwait(false);
            mapped.AddRange(RecordMapping.Map(source, records, claim.Account, askedAt));
        }

        return new RecordBatch
        {
            Records = mapped,
            Mode = SyncMode.ById,
            DeleteSource = deleteSource,
            Requests = new RequestCounts(0, tally.Requests, tally.Throttled, tally.BytesRead),
        };
    }

    /// <summary>Counts what became of a batch.</summary>
    public void Stored(LiveClaim claim, RecordBatch batch, RecordCounts counts, DriftTally drift)
    {
        metrics.Stored(claim.Lease.Stream, counts, pages: 0);
        metrics.Observe(claim.Lease.Stream, batch.Records, drift);
    }
}
