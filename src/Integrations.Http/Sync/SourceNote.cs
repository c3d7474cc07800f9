using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>What a source keeps with its cursor: the verdict of the self-test, and where a walk stands inside a page of its outer list.</summary>
public sealed record SourceNote
{
    /// <summary>The change filter reports what changed.</summary>
    public const string Works = "works";

    /// <summary>The change filter reports nothing, or everything.</summary>
    public const string Broken = "broken";

    /// <summary>Nothing kept.</summary>
    public static SourceNote Empty { get; } = new();

    /// <summary>Units of the outer page that are done, for example <c>p9002</c>. Null when none is.</summary>
    [JsonPropertyName("d")]
    public IReadOnlyList<string>? Done { get; init; }

    /// <summary>The unit under way. Null between units.</summary>
    [JsonPropertyName("u")]
    public string? Unit { get; init; }

    /// <summary>Cursor inside the unit.</summary>
    [JsonPropertyName("c")]
    public string? UnitCursor { get; init; }

    /// <summary><see cref="Works"/> or <see cref="Broken"/>. Null when not tested yet.</summary>
    [JsonPropertyName("f")]
    public string? Filter { get; init; }

    /// <summary>When it was tested.</summary>
    [JsonPropertyName("t")]
    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>The note of a state. A note that cannot be read counts as none: the next read tests anew and loses nothing.</summary>
    public static SourceNote Of(StrategyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (string.IsNullOrEmpty(state.SourceNote))
        {
            return Empty;
        }

        try
        {
            return JsonSerializer.Deserialize(state.SourceNote, SourceJsonContext.Default.SourceNote) ?? Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    /// <summary>The state with this note.</summary>
    public StrategyState In(StrategyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { SourceNote = this == Empty ? null : JsonSerializer.Serialize(this, SourceJsonContext.Default.SourceNote) };
    }
}
