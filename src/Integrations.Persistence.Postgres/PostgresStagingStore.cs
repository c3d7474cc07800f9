using System.Globalization;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The landing of an onboarding run in PostgreSQL.</summary>
internal sealed class PostgresStagingStore(FencedTransactions transactions, BatchNotes notes, RunCounters counters) : IStagingStore
{
    private static readonly ReadOnlyMemory<byte> _emptyObject = "{}"u8.ToArray();

    public Task<RecordCounts> StageAsync(SyncLease lease, RecordBatch batch, CancellationToken cancellationToken = default)
    {
        // Every readable record is staged, repeated ones too: which of them counts is decided at promotion, over the whole read.
        List<MappedRecord> readable = [.. batch.Records.Where(static r => r.Problem is null && r.Id is not null)];
        BatchFold fold = BatchFold.Of(batch.Records);
        return transactions.RunAsync(
            lease,
            writesMirror: false,
            async work =>
            {
                StagingSql sql = work.Stream.Staging
                    ?? throw new IntegrationConfigurationException($"{lease.Stream} has no staging table. Onboard it on the direct path.", new ErrorContext { Account = lease.Account, Stream = lease.Stream });
                MirrorChange change = new();
                var batchId = Guid.CreateVersion7(work.Now);
                long staged = 0;
                await MirrorWriter.HalvingAsync(
                    work,
                    readable,
                    change,
                    async (part, attempt) => staged += await StageAsync(work, sql, batchId, part, attempt, cancellationToken).ConfigureAwait(false),
                    static (record, problem) => Task.FromResult(Reject.Of(record, "stage", problem)),
                    cancellationToken).ConfigureAwait(false);
                await notes.WriteAsync(work, batch.Mode, fold, change.Refused, cancellationToken).ConfigureAwait(false);

                long rejected = batch.Records.Count - readable.Count + change.Refused.Count;
                RecordCounts counts = new(batch.Records.Count, 0, 0, batch.Records.Count - rejected - staged, 0, rejected);
                await counters.AddAsync(work, batch, batch.NextPhase, counts, staged, cancellationToken).ConfigureAwait(false);
                return counts;
            },
            cancellationToken);
    }

    private static async Task<long> StageAsync(
        FencedTransaction work, StagingSql sql, Guid batchId, IReadOnlyList<MappedRecord> records, int attempt, CancellationToken cancellationToken)
    {
        string temp = "_staged" + attempt.ToString(CultureInfo.InvariantCulture);
        await work.Connection.ExecuteAsync($"create temp table {temp} ({StagingSql.TempColumns}) on commit drop", [], cancellationToken).ConfigureAwait(false);
        HashSet<(string, Hash)> distinct = new(records.Count);
        NpgsqlBinaryImporter importer = await work.Connection.BeginBinaryImportAsync($"copy pg_temp.{temp} ({StagingSql.CopyColumns}) from stdin (format binary)", cancellationToken).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            BinaryColumnWriter writer = new(importer);
            using JsonColumnWriter json = new(work.Stream.Table);
            for (int i = 0; i < records.Count; i++)
            {
                MappedRecord record = records[i];
                string externalId = PostgresText.Clean(record.Id!.Value.Value);
                distinct.Add((externalId, new Hash(record.ContentHash)));
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                writer.WriteText(externalId);
                writer.WriteText(record.Operation == SyncOperation.Delete ? "delete" : "upsert");
                writer.WriteJson(record.Raw.IsEmpty ? _emptyObject : record.Raw);
                writer.WriteBytes(record.Original);
                writer.WriteJson(record.Row is { } row ? json.Write(row) : _emptyObject);
                writer.WriteBytes(record.ContentHash);
                writer.WriteTimestamp(record.VendorUpdatedAt);
                writer.WriteInt64(i);
            }

            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        NpgsqlParameter account = Parameter.BigInt(work.AccountId);
        long staged = await work.Connection.CountAsync(
            sql.Insert(temp),
            [
                account, Parameter.Text(work.Lease.Stream.Entity), Parameter.BigInt(work.Lease.Job.Id.Value), Parameter.Time(work.Now), Parameter.BigInt(work.UserId),
                Parameter.Text("onboarding"), Parameter.Guid(batchId),
            ],
            cancellationToken).ConfigureAwait(false);
        if (staged < distinct.Count)
        {
            await work.Connection.ExecuteAsync(
                sql.Repeat(temp), [Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Entity), Parameter.Time(work.Now)], cancellationToken).ConfigureAwait(false);
        }

        return staged;
    }

    /// <summary>Bytes compared by value.</summary>
    private readonly record struct Hash(ReadOnlyMemory<byte> Bytes)
    {
        public bool Equals(Hash other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

        public override int GetHashCode()
        {
            HashCode code = default;
            code.AddBytes(Bytes.Span);
            return code.ToHashCode();
        }
    }
}
