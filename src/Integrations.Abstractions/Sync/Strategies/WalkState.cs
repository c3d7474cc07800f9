using System.Text.Json.Serialization;

namespace Integrations.Abstractions;

/// <summary>Where a read under way stands. Everything that a resumed read needs is here, so that it may be cut off between any two pages.</summary>
public sealed record WalkState
{
    /// <summary>Name of the strategy that began the read, for example <c>updated-since</c>.</summary>
    [JsonPropertyName("s")]
    public required string Strategy { get; init; }

    /// <summary>
    /// The vendor's time at the first page of the read; the watermark of the stream once the read is complete. Where the vendor does not say its time, the newest stamp on
    /// the first page, which cannot be later. Null before the first page, and when that page had neither.
    /// </summary>
    [JsonPropertyName("t")]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Vendor-clock time that the read reaches back to. Null for no bound.</summary>
    [JsonPropertyName("f")]
    public DateTimeOffset? Floor { get; init; }

    /// <summary>Pages taken in.</summary>
    [JsonPropertyName("p")]
    public int Pages { get; init; }

    /// <summary>How often the read began anew, because the vendor refused a token or repeated a page. Bounded.</summary>
    [JsonPropertyName("r")]
    public int Restarts { get; init; }

    /// <summary>True when a walk in order of change has become a read of everything.</summary>
    [JsonInclude]
    [JsonPropertyName("z")]
    internal bool IsSweep { get; init; }

    /// <summary>True when <see cref="StartedAt"/> is the vendor's own time and not the newest stamp on the first page.</summary>
    [JsonInclude]
    [JsonPropertyName("c")]
    internal bool HasClock { get; init; }

    /// <summary>Token of the page that was asked for. Null when it was asked for by offset.</summary>
    [JsonInclude]
    [JsonPropertyName("a")]
    internal string? Token { get; init; }

    /// <summary>Offset of the page that was asked for; with a token, the rows read so far.</summary>
    [JsonInclude]
    [JsonPropertyName("o")]
    internal int Offset { get; init; }

    /// <summary>Identifiers of the last rows of the page before, one of which the page asked for must hold. Null by token and at offset 0.</summary>
    [JsonInclude]
    [JsonPropertyName("e")]
    internal IReadOnlyList<string>? Seam { get; init; }

    /// <summary>In order of change: the stamp of the last row of the page before; the page asked for must begin with a newer one.</summary>
    [JsonInclude]
    [JsonPropertyName("g")]
    internal DateTimeOffset? SeamStamp { get; init; }

    /// <summary>Rows of the last page that joined.</summary>
    [JsonInclude]
    [JsonPropertyName("q")]
    internal int Rows { get; init; }

    /// <summary>Pages in all that did not join the one before.</summary>
    [JsonInclude]
    [JsonPropertyName("b")]
    internal int StepBacks { get; init; }

    /// <summary>Pages that did not join since the last one that did.</summary>
    [JsonInclude]
    [JsonPropertyName("d")]
    internal int StepBacksInRow { get; init; }

    /// <summary>Empty pages in a row that said there is more.</summary>
    [JsonInclude]
    [JsonPropertyName("m")]
    internal int EmptyPages { get; init; }

    /// <summary>Fingerprint of the page before. Zero when there is none.</summary>
    [JsonInclude]
    [JsonPropertyName("x")]
    internal long LastPage { get; init; }

    /// <summary><see cref="Pages"/> when the query was last begun at its first page.</summary>
    [JsonInclude]
    [JsonPropertyName("l")]
    internal int RewoundAt { get; init; }

    /// <summary>Fingerprint of the page whose number since then is the last power of two: finds circles of any length (Brent's method). Zero when there is none.</summary>
    [JsonInclude]
    [JsonPropertyName("y")]
    internal long Checkpoint { get; init; }

    /// <summary>Highest numeric id seen. Null when none was.</summary>
    [JsonInclude]
    [JsonPropertyName("i")]
    internal long? HighestId { get; init; }

    /// <summary>Begin of the slice being read. Null for no bound.</summary>
    [JsonInclude]
    [JsonPropertyName("u")]
    internal DateTimeOffset? SliceFrom { get; init; }

    /// <summary>End of the slice being read, exclusive. Null for no bound.</summary>
    [JsonInclude]
    [JsonPropertyName("v")]
    internal DateTimeOffset? SliceTo { get; init; }
}
