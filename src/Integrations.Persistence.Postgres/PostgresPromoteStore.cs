using System.Text;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Moves staged rows into mirror and core, inside PostgreSQL.</summary>
internal sealed class PostgresPromoteStore(FencedTransactions transactions, MirrorWriter mirror, RejectWriter rejects, RunCounters counters) : IPromoteStore
{
    public Task<PromoteResult> PromoteAsync(SyncLease lease, int chunkSize, RunPhase? phaseWhenDone = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkSize, 1);
        return transactions.RunAsync(
            lease,
            writesMirror: true,
            async work =>
            {
                StagingSql[] tables = [.. new[] { work.Stream.Staging, work.Stream.DeltaStaging }.OfType<StagingSql>()];
                if (tables.Length == 0)
                {
                    throw new IntegrationConfigurationException($"{lease.Stream} has no staging table; there is nothing to promote.", new ErrorContext { Account = lease.Account, Stream = lease.Stream });
                }

                RecordCounts counts = RecordCounts.Zero;
                int room = chunkSize;
                bool isDone = true;
                foreach (StagingSql sql in tables.TakeWhile(_ => isDone))
                {
                    // One row more than there is room for tells whether anything is left.
                    List<StagedRow> rows = await work.Connection.ListAsync(
                        sql.Next,
                        [Parameter.BigInt(work.AccountId), Parameter.Text(lease.Stream.Entity), Parameter.BigInt(room + 1L), Parameter.BigInt(lease.Step?.Job.Id.Value)],
                        static r => new StagedRow(r.GetInt64(0), r.GetString(1), r.GetString(2) == "delete", r.TimeOrNull(3), r.GetFieldValue<DateTimeOffset>(4), r.GetBoolean(5), r.GetBoolean(6)),
                        cancellationToken).ConfigureAwait(false);
                    isDone = rows.Count <= room;
                    if (!isDone)
                    {
                        rows.RemoveAt(room);
                    }

                    room -= rows.Count;
                    counts += rows.Count == 0 ? RecordCounts.Zero : await PromoteAsync(work, sql, rows, cancellationToken).ConfigureAwait(false);
                }

                await counters.AddAsync(work, batch: null, isDone ? phaseWhenDone : null, counts, staged: 0, cancellationToken).ConfigureAwait(false);
                return new PromoteResult(counts, isDone);
            },
            cancellationToken);
    }

    private async Task<RecordCounts> PromoteAsync(FencedTransaction work, StagingSql sql, List<StagedRow> rows, CancellationToken cancellationToken)
    {
        HashSet<StagedRow> present = [.. await MirrorWriter.PresentAsync(work, rows, static r => r.ExternalId, static r => r.AskedAt, cancellationToken).ConfigureAwait(false)];
        rows = [.. rows.Select(r => present.Contains(r) ? r : r with { IsSuperseded = true })];
        List<StagedRow> upserts = [.. rows.Where(static r => !r.IsSuperseded && !r.IsDelete)];
        List<StagedRow> deletes = [.. rows.Where(static r => !r.IsSuperseded && r.IsDelete)];
        MirrorChange change = new();
        List<(StagedRow Row, RecordProblem Problem)> refused = [];
        await MirrorWriter.HalvingAsync(
            work,
            upserts,
            change,
            part => MirrorWriter.ReadWrittenAsync(
                work.Connection,
                sql.Upsert,
                [Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId), Parameter.BigInts([.. part.Select(static r => r.Id)])],
                change,
                cancellationToken),
            async (row, problem) =>
            {
                refused.Add((row, problem));
                return await RefuseAsync(work, sql, row, problem, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await MirrorWriter.DeleteAsync(work, [.. deletes.Select(static d => new DeletedRecord(d.ExternalId, d.VendorUpdatedAt, d.AskedAt))], "vendor", change, cancellationToken).ConfigureAwait(false);
        await mirror.PropagateAsync(work, change, cancellationToken).ConfigureAwait(false);

        await SettleAsync(work, sql, rows, refused, cancellationToken).ConfigureAwait(false);
        await rejects.WriteAsync(work, change.Refused, cancellationToken).ConfigureAwait(false);
        return new RecordCounts(
            rows.Count(static r => r.IsOfAnotherJob),
            change.Inserted.Count,
            change.Updated.Count,
            rows.Count - change.Inserted.Count - change.Updated.Count - change.Deleted.Count - refused.Count,
            change.Deleted.Count,
            refused.Count);
    }

    private static async Task SettleAsync(
        FencedTransaction work, StagingSql sql, List<StagedRow> rows, List<(StagedRow Row, RecordProblem Problem)> refused, CancellationToken cancellationToken)
    {
        HashSet<long> dead = [.. refused.Select(static r => r.Row.Id)];
        await work.Connection.ExecuteAsync(
            sql.MarkPromoted,
            [
                Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Text(work.Stream.Table.Name),
                Parameter.BigInts([.. rows.Where(r => !r.IsSuperseded && !r.IsDelete && !dead.Contains(r.Id)).Select(static r => r.Id)]),
            ],
            cancellationToken).ConfigureAwait(false);

        (long Id, string Status, RecordProblem? Problem)[] others =
        [
            .. rows.Where(static r => r.IsSuperseded).Select(static r => (r.Id, "SKIPPED", (RecordProblem?)null)),
            .. rows.Where(static r => !r.IsSuperseded && r.IsDelete).Select(static r => (r.Id, "PROMOTED", (RecordProblem?)null)),
            .. refused.Select(static r => (r.Row.Id, "DEAD", (RecordProblem?)r.Problem)),
        ];
        if (others.Length > 0)
        {
            await work.Connection.ExecuteAsync(
                sql.Settle,
                [
                    Parameter.Time(work.Now), Parameter.Text(work.Stream.Table.Name),
                    Parameter.BigInts([.. others.Select(static o => o.Id)]), Parameter.Texts([.. others.Select(static o => o.Status)]),
                    Parameter.Texts([.. others.Select(static o => o.Problem?.Code)]), Parameter.Texts([.. others.Select(static o => o.Problem?.Message)]),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Reject> RefuseAsync(FencedTransaction work, StagingSql sql, StagedRow row, RecordProblem problem, CancellationToken cancellationToken)
    {
        List<(string Raw, byte[]? Original)> payload = await work.Connection.ListAsync(
            sql.ReadRaw, [Parameter.BigInt(row.Id)], static r => (r.GetString(0), r.IsDBNull(1) ? null : r.GetFieldValue<byte[]>(1)), cancellationToken).ConfigureAwait(false);
        MappedRecord record = new() { Id = new VendorId(row.ExternalId), Raw = Encoding.UTF8.GetBytes(payload[0].Raw), Original = payload[0].Original };
        return Reject.Of(record, "promote", problem);
    }
}
