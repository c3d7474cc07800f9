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

    /// <summary>The lists of a stream that has several, each with its own state. Null for a stream of one list.</summary>
    [JsonPropertyName("p")]
    public IReadOnlyList<PartState>? Parts { get; init; }

    /// <summary>Where the read of several lists under way stands. Null between reads, and for a stream of one list.</summary>
    [JsonPropertyName("q")]
    public PartsTurn? Turn { get; init; }

    /// <summary>True within a read.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Walk is not null || Turn is not null;

    /// <summary>The lists that the read under way, or the last one, has read to their end. Empty for a stream of one list.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> PartsRead => [.. (Parts ?? []).Select(static p => p.Name).TakeWhile(name => !string.Equals(name, Turn?.Part, StringComparison.Ordinal))];

    /// <summary>Free text that the source keeps with the cursor, for example the verdict of its self-test. Null when it keeps none.</summary>
    [JsonPropertyName("n")]
    public string? SourceNote { get; init; }

    /// <summary>The state of one list of several. <see cref="Initial"/> for one that was never read.</summary>
    public StrategyState PartOf(string name) => Parts?.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))?.State ?? Initial;

    /// <summary>The place of this state with the watermarks of <paramref name="before"/>, for a read that must not move them.</summary>
    public StrategyState WithMarksOf(StrategyState before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return this with
        {
            Watermark = before.Watermark,
            HighestId = before.HighestId,
            Parts = Parts is null ? null : [.. Parts.Select(p => p with { State = p.State.WithMarksOf(before.PartOf(p.Name)) })],
        };
    }

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
            return state is not null && IsSound(state) ? state : throw IntegrationCursorException.Damaged(stream, inner: null);
        }
        catch (JsonException e)
        {
            throw IntegrationCursorException.Damaged(stream, e);
        }
    }

    private static bool IsSound(StrategyState state) =>
        IsSound(state.Walk)
        && (state.Turn is null || state is { Turn: { Strategy.Length: > 0, Part.Length: > 0 }, Parts: not null })
        && (state.Parts is null || state.Parts.All(static p => p is { Name.Length: > 0, State: { Parts: null, Turn: null } state } && IsSound(state.Walk)));

    private static bool IsSound(WalkState? walk) =>
        walk is null || (walk is { Strategy.Length: > 0, Offset: >= 0, Pages: >= 0, Restarts: >= 0, Rows: >= 0, StepBacks: >= 0, StepBacksInRow: >= 0 } && walk.Seam?.Contains(null!) != true);
}
