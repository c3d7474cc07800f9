using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// The baseline of the direct path: for each page of 100, one transaction with one prepared, hash-guarded <c>insert … select from unnest … on conflict</c> into the mirror, references
/// looked up by the same joins, and the same projection statement for the rows written. No lease, cursor, counters, rejects or savepoint; rows are mapped and laid out as arrays before
/// the clock starts.
/// </summary>
internal sealed class BareUpsert
{
    private readonly List<NpgsqlParameter[]> _pages = [];
    private readonly string _upsert;
    private readonly SqlProjection _projection;
    private readonly AccountRef _account;

    public BareUpsert(MemorySource source, AccountInfo account)
    {
        _account = account.Ref;
        EntityTable table = source.Descriptor.Table;
        foreach (SyncPage page in source.Pages)
        {
            List<MappedRecord> records = [.. page.Records.Select(r => source.Mapper.Map(r, account)).Where(static r => r.Row is not null).DistinctBy(static r => r.Id)];
            if (records.Count > 0)
            {
                ColumnArrays rows = new(table, records.Count);
                records.ForEach(r => rows.Add(r.Row!));
                _pages.Add(
                [
                    .. rows.Parameters(), Parameter.Jsons([.. records.Select(static r => r.Raw)]), Parameter.Bytes([.. records.Select(static r => r.ContentHash)]),
                    Parameter.Times([.. records.Select(static r => r.VendorUpdatedAt?.ToUniversalTime())]),
                ]);
            }
        }

        _upsert = Upsert(table);
        _projection = SqlProjection.For(FubDefaults.Vendor, new SchemaName("integrations")).Single(p => p.SourceTable == table.Name);
    }

    public async Task<TimeSpan> RunAsync(BenchCopy copy, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await copy.Data.OpenConnectionAsync(cancellationToken);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        long started = Stopwatch.GetTimestamp();
        await using NpgsqlCommand upsert = Command(connection, _upsert);
        foreach (NpgsqlParameter[] page in _pages)
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            upsert.Parameters.Clear();
            foreach (NpgsqlParameter parameter in page)
            {
                upsert.Parameters.Add(parameter.Clone());
            }

            upsert.Parameters.Add(Parameter.BigInt(_account.Id.Value));
            upsert.Parameters.Add(Parameter.Time(now));
            await upsert.PrepareAsync(cancellationToken);
            List<long> written = [];
            await using (NpgsqlDataReader reader = await upsert.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    written.Add(reader.GetInt64(0));
                }
            }

            await _projection.ApplyAsync(connection, transaction, _account, [.. written], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Made of the table descriptions of the library.
        return new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
    }

    private static string Upsert(EntityTable table)
    {
        static string Quote(string name) => "\"" + name + "\"";
        int count = table.Columns.Count;
        string account = Number(count + 4);
        string now = Number(count + 5);
        string[] names = [.. table.Columns.Select(static c => Quote(c.Name)), "raw", "content_hash", "vendor_updated_at"];
        string[] arrays = [.. table.Columns.Select(static (c, i) => Number(i + 1) + "::" + ColumnArrays.Sql(c.Type).ArrayType), Number(count + 1) + "::jsonb[]", Number(count + 2) + "::bytea[]", Number(count + 3) + "::timestamptz[]"];
        string[] values =
        [
            .. table.Columns.Select(static c => "p." + Quote(c.Name) + ColumnArrays.Sql(c.Type).Cast),
            "p.raw", "p.content_hash", "p.vendor_updated_at",
        ];
        string[] references = [.. table.References.Select(static r => Quote(r.Column))];
        string joins = string.Join("\n", table.References.Select((r, i) =>
            $"left join integrations.{Quote(r.TargetTable)} r{i} on r{i}.fub_account_id = {account} and r{i}.{Quote(r.TargetColumn)} = p.{Quote(r.LocalColumn)}"
            + (r.TargetConstant is { } c ? $" and r{i}.{Quote(c.Column)} = '{c.Value}'" : "")));
        string unresolved = string.Join(", ", table.References.Select((r, i) =>
            $"case when p.{Quote(r.LocalColumn)} is not null{(r.NoTarget is { } none ? $" and p.{Quote(r.LocalColumn)} <> {none.ToString(CultureInfo.InvariantCulture)}" : "")} and r{i}.id is null then '{r.Name}' end"));
        string[] keys = [.. table.KeyColumns.Select(static k => Quote(k.Name))];
        string[] written = [.. names, .. references, "unresolved_refs"];
        return $"""
            insert into integrations.{Quote(table.Name)} as t (fub_account_id, {string.Join(", ", written)}, first_seen_at, last_seen_at, synced_at)
            select {account}, {string.Join(", ", values)}{string.Concat(references.Select(static (_, i) => $", r{i}.id"))}, array_remove(array[{unresolved}]::text[], null), {now}, {now}, {now}
            from unnest({string.Join(", ", arrays)}) as p({string.Join(", ", names)})
            {joins}
            on conflict (fub_account_id, {string.Join(", ", keys)}) do update set
            {string.Join(", ", written.Except(keys, StringComparer.Ordinal).Select(static c => $"{c} = excluded.{c}"))}, updated_at = {now}, last_seen_at = {now}, synced_at = {now}, deleted_at = null, deleted_source = null
            where t.content_hash <> excluded.content_hash
            returning t.id
            """;
    }

    private static string Number(int i) => "$" + i.ToString(CultureInfo.InvariantCulture);
}
