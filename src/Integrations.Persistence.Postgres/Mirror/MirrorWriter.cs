using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Writes rows of a mirror table: one set-based statement for all rows of a transaction.</summary>
internal sealed class MirrorWriter(CoreProjections projections)
{
    /// <summary>So many refusals are records; more are a table that does not fit its description, and that error must be seen.</summary>
    private const int MaxRefusedPerBatch = 50;

    /// <summary>
    /// Writes rows, one per key. A row that the database refuses is found by halving and kept aside; the others are stored. Where rows may be there already, those that are unchanged are
    /// found by key and hash first: they are neither sent nor locked.
    /// </summary>
    public static async Task UpsertAsync(FencedTransaction work, IReadOnlyList<MappedRecord> records, bool mayExist, MirrorChange change, CancellationToken cancellationToken)
    {
        IReadOnlyList<MappedRecord> present = await PresentAsync(work, records, static r => r.Id!.Value.Value, static r => r.AskedAt, cancellationToken).ConfigureAwait(false);
        await HalvingAsync(
            work,
            mayExist ? await DifferingAsync(work, present, cancellationToken).ConfigureAwait(false) : present,
            change,
            part => UpsertAsync(work, part, change, cancellationToken),
            static (record, problem) => Task.FromResult(Reject.Of(record, "promote", problem)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The records less those that were found to be gone after they had been asked for.</summary>
    public static async Task<IReadOnlyList<T>> PresentAsync<T>(
        FencedTransaction work, IReadOnlyList<T> records, Func<T, string> externalId, Func<T, DateTimeOffset?> askedAt, CancellationToken cancellationToken)
    {
        if (!work.HasGone || records.Count == 0)
        {
            return records;
        }

        List<long> gone = await work.Connection.ListAsync(
            work.Stream.Mirror.Gone,
            [.. work.StreamKey(), Parameter.Texts([.. records.Select(r => PostgresText.Clean(externalId(r)))]), Parameter.Times([.. records.Select(r => (DateTimeOffset?)work.Asked(askedAt(r)))])],
            static r => r.GetInt64(0),
            cancellationToken).ConfigureAwait(false);
        HashSet<long> positions = [.. gone];
        return positions.Count == 0 ? records : [.. records.Where((_, i) => !positions.Contains(i + 1))];
    }

    /// <summary>Runs a write under a savepoint; on a refusal halves it until the refused items stand alone.</summary>
    public static async Task HalvingAsync<T>(
        FencedTransaction work,
        IReadOnlyList<T> items,
        MirrorChange change,
        Func<IReadOnlyList<T>, Task> write,
        Func<T, RecordProblem, Task<Reject>> refuse,
        CancellationToken cancellationToken)
    {
        Stack<IReadOnlyList<T>> parts = new();
        if (items.Count > 0)
        {
            parts.Push(items);
        }

        await work.Plans.BeforeWriteAsync(work.Connection, work.Stream.Table.Name, items.Count, work.Now, cancellationToken).ConfigureAwait(false);
        while (parts.TryPop(out IReadOnlyList<T>? part))
        {
            const string Savepoint = "items";
            await work.Transaction.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            try
            {
                await write(part).ConfigureAwait(false);
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
        FencedTransaction work, IReadOnlyList<DeletedRecord> deletes, string source, MirrorChange change, CancellationToken cancellationToken)
    {
        MirrorSql sql = work.Stream.Mirror;
        List<(object[] Key, DeletedRecord Record)> rows = [];
        foreach (DeletedRecord record in deletes)
        {
            if (sql.ParseKey(record.ExternalId) is { } key)
            {
                rows.Add((key, record));
            }
        }

        if (rows.Count == 0)
        {
            return;
        }

        List<NpgsqlParameter> parameters =
        [
            Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId), Parameter.Text(source),
            Parameter.Times([.. rows.Select(static r => r.Record.VendorUpdatedAt?.ToUniversalTime())]), Parameter.Times([.. rows.Select(r => (DateTimeOffset?)work.Asked(r.Record.AskedAt))]),
            .. Keys(sql.Table, [.. rows.Select(static r => r.Key)]),
        ];
        change.Deleted.AddRange(await work.Connection.ListAsync(sql.Delete, [.. parameters], static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false));
        if (work.HasOtherWriter && change.Deleted.Count < rows.Count)
        {
            // The other writer may hold a record that it asked for before and the mirror does not have yet.
            await work.Connection.ExecuteAsync(
                sql.NoteGone,
                [
                    .. work.StreamKey(), Parameter.Texts([.. rows.Select(static r => PostgresText.Clean(r.Record.ExternalId))]),
                    Parameter.Times([.. rows.Select(r => (DateTimeOffset?)work.Asked(r.Record.AskedAt))]),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Fills references that waited for the rows that arrived, ends the rows that end with those that were deleted, and carries every changed row into the core tables.</summary>
    public async Task PropagateAsync(FencedTransaction work, MirrorChange change, CancellationToken cancellationToken)
    {
        await ProjectAsync(work, work.Stream.Table, change.All, cancellationToken).ConfigureAwait(false);
        if (change.Deleted.Count > 0)
        {
            foreach (WaitingReference dependent in work.Stream.Mirror.Waiting.Where(static w => w.Die is not null))
            {
                List<long> ended = await work.Connection.ListAsync(
                    dependent.Die!,
                    [Parameter.BigInt(work.AccountId), Parameter.BigInts([.. change.Deleted]), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId)],
                    static r => r.GetInt64(0),
                    cancellationToken).ConfigureAwait(false);
                await ProjectAsync(work, dependent.Table, [.. ended], cancellationToken).ConfigureAwait(false);
            }
        }

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

    /// <summary>True when a projection reads the table.</summary>
    public bool IsProjected(EntityTable table) => projections.For(table.Name).Count > 0;

    /// <summary>Carries rows into the core tables. Returns the number of core rows written.</summary>
    public async Task<long> ProjectAsync(FencedTransaction work, EntityTable table, long[] rowIds, CancellationToken cancellationToken)
    {
        long written = 0;
        if (rowIds.Length > 0)
        {
            foreach (ICoreProjection projection in projections.For(table.Name))
            {
                written += await projection.ApplyAsync(work.Connection, work.Transaction, work.Lease.Account, rowIds, cancellationToken).ConfigureAwait(false);
            }
        }

        return written;
    }

    /// <summary>Reads (id, inserted) of rows written into <paramref name="change"/>.</summary>
    public static async Task ReadWrittenAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, MirrorChange change, CancellationToken cancellationToken)
    {
        foreach ((long id, bool inserted) in await connection.ListAsync(sql, parameters, static r => (r.GetInt64(0), r.GetBoolean(1)), cancellationToken).ConfigureAwait(false))
        {
            (inserted ? change.Inserted : change.Updated).Add(id);
        }
    }

    private static async Task<IReadOnlyList<MappedRecord>> DifferingAsync(FencedTransaction work, IReadOnlyList<MappedRecord> records, CancellationToken cancellationToken)
    {
        MirrorSql sql = work.Stream.Mirror;
        List<object[]> keys = new(records.Count);
        foreach (MappedRecord record in records)
        {
            if (sql.ParseKey(record.Id!.Value.Value) is not { } key)
            {
                return records;
            }

            keys.Add(key);
        }

        if (keys.Count == 0)
        {
            return records;
        }

        List<long> positions = await work.Connection.ListAsync(
            sql.Differing,
            [Parameter.BigInt(work.AccountId), Parameter.Bytes([.. records.Select(static r => r.ContentHash)]), .. Keys(sql.Table, keys)],
            static r => r.GetInt64(0),
            cancellationToken).ConfigureAwait(false);
        if (positions.Count == records.Count)
        {
            return records;
        }

        if (work.HasOtherWriter)
        {
            // What the other writer asked for before must not replace what was found unchanged after.
            HashSet<long> differing = [.. positions];
            int[] unchanged = [.. Enumerable.Range(0, records.Count).Where(i => !differing.Contains(i + 1))];
            await work.Connection.ExecuteAsync(
                sql.Confirm,
                [
                    Parameter.BigInt(work.AccountId), Parameter.Bytes([.. unchanged.Select(i => records[i].ContentHash)]),
                    Parameter.Times([.. unchanged.Select(i => (DateTimeOffset?)work.Asked(records[i].AskedAt))]), .. Keys(sql.Table, [.. unchanged.Select(i => keys[i])]),
                ],
                cancellationToken).ConfigureAwait(false);
        }

        return [.. positions.Select(p => records[(int)p - 1])];
    }

    private static Task UpsertAsync(FencedTransaction work, IReadOnlyList<MappedRecord> records, MirrorChange change, CancellationToken cancellationToken)
    {
        MirrorSql sql = work.Stream.Mirror;
        ColumnArrays rows = new(sql.Table, records.Count);
        foreach (MappedRecord record in records)
        {
            rows.Add(record.Row!);
        }

        return ReadWrittenAsync(
            work.Connection,
            sql.UpsertFromArrays,
            [
                Parameter.BigInt(work.AccountId), Parameter.Time(work.Now), Parameter.Guid(work.Lease.RunId), .. rows.Parameters(),
                Parameter.Jsons([.. records.Select(static r => r.Raw)]), Parameter.Bytes([.. records.Select(static r => r.Original?.ToArray())]),
                Parameter.Bytes([.. records.Select(static r => r.ContentHash)]), Parameter.Times([.. records.Select(static r => r.VendorUpdatedAt?.ToUniversalTime())]),
                Parameter.Times([.. records.Select(r => (DateTimeOffset?)work.Asked(r.AskedAt))]),
            ],
            change,
            cancellationToken);
    }

    private static IEnumerable<NpgsqlParameter> Keys(EntityTable table, IReadOnlyList<object[]> keys) => table.KeyColumns.Select((column, part) => column.Type == ColumnType.Text
        ? Parameter.Texts([.. keys.Select(k => (string)k[part])])
        : Parameter.BigInts([.. keys.Select(k => (long)k[part])]));
}
