using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Integrations.Abstractions;

/// <summary>An item of work for the queue.</summary>
public sealed record WorkRequest
{
    /// <summary>The account that it is for. Its items wait while the account is not active, and go with it when it is removed.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Which handler does it: the <see cref="IWorkHandler.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the handler needs to know, as JSON in UTF-8. Null when it needs nothing.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }

    /// <summary>Which work goes first.</summary>
    public WorkPriority Priority { get; init; }

    /// <summary>Not before this time. Null for at once.</summary>
    public DateTimeOffset? RunAfter { get; init; }

    /// <summary>
    /// While an item of this key has not begun, asking again changes nothing but a higher priority or an earlier time. An item that runs takes in nothing: the change behind the new request
    /// may be later than what it has read. Unique in the vendor, so put the account into it. Null for an item of its own.
    /// </summary>
    public string? DedupeKey { get; init; }

    /// <summary>Attempts before it is given up and kept as a dead letter. Default 5; at least 1.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Your user, copied to <c>user_id</c>. Null when none.</summary>
    public long? UserId { get; init; }

    /// <summary>Makes a request whose payload is written by source-generated JSON.</summary>
    /// <param name="account">The account that it is for.</param>
    /// <param name="kind">Which handler does it.</param>
    /// <param name="payload">What the handler needs to know.</param>
    /// <param name="json">How it is written, for example <c>AppJson.Default.Reminder</c>.</param>
    public static WorkRequest Create<T>(AccountRef account, string kind, T payload, JsonTypeInfo<T> json) =>
        new() { Account = account, Kind = kind, Payload = JsonSerializer.SerializeToUtf8Bytes(payload, json) };
}
