using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrations.Abstractions;

/// <summary>What a strategy keeps between pages and between reads. Stored as the payload of a <see cref="SyncCursor"/>.</summary>
public sealed record StrategyState
{
    private const int FormatVersion = 1;

    /// <summary>Nothing read yet.</summary>
    public static StrategyState Initial { get; } = new();

    /// <summary>Everything that the vendor stamped up to this time of its clock has been read. Null before the first complete read.</summary>
    [JsonPropertyName("w")]
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Highest numeric id of complete reads. Null where ids do not grow or nothing was read.</summary>
    [JsonPropertyName("h")]
    public long? HighestId { get; init; }

    /// <summary>The read under way. Null between reads.</summary>
    [JsonPropertyName("k")]
    public WalkState? Walk { get; init; }

    /// <summary>Free text that the source keeps with the cursor, for example the verdict of its self-test. Null when it keeps none.</summary>
    [JsonPropertyName("n")]
    public string? SourceNote { get; init; }

    /// <summary>Wraps the state into a cursor of <paramref name="stream"/>.</summary>
    public SyncCursor ToCursor(StreamName stream) =>
        SyncCursor.Create(stream, FormatVersion, JsonSerializer.Serialize(this, StrategyJsonContext.Default.StrategyState));

    /// <summary>Reads the state out of a cursor; null gives <see cref="Initial"/>.</summary>
    /// <exception cref="IntegrationCursorException">The cursor belongs to another stream, has another version, or is damaged.</exception>
    public static StrategyState FromCursor(SyncCursor? cursor, StreamName stream)
    {
        if (cursor is null)
        {
            return Initial;
        }

        string payload = cursor.Open(stream, FormatVersion);
        try
        {
            StrategyState? state = JsonSerializer.Deserialize(payload, StrategyJsonContext.Default.StrategyState);
            return state is not null && IsSound(state.Walk) ? state : throw IntegrationCursorException.Damaged(stream, inner: null);
        }
        catch (JsonException e)
        {
            throw IntegrationCursorException.Damaged(stream, e);
        }
    }

    private static bool IsSound(WalkState? walk) =>
        walk is null || (walk is { Strategy.Length: > 0, Offset: >= 0, Pages: >= 0, Restarts: >= 0, Rows: >= 0, StepBacks: >= 0, StepBacksInRow: >= 0 } && walk.Seam?.Contains(null!) != true);
}
