namespace Integrations.Abstractions;

/// <summary>One or more pages, mapped: what one transaction stores.</summary>
public sealed record RecordBatch
{
    /// <summary>The records in read order.</summary>
    public required IReadOnlyList<MappedRecord> Records { get; init; }

    /// <summary>Mode of the read.</summary>
    public required SyncMode Mode { get; init; }

    /// <summary>Cursor after these records. Null when the batch does not move the cursor (re-reads by id, windows).</summary>
    public SyncCursor? Cursor { get; init; }

    /// <summary>Phase after these records. Null when it does not change.</summary>
    public RunPhase? NextPhase { get; init; }

    /// <summary>Where deletes of this batch come from: <c>vendor</c>, <c>sweep</c>, <c>webhook</c>, <c>404</c>.</summary>
    public string DeleteSource { get; init; } = "vendor";

    /// <summary>What the batch cost at the vendor.</summary>
    public RequestCounts Requests { get; init; }

    /// <summary>The vendor's total as the last page gave it. Null when it gave none.</summary>
    public long? ReportedTotal { get; init; }

    /// <summary>The vendor-clock time up to which everything has been read. Null to leave the stored one.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>The lists that are read to their end, of a stream that has several. See <see cref="SyncPage.PartsRead"/>.</summary>
    public IReadOnlyList<string> PartsRead { get; init; } = [];

    /// <summary>Name of the strategy that read it. Null when none did.</summary>
    public string? Strategy { get; init; }
}
