namespace Integrations.Fub;

/// <summary>A call to be logged. Nothing is dialled.</summary>
public sealed record FubNewCall
{
    /// <summary>Person; 0 for an unknown caller. Documented.</summary>
    public required long PersonId { get; init; }

    /// <summary>Number of the person. Documented.</summary>
    public required string Phone { get; init; }

    /// <summary>True when the person called. Documented.</summary>
    public required bool IsIncoming { get; init; }

    /// <summary>Log text. Documented.</summary>
    public string? Note { get; init; }

    /// <summary><c>Interested</c> and others; see <see cref="FubCallOutcome"/>. Documented.</summary>
    public FubCallOutcome? Outcome { get; init; }

    /// <summary>Seconds. Documented.</summary>
    public long? Duration { get; init; }

    /// <summary>Number called. Documented.</summary>
    public string? ToNumber { get; init; }

    /// <summary>Number of the caller. Documented.</summary>
    public string? FromNumber { get; init; }

    /// <summary>User who made or took it; only for keys of administrators. Documented.</summary>
    public long? UserId { get; init; }

    /// <summary>Address of the recording. Documented.</summary>
    public string? RecordingUrl { get; init; }
}
