namespace Integrations.Abstractions;

/// <summary>What a run asks of a source.</summary>
public sealed record SyncRequest
{
    /// <summary>The account to read, with what mappers need to know of it.</summary>
    public required AccountInfo Account { get; init; }

    /// <summary>How to read.</summary>
    public required SyncMode Mode { get; init; }

    /// <summary>Where to continue. Null for a first read.</summary>
    public SyncCursor? Cursor { get; init; }

    /// <summary>
    /// Vendor-clock time. For <see cref="SyncMode.CreatedSince"/> the lower bound of creation; for <see cref="SyncMode.Delta"/> a time that the read must
    /// reach back to even when the cursor is newer. Null when not asked.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Counts the requests made for this run. Null when nobody counts.</summary>
    public RequestTally? Tally { get; init; }
}
