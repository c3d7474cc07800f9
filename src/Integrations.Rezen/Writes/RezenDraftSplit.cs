namespace Integrations.Rezen;

/// <summary>The part of a participant in the commission of a draft.</summary>
public sealed record RezenDraftSplit
{
    /// <summary>Participant of the draft. Observed.</summary>
    public required string ParticipantId { get; init; }

    /// <summary>The percentages of all parts must sum up to 100 (Observed).</summary>
    public required RezenDraftCommissionChange Commission { get; init; }
}
