using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// A batch with one last word per record: what reading its records one by one would leave. The newest vendor stamp wins, then the later read (invariant I4); a record without a
/// stamp cannot be told older and so wins over what was read before it.
/// </summary>
internal sealed class BatchFold
{
    private BatchFold(IReadOnlyList<MappedRecord> upserts, IReadOnlyList<MappedRecord> deletes, IReadOnlyList<MappedRecord> rejects, string[] readIds, string[] seenIds)
    {
        Upserts = upserts;
        Deletes = deletes;
        Rejects = rejects;
        ReadIds = readIds;
        SeenIds = seenIds;
    }

    /// <summary>Rows to write, one per id.</summary>
    public IReadOnlyList<MappedRecord> Upserts { get; }

    /// <summary>Rows to mark as deleted, one per id.</summary>
    public IReadOnlyList<MappedRecord> Deletes { get; }

    /// <summary>Every reject in read order, repeated ids included.</summary>
    public IReadOnlyList<MappedRecord> Rejects { get; }

    /// <summary>Ids that were readable after their last reject: earlier rejects of these are settled.</summary>
    public string[] ReadIds { get; }

    /// <summary>Ids that the vendor has, readable or not.</summary>
    public string[] SeenIds { get; }

    public static BatchFold Of(IReadOnlyList<MappedRecord> records)
    {
        Dictionary<VendorId, MappedRecord> last = new(records.Count);
        List<MappedRecord> rejects = [];
        HashSet<string> rejectedLast = new(StringComparer.Ordinal);
        foreach (MappedRecord record in records)
        {
            if (record.Problem is not null || record.Id is not { } id)
            {
                rejects.Add(record);
                if (record.Id is { } rejected)
                {
                    rejectedLast.Add(rejected.Value);
                }

                continue;
            }

            rejectedLast.Remove(id.Value);
            if (!last.TryGetValue(id, out MappedRecord? held) || !IsOlder(record, held))
            {
                last[id] = record;
            }
        }

        List<MappedRecord> upserts = new(last.Count);
        List<MappedRecord> deletes = [];
        foreach (MappedRecord record in last.Values)
        {
            (record.Operation == SyncOperation.Delete ? deletes : upserts).Add(record);
        }

        HashSet<string> seen = new(upserts.Select(static r => r.Id!.Value.Value), StringComparer.Ordinal);
        seen.UnionWith(rejects.Where(static r => r.Id is not null).Select(static r => r.Id!.Value.Value));
        return new BatchFold(upserts, deletes, rejects, [.. last.Keys.Select(static k => k.Value).Where(k => !rejectedLast.Contains(k))], [.. seen]);
    }

    private static bool IsOlder(MappedRecord record, MappedRecord held) =>
        record.VendorUpdatedAt is { } stamp && held.VendorUpdatedAt is { } other && stamp < other;
}
