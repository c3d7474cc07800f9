using Integrations.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>The landing of a staged run in PostgreSQL.</summary>
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
                bool isFull = batch.Mode == SyncMode.Full;
                StagingSql sql = (isFull ? work.Stream.Staging : work.Stream.DeltaStaging)
                    ?? throw new IntegrationConfigurationException(
                        $"{lease.Stream} has no staging table for a {(isFull ? "full read" : "delta")}. It takes the direct path.", new ErrorContext { Account = lease.Account, Stream = lease.Stream });
                string source = isFull ? "onboarding" : "delta";
                MirrorChange change = new();
                var batchId = Guid.CreateVersion7(work.Now);
                long staged = 0;
                await MirrorWriter.HalvingAsync(
                    work,
                    readable,
                    change,
                    async part => staged += await StageAsync(work, sql, source, batchId, part, cancellationToken).ConfigureAwait(false),
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
        FencedTransaction work, StagingSql sql, string source, Guid batchId, IReadOnlyList<MappedRecord> records, CancellationToken cancellationToken)
    {
        // One row per record and content; the last one read counts, and has its place in the order.
        OrderedDictionary<(string Id, Hash Hash), MappedRecord> distinct = new(records.Count);
        foreach (MappedRecord record in records)
        {
            (string Id, Hash Hash) key = (PostgresText.Clean(record.Id!.Value.Value), new Hash(record.ContentHash));
            distinct.Remove(key);
            distinct.Add(key, record);
        }

        NpgsqlParameter[] place = [Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Entity)];
        List<long> known = await work.Connection.ListAsync(
            sql.Known,
            [.. place, Parameter.Texts([.. distinct.Keys.Select(static k => k.Id)]), Parameter.Bytes([.. distinct.Keys.Select(static k => k.Hash.Bytes)])],
            static r => r.GetInt64(0),
            cancellationToken).ConfigureAwait(false);
        using JsonColumnWriter json = new(work.Stream.Table);
        if (known.Count == 0)
        {
            await CopyAsync(work, sql, source, batchId, distinct, json, cancellationToken).ConfigureAwait(false);
            return distinct.Count;
        }

        HashSet<int> repeated = [.. known.Select(static p => (int)p - 1)];
        long restaged = await RestageAsync(work, sql, source, batchId, [.. distinct.Where((_, i) => repeated.Contains(i))], json, cancellationToken).ConfigureAwait(false);
        KeyValuePair<(string Id, Hash Hash), MappedRecord>[] fresh = [.. distinct.Where((_, i) => !repeated.Contains(i))];
        await CopyAsync(work, sql, source, batchId, fresh, json, cancellationToken).ConfigureAwait(false);
        return restaged + fresh.Length;
    }

    private static async Task CopyAsync(
        FencedTransaction work, StagingSql sql, string source, Guid batchId, IReadOnlyCollection<KeyValuePair<(string Id, Hash Hash), MappedRecord>> rows, JsonColumnWriter json, CancellationToken cancellationToken)
    {
        NpgsqlBinaryImporter importer = await work.Connection.BeginBinaryImportAsync(sql.Copy, cancellationToken).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            foreach (((string externalId, _), MappedRecord record) in rows)
            {
                // Values go into the connection's send buffer and only a full buffer reaches the socket: the synchronous calls cost no thread worth naming.
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                WriteOrNull(importer, work.UserId, NpgsqlDbType.Bigint);
                importer.Write(work.AccountId, NpgsqlDbType.Bigint);
                importer.Write(work.Lease.Stream.Entity, NpgsqlDbType.Text);
                importer.Write(externalId, NpgsqlDbType.Text);
                importer.Write(Operation(record), NpgsqlDbType.Text);
                importer.Write(Raw(record), NpgsqlDbType.Jsonb);
                WriteOrNull(importer, record.Original, NpgsqlDbType.Bytea);
                importer.Write(Row(record, json), NpgsqlDbType.Jsonb);
                importer.Write(record.ContentHash, NpgsqlDbType.Bytea);
                WriteOrNull(importer, record.VendorUpdatedAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
                importer.Write(source, NpgsqlDbType.Text);
                importer.Write(batchId, NpgsqlDbType.Uuid);
                WriteOrNull(importer, work.Lease.Step?.Job.Id.Value, NpgsqlDbType.Bigint);
                importer.Write(work.Now, NpgsqlDbType.TimestampTz);
                importer.Write(work.Now, NpgsqlDbType.TimestampTz);
                importer.Write(work.Asked(record.AskedAt), NpgsqlDbType.TimestampTz);
                importer.Write(work.Lease.RunId, NpgsqlDbType.Uuid);
            }

            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<long> RestageAsync(
        FencedTransaction work, StagingSql sql, string source, Guid batchId, KeyValuePair<(string Id, Hash Hash), MappedRecord>[] rows, JsonColumnWriter json, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] Place() => [Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Entity), Parameter.Time(work.Now)];
        string[] ids = [.. rows.Select(static r => r.Key.Id)];
        ReadOnlyMemory<byte>[] hashes = [.. rows.Select(static r => r.Key.Hash.Bytes)];
        DateTimeOffset?[] stamps = [.. rows.Select(static r => r.Value.VendorUpdatedAt?.ToUniversalTime())];
        DateTimeOffset?[] asked = [.. rows.Select(r => (DateTimeOffset?)work.Asked(r.Value.AskedAt))];
        long staged = await work.Connection.CountAsync(
            sql.Restage,
            [
                .. Place(), Parameter.Text(source), Parameter.Guid(batchId), Parameter.BigInt(work.Lease.Step?.Job.Id.Value),
                Parameter.Texts(ids), Parameter.Texts([.. rows.Select(static r => Operation(r.Value))]), Parameter.Jsons([.. rows.Select(static r => Raw(r.Value))]),
                Parameter.Bytes([.. rows.Select(static r => r.Value.Original?.ToArray())]), Parameter.Jsons([.. rows.Select(r => (ReadOnlyMemory<byte>)Row(r.Value, json).ToArray())]),
                Parameter.Bytes(hashes), Parameter.Times(stamps), Parameter.Times(asked), Parameter.Guid(work.Lease.RunId),
            ],
            cancellationToken).ConfigureAwait(false);
        if (staged < rows.Length)
        {
            await work.Connection.ExecuteAsync(sql.Repeat, [.. Place(), Parameter.Texts(ids), Parameter.Bytes(hashes), Parameter.Times(stamps), Parameter.Times(asked)], cancellationToken).ConfigureAwait(false);
        }

        return staged;
    }

    private static string Operation(MappedRecord record) => record.Operation == SyncOperation.Delete ? "delete" : "upsert";

    private static ReadOnlyMemory<byte> Raw(MappedRecord record) => record.Raw.IsEmpty ? _emptyObject : record.Raw;

    private static ReadOnlyMemory<byte> Row(MappedRecord record, JsonColumnWriter json) => record.Row is { } row ? json.Write(row) : _emptyObject;

    private static void WriteOrNull<T>(NpgsqlBinaryImporter importer, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } present)
        {
            importer.Write(present, type);
        }
        else
        {
            importer.WriteNull();
        }
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
