using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>What a transaction of a run adds to its stream's state and its step: the last statement before the commit (invariant I1).</summary>
internal sealed class RunCounters(PostgresDatabase database)
{
    private const string AddSql =
        """
        with state as (
          update $schema$.sync_state set
            cursor = coalesce($6, cursor), phase = coalesce($7, phase), strategy = coalesce($8, strategy), total_reported = coalesce($9, total_reported), watermark_at = coalesce($21, watermark_at),
            rows_read = rows_read + $10, rows_inserted = rows_inserted + $11, rows_updated = rows_updated + $12, rows_unchanged = rows_unchanged + $13,
            rows_deleted = rows_deleted + $14, rows_rejected = rows_rejected + $15,
            pages = pages + $16, requests = requests + $17, throttled = throttled + $18, bytes_read = bytes_read + $19
          where vendor = $1 and id = $2 and fence = $3 and lease_owner = $4)
        update $schema$.sync_job_steps set
          rows_read = rows_read + $10, rows_inserted = rows_inserted + $11, rows_updated = rows_updated + $12, rows_unchanged = rows_unchanged + $13,
          rows_deleted = rows_deleted + $14, rows_rejected = rows_rejected + $15, records_staged = records_staged + $20,
          pages = pages + $16, requests = requests + $17, throttled = throttled + $18, bytes_read = bytes_read + $19
        where id = $5
        """;

    private readonly string _add = database.Sql(AddSql);

    public Task AddAsync(FencedTransaction work, RecordBatch? batch, RunPhase? phase, RecordCounts counts, long staged, CancellationToken cancellationToken)
    {
        SyncLease lease = work.Lease;
        RequestCounts requests = batch?.Requests ?? RequestCounts.Zero;
        return work.Connection.ExecuteAsync(
            _add,
            [
                Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(lease.StateId.Value), Parameter.BigInt(lease.Fence), Parameter.Text(lease.Owner), Parameter.BigInt(lease.StepId.Value),
                Parameter.Text(batch?.Cursor?.Text), Parameter.Text(phase is { } next ? Words.Of(next) : null), Parameter.Text(batch?.Strategy), Parameter.BigInt(batch?.ReportedTotal),
                Parameter.BigInt(counts.Read), Parameter.BigInt(counts.Inserted), Parameter.BigInt(counts.Updated), Parameter.BigInt(counts.Unchanged), Parameter.BigInt(counts.Deleted),
                Parameter.BigInt(counts.Rejected),
                Parameter.BigInt(requests.Pages), Parameter.BigInt(requests.Requests), Parameter.BigInt(requests.Throttled), Parameter.BigInt(requests.BytesRead), Parameter.BigInt(staged),
                Parameter.Time(batch?.Watermark),
            ],
            cancellationToken);
    }
}
