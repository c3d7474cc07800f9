namespace Integrations.Fub;

/// <summary>A text message to be logged. Nothing is sent to anybody. Documented.</summary>
public sealed record FubNewTextMessage
{
    /// <summary>Person. Documented.</summary>
    public required long PersonId { get; init; }

    /// <summary>Text. Documented.</summary>
    public required string Message { get; init; }

    /// <summary>Number of the receiver; may come back without its country code. Documented.</summary>
    public required string ToNumber { get; init; }

    /// <summary>Number of the sender; may come back without its country code. Documented.</summary>
    public required string FromNumber { get; init; }

    /// <summary>True when the person wrote it. Documented; false when absent.</summary>
    public bool? IsIncoming { get; init; }

    /// <summary>What users see as its origin. Documented.</summary>
    public string? ExternalLabel { get; init; }

    /// <summary>Where users find it. Documented.</summary>
    public string? ExternalUrl { get; init; }
}
