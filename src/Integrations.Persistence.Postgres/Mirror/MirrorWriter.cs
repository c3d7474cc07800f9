using System.Globalization;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Writes rows of a mirror table: binary COPY into a temporary table, then one set-based statement.</summary>
internal sealed class MirrorWriter(CoreProjections projections)
{
    /// <summary>So many refusals are records; more are a table that does not fit its description, and that error must be seen.</summary>
    private const int MaxRefusedPerBatch = 50;

    /// <summary>Writes rows, one per key. A row that the database refuses is found by halving and kept aside; the others are stored.</summary>
    public static Task UpsertAsync(FencedTransaction work, IReadOnlyList<MappedRecord> records, MirrorChange change, CancellationToken cancellationToken) =>
        HalvingAsync(
            work,
            records,
            change,
            (part, attempt) => CopyAndUpsertAsync(work, part, "_rows" + attempt.ToString(CultureInfo.InvariantCulture), change, cancellationToken),
            (record, problem) => Task.FromResult(Reject.Of(record, "promote", problem)),
            cancellationToken);

    /// <summary>Runs a write under a savepoint; on a refusal halves it until the refused items stand alone.</summary>
    public static async Task HalvingAsync<T>(
        FencedTransaction work,
        IReadOnlyList<T> items,
        MirrorChange change,
        Func<IReadOnlyList<T>, int, Task> write,
        Func<T, RecordProblem, Task<Reject>> refuse,
        CancellationToken cancellationToken)
    {
        int attempt = 0;
        Stack<IReadOnlyList<T>> parts = new();
        if (items.Count > 0)
        {
            parts.Push(items);
        }

        while (parts.TryPop(out IReadOnlyList<T>? part))
        {
            const string Savepoint = "items";
            await work.Transaction.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            try
            {
                await write(part, attempt++).ConfigureAwait(false);
            }
            catch (PostgresException e) when (PostgresFailures.IsRefusedRecord(e) && change.Refused.Count < MaxRefusedPerBatch)
            {
                await work.Transaction.RollbackAsync(Savepoint, cancellationToken).ConfigureAwait(false);
                if (part.Count == 1)
                {
                    change.Refused.Add(await refuse(part[0], PostgresFailures.Refusal(e)).ConfigureAwait(false));
                }
                else
                {
                    int half = part.Count / 2;
                    parts.Push([.. part.Skip(half)]);
                    parts.Push([.. part.Take(half)]);
                }
            }
        }
    }

    /// <summary>Marks rows as deleted. Rows that are not there, or were marked before, stay as they are.</summary>
    public static async Task DeleteAsync(
        FencedTransaction work, IReadOnlyList<(string ExternalId, DateTimeOffset? Stamp)> deletes, string source, MirrorChange change, CancellationToken cancellationToken)
    {
        MirrorSql sql = work.Stream.Mirror;
        List<(object[] Key, DateTimeOffset? Stamp)> rows = [];
        foreach ((string externalId, DateTimeOffset? stamp) in deletes)
        {
            if (sql.ParseKey(externalId) is { } key)
            {
                rows.Add((key, stamp?.ToUniversalTime()));
            }
        }

        if (rows.Count == 0)
        {
            return;
        }

        List<NpgsqlParameter> parameters =
        [
            Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId), Parameter.Text(source), Parameter.Times([.. rows.Select(static r => r.Stamp)]),
        ];
        for (int i = 0; i < sql.Table.KeyColumns.Count; i++)
        {
            int part = i;
            parameters.Add(sql.Table.KeyColumns[i].Type == ColumnType.Text
                ? Parameter.Texts([.. rows.Select(r => (string)r.Key[part])])
                : Parameter.BigInts([.. rows.Select(r => (long)r.Key[part])]));
        }

        change.Deleted.AddRange(await work.Connection.ListAsync(sql.Delete, [.. parameters], static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Fills references that waited for the rows that arrived, and carries every changed row into the core tables.</summary>
    public async Task PropagateAsync(FencedTransaction work, MirrorChange change, CancellationToken cancellationToken)
    {
        await ProjectAsync(work, work.Stream.Table, change.All, cancellationToken).ConfigureAwait(false);
        if (change.Inserted.Count == 0 || work.Stream.Mirror.Waiting.Count == 0)
        {
            return;
        }

        long[] arrived = [.. change.Inserted];
        Dictionary<EntityTable, HashSet<long>> filled = [];
        foreach (WaitingReference waiting in work.Stream.Mirror.Waiting)
        {
            List<long> rows = await work.Connection.ListAsync(
                waiting.Resolve, [Parameter.BigInt(work.AccountId), Parameter.BigInts(arrived), Parameter.Time(work.Now)], static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
            if (rows.Count > 0)
            {
                if (!filled.TryGetValue(waiting.Table, out HashSet<long>? ids))
                {
                    filled.Add(waiting.Table, ids = []);
                }

                ids.UnionWith(rows);
            }
        }

        foreach ((EntityTable table, HashSet<long> ids) in filled)
        {
            await ProjectAsync(work, table, [.. ids], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads (id, inserted) of rows written into <paramref name="change"/>.</summary>
    public static async Task ReadWrittenAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, MirrorChange change, CancellationToken cancellationToken)
    {
        foreach ((long id, bool inserted) in await connection.ListAsync(sql, parameters, static r => (r.GetInt64(0), r.GetBoolean(1)), cancellationToken).ConfigureAwait(false))
        {
            (inserted ? change.Inserted : change.Updated).Add(id);
        }
    }

    private async Task ProjectAsync(FencedTransaction work, EntityTable table, long[] rowIds, CancellationToken cancellationToken)
    {
        if (rowIds.Length > 0)
        {
            foreach (ICoreProjection projection in projections.For(table.Name))
            {
                await projection.ApplyAsync(work.Connection, work.Transaction, work.Lease.Account, rowIds, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task CopyAndUpsertAsync(FencedTransaction work, IReadOnlyList<MappedRecord> records, string temp, MirrorChange change, CancellationToken cancellationToken)
    {
        MirrorSql sql = work.Stream.Mirror;
        await work.Connection.ExecuteAsync($"create temp table {temp} ({sql.TempColumns}) on commit drop", [], cancellationToken).ConfigureAwait(false);
        NpgsqlBinaryImporter importer = await work.Connection.BeginBinaryImportAsync($"copy pg_temp.{temp} ({sql.CopyColumns}) from stdin (format binary)", cancellationToken).ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            BinaryColumnWriter writer = new(importer);
            for (int i = 0; i < records.Count; i++)
            {
                MappedRecord record = records[i];
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                sql.Table.Write(record.Row!, writer);
                writer.WriteJson(record.Raw);
                writer.WriteBytes(record.Original);
                writer.WriteBytes(record.ContentHash);
                writer.WriteTimestamp(record.VendorUpdatedAt);
                writer.WriteInt64(i);
            }

            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        await ReadWrittenAsync(
            work.Connection, sql.UpsertFrom(temp), [Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId)], change, cancellationToken).ConfigureAwait(false);
    }
}
