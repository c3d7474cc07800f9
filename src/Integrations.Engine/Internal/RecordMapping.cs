using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Maps what a source read, and gives it its place in the read order (invariant I4).</summary>
internal static class RecordMapping
{
    /// <param name="source">Who read it.</param>
    /// <param name="records">What was read.</param>
    /// <param name="account">The account.</param>
    /// <param name="askedAt">When the vendor was asked.</param>
    public static MappedRecord[] Map(ISyncSource source, IReadOnlyList<SyncRecord> records, AccountInfo account, DateTimeOffset askedAt)
    {
        var mapped = new MappedRecord[records.Count];
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = source.Mapper.Map(records[i], account);
            mapped[i].AskedAt = askedAt;
        }

        return mapped;
    }
}
