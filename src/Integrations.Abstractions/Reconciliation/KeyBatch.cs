namespace Integrations.Abstractions;

/// <summary>One or more pages of keys: what one transaction stores.</summary>
public sealed record KeyBatch
{
    /// <summary>The keys.</summary>
    public required IReadOnlyList<SourceKey> Keys { get; init; }

    /// <summary>Where the sweep continues after them. The cursor of the stream's deltas does not move.</summary>
    public required SyncCursor Cursor { get; init; }

    /// <summary>True when the sweep is complete with them: they can be compared.</summary>
    public required bool IsLast { get; init; }

    /// <summary>What they cost at the vendor.</summary>
    public RequestCounts Requests { get; init; }
}
