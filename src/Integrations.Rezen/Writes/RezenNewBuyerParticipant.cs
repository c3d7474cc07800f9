namespace Integrations.Rezen;

/// <summary>A participant of a buyer record: one of the two.</summary>
public sealed record RezenNewBuyerParticipant
{
    /// <summary>Somebody outside the brokerage. Documented, second hand.</summary>
    public RezenNewParticipant? ExternalParticipant { get; init; }

    /// <summary>An agent of the brokerage. Documented, second hand.</summary>
    public RezenNewParticipant? InternalParticipant { get; init; }
}
