using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>What a transaction of a run adds to its state and, where it has one, its step: the last statement before the commit (invariant I1).</summary>
internal sealed class RunCounters(PostgresDatabase database, VendorCatalog catalog)
{
    // A write is a heartbeat: the worker's own passes over rows that are locked, and would again and again miss a run of many short transactions.
    private const string AddSql =
        $"""
        with state as (
          update $schema$.sync_state s set
            lease_until = greatest(s.lease_until, $22 + (st.lease_until - st.heartbeat_at)),
            cursor = coalesce($6, s.cursor), phase = coalesce($7, s.phase), strategy = coalesce($8, s.strategy), total_reported = coalesce($9, s.total_reported),
            watermark_at = coalesce($21, s.watermark_at), {StateCounts}
          from $schema$.sync_job_steps st
          where st.id = $5 and s.vendor = $1 and s.id = $2 and s.fence = $3 and s.lease_owner = $4)
        update $schema$.sync_job_steps set
          lease_until = greatest(lease_until, $22 + (lease_until - heartbeat_at)), heartbeat_at = greatest(heartbeat_at, $22),
          rows_read = rows_read + $10, rows_inserted = rows_inserted + $11, rows_updated = rows_updated + $12, rows_unchanged = rows_unchanged + $13,
          rows_deleted = rows_deleted + $14, rows_rejected = rows_rejected + $15, records_staged = records_staged + $20,
          pages = pages + $16, requests = requests + $17, throttled = throttled + $18, bytes_read = bytes_read + $19,
          parts_read = case when cardinality($23::text[]) = 0 then parts_read else $23 end
        where id = $5
        """;

    // A live lease has no step, and no cursor to move.
    private const string AddLiveSql = $"update $schema$.sync_state s set {StateCounts} where s.vendor = $1 and s.id = $2 and s.fence = $3 and s.lease_owner = $4";

    private const string StateCounts =
        """
        rows_read = s.rows_read + $10, rows_inserted = s.rows_inserted + $11, rows_updated = s.rows_updated + $12, rows_unchanged = s.rows_unchanged + $13,
            rows_deleted = s.rows_deleted + $14, rows_rejected = s.rows_rejected + $15,
            pages = s.pages + $16, requests = s.requests + $17, throttled = s.throttled + $18, bytes_read = s.bytes_read + $19
        """;

    private readonly string _add = database.Sql(AddSql);
    private readonly string _addLive = database.Sql(AddLiveSql);

    public async Task AddAsync(FencedTransaction work, RecordBatch? batch, RunPhase? phase, RecordCounts counts, long staged, CancellationToken cancellationToken)
    {
        SyncLease lease = work.Lease;
        RequestCounts requests = batch?.Requests ?? RequestCounts.Zero;
        await work.Connection.ExecuteAsync(
            lease.Step is null ? _addLive : _add,
            [
                Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(lease.StateId.Value), Parameter.BigInt(lease.Fence), Parameter.Text(lease.Owner), Parameter.BigInt(lease.Step?.Id.Value),
                Parameter.Text(batch?.Cursor?.Text), Parameter.Text(phase is { } next ? Words.Of(next) : null), Parameter.Text(batch?.Strategy), Parameter.BigInt(batch?.ReportedTotal),
                Parameter.BigInt(counts.Read), Parameter.BigInt(counts.Inserted), Parameter.BigInt(counts.Updated), Parameter.BigInt(counts.Unchanged), Parameter.BigInt(counts.Deleted),
                Parameter.BigInt(counts.Rejected),
                Parameter.BigInt(requests.Pages), Parameter.BigInt(requests.Requests), Parameter.BigInt(requests.Throttled), Parameter.BigInt(requests.BytesRead), Parameter.BigInt(staged),
                Parameter.Time(batch?.Watermark), Parameter.Time(work.Now),
                .. lease.Step is null ? [] : new[] { Parameter.Texts([.. batch?.PartsRead ?? []]) },
            ],
            cancellationToken).ConfigureAwait(false);
        if (lease.Step is { } step && (phase is not null || batch?.PartsRead is { Count: > 0 }))
        {
            // How far the read is stands in the wide row as well, where that has columns for it.
            JobTableSql jobs = catalog.Vendor(step.Job.Vendor).Jobs(step.Job.IsOnboarding);
            if (jobs.ShowsProgressOf(lease.Stream.Entity))
            {
                await work.Connection.ExecuteAsync(jobs.Project, [Parameter.BigInts([step.Job.Id.Value]), Parameter.Time(work.Now)], cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
