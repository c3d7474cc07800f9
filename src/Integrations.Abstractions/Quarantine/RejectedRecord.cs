namespace Integrations.Abstractions;

/// <summary>A record that could not be read, mapped or stored, kept aside with its reason.</summary>
public sealed record RejectedRecord
{
    /// <summary>Row of the quarantine.</summary>
    public required RowId Id { get; init; }

    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>The vendor's identifier; <c>sha256:…</c> of the payload where the record has none.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Where it was refused: <c>map</c>, <c>stage</c> and <c>promote</c> can be replayed from the payload; <c>fetch</c> and <c>link</c> cannot.</summary>
    public required string Stage { get; init; }

    /// <summary>Stable reason class, for example <c>unreadable</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in words, without any value of the record.</summary>
    public required string Message { get; init; }

    /// <summary>How often it was rejected.</summary>
    public required int Attempts { get; init; }

    /// <summary>First time.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>Last time.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it was settled. Null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How it was settled: <c>sync</c> when its record was read well later, <c>replay</c>, <c>superseded</c>, or the name of who dismissed it. Null while it is open.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>The run that settled it. Null while it is open, and for one that was dismissed.</summary>
    public Guid? ReplayedRunId { get; init; }

    /// <summary>The payload as it was received: customer data. Null when it was not asked for, or nothing was received.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }
}
