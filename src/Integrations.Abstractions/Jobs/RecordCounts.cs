using System.Runtime.InteropServices;

namespace Integrations.Abstractions;

/// <summary>What became of the records read. The five outcomes add up to <see cref="Read"/> (invariant I6).</summary>
/// <param name="Read">Records read from the vendor.</param>
/// <param name="Inserted">New mirror rows.</param>
/// <param name="Updated">Changed mirror rows.</param>
/// <param name="Unchanged">Rows left alone: same content, or older than what is stored.</param>
/// <param name="Deleted">Rows marked as deleted.</param>
/// <param name="Rejected">Records kept aside with a reason.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordCounts(long Read, long Inserted, long Updated, long Unchanged, long Deleted, long Rejected)
{
    /// <summary>Nothing.</summary>
    public static RecordCounts Zero => default;

    /// <summary>True when every record read is accounted for.</summary>
    public bool IsBalanced => Read == Inserted + Updated + Unchanged + Deleted + Rejected;

    /// <summary>Adds two counts.</summary>
    public static RecordCounts operator +(RecordCounts left, RecordCounts right) => left.Add(right);

    /// <summary>Adds another count.</summary>
    public RecordCounts Add(RecordCounts other) => new(
        Read + other.Read,
        Inserted + other.Inserted,
        Updated + other.Updated,
        Unchanged + other.Unchanged,
        Deleted + other.Deleted,
        Rejected + other.Rejected);
}
