using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Integrations.Abstractions;

/// <summary>An item that this process may work on while it holds the lease.</summary>
public sealed record WorkItem
{
    /// <summary>Row id.</summary>
    public required RowId Id { get; init; }

    /// <summary>The account that it is for.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Which handler does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What the handler needs to know, as JSON in UTF-8. Null when it needs nothing.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }

    /// <summary>Number of this attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Attempts before it is given up.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Who holds it.</summary>
    public required string Owner { get; init; }

    /// <summary>Rises with every claim; nothing is settled under an old one (invariant I2).</summary>
    public required long Fence { get; init; }

    /// <summary>Reads the payload with source-generated JSON.</summary>
    /// <param name="json">How it is read, for example <c>AppJson.Default.Reminder</c>.</param>
    /// <exception cref="JsonException">There is no payload, or it is something else.</exception>
    public T Read<T>(JsonTypeInfo<T> json) =>
        (Payload is { } payload ? JsonSerializer.Deserialize(payload.Span, json) : default) ?? throw new JsonException($"Item {Id} of kind '{Kind}' has no payload.");
}
