namespace Integrations.Rezen;

/// <summary>A buyer record to be made.</summary>
public sealed record RezenNewBuyerRecord
{
    /// <summary>Documented, second hand.</summary>
    public required string OfficeId { get; init; }

    /// <summary>Documented, second hand.</summary>
    public required string GeographicInterest { get; init; }

    /// <summary>Begin and end of the agreement. Documented, second hand.</summary>
    public required RezenDateSpan BbaDates { get; init; }

    /// <summary>Documented, second hand.</summary>
    public required IReadOnlyList<RezenNewBuyerParticipant> InitialParticipants { get; init; }

    /// <summary>Documented, second hand.</summary>
    public string? TeamId { get; init; }

    /// <summary>Yenta id. Documented, second hand.</summary>
    public string? CreateOnBehalfOf { get; init; }
}
