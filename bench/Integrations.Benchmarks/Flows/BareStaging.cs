using System.Diagnostics;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Benchmarks;

/// <summary>
/// The baseline of the staged path: binary COPY of the same columns straight into the staging table, 1,000 rows per transaction, then for each 5,000 staged rows one transaction with
/// the library's own set-based statements: upsert into the mirror, note in staging, projection into core. No lease, cursor, counters, rejects, savepoints or repeats; rows are mapped,
/// hashed and turned into JSON before the clock starts.
/// </summary>
internal sealed class BareStaging
{
    private const int RowsPerCopy = 1_000;
    private const int RowsPerPromotion = 5_000;

    private readonly List<(string Id, byte[] Raw, byte[] Row, byte[] Hash, DateTimeOffset? Stamp)> _rows = [];
    private readonly StreamTables _stream;
    private readonly SqlProjection _projection;
    private readonly AccountRef _account;

    public BareStaging(MemorySource source, AccountInfo account, StreamTables stream)
    {
        _stream = stream;
        _account = account.Ref;
        _projection = SqlProjection.For(FubDefaults.Vendor, new SchemaName("integrations")).Single(p => p.SourceTable == stream.Table.Name);
        using JsonColumnWriter json = new(stream.Table);
        foreach (MappedRecord record in source.Pages.SelectMany(static p => p.Records).Select(r => source.Mapper.Map(r, account)).Where(static r => r.Row is not null).DistinctBy(static r => r.Id))
        {
            _rows.Add((record.Id!.Value.Value, record.Raw.ToArray(), json.Write(record.Row!).ToArray(), record.ContentHash.ToArray(), record.VendorUpdatedAt?.ToUniversalTime()));
        }
    }

    public async Task<TimeSpan> RunAsync(BenchCopy copy, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await copy.Data.OpenConnectionAsync(cancellationToken);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var run = Guid.CreateVersion7(now);
        long started = Stopwatch.GetTimestamp();
        for (int from = 0; from < _rows.Count; from += RowsPerCopy)
        {
            await CopyAsync(connection, from, Math.Min(_rows.Count, from + RowsPerCopy), run, now, cancellationToken);
        }

        long last = 0;
        while (true)
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            List<long> staged = await connection.ListAsync(
                $"select id from integrations.{_stream.Descriptor.StagingTable} where account_id = $1 and id > $2 order by id limit $3",
                [Parameter.BigInt(_account.Id.Value), Parameter.BigInt(last), Parameter.BigInt(RowsPerPromotion)],
                static r => r.GetInt64(0),
                cancellationToken);
            if (staged.Count == 0)
            {
                return Stopwatch.GetElapsedTime(started);
            }

            last = staged[^1];
            List<long> written = await connection.ListAsync(
                _stream.Staging!.Upsert,
                [Parameter.BigInt(_account.Id.Value), Parameter.Time(now), Parameter.Guid(run), Parameter.BigInts([.. staged])],
                static r => r.GetInt64(0),
                cancellationToken);
            await _projection.ApplyAsync(connection, transaction, _account, [.. written], cancellationToken);
            await connection.ExecuteAsync(
                _stream.Staging.MarkPromoted,
                [Parameter.BigInt(_account.Id.Value), Parameter.Time(now), Parameter.Text(_stream.Table.Name), Parameter.BigInts([.. staged])],
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task CopyAsync(NpgsqlConnection connection, int from, int to, Guid run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(
            $"copy integrations.{_stream.Descriptor.StagingTable} (account_id, entity_type, external_id, raw, \"row\", content_hash, vendor_updated_at, source, operation, batch_id, staged_at, created_at) from stdin (format binary)",
            cancellationToken);
        for (int i = from; i < to; i++)
        {
            await importer.StartRowAsync(cancellationToken);
            importer.Write(_account.Id.Value, NpgsqlDbType.Bigint);
            importer.Write(_stream.Name.Entity, NpgsqlDbType.Text);
            importer.Write(_rows[i].Id, NpgsqlDbType.Text);
            importer.Write(_rows[i].Raw, NpgsqlDbType.Jsonb);
            importer.Write(_rows[i].Row, NpgsqlDbType.Jsonb);
            importer.Write(_rows[i].Hash, NpgsqlDbType.Bytea);
            if (_rows[i].Stamp is { } stamp)
            {
                importer.Write(stamp, NpgsqlDbType.TimestampTz);
            }
            else
            {
                importer.WriteNull();
            }

            importer.Write("onboarding", NpgsqlDbType.Text);
            importer.Write("upsert", NpgsqlDbType.Text);
            importer.Write(run, NpgsqlDbType.Uuid);
            importer.Write(now, NpgsqlDbType.TimestampTz);
            importer.Write(now, NpgsqlDbType.TimestampTz);
        }

        await importer.CompleteAsync(cancellationToken);
    }
}
