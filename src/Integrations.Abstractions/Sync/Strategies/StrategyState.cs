namespace Integrations.Abstractions;

/// <summary>What a strategy keeps between pages and between reads. Stored as the payload of a <see cref="SyncCursor"/>.</summary>
public sealed record StrategyState
{
    /// <summary>Nothing read yet.</summary>
    public static StrategyState Initial { get; } = new();

    /// <summary>Everything that the vendor stamped up to this time of its clock has been read. Null before the first complete read.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Highest numeric id of complete reads. Null where ids do not grow or nothing was read.</summary>
    public long? HighestId { get; init; }

    /// <summary>The read under way. Null between reads.</summary>
    public WalkState? Walk { get; init; }

    /// <summary>Free text that the source keeps with the cursor, for example the verdict of its self-test. Null when it keeps none.</summary>
    public string? SourceNote { get; init; }

    /// <summary>Wraps the state into a cursor of <paramref name="stream"/>.</summary>
    public SyncCursor ToCursor(StreamName stream) => throw new NotImplementedException();

    /// <summary>Reads the state out of a cursor; null gives <see cref="Initial"/>.</summary>
    /// <exception cref="IntegrationCursorException">The cursor belongs to another stream, has another version, or is damaged.</exception>
    public static StrategyState FromCursor(SyncCursor? cursor, StreamName stream) => throw new NotImplementedException();
}
