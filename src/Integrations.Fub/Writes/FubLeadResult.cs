namespace Integrations.Fub;

/// <summary>The answer to a lead.</summary>
/// <param name="Outcome">What the vendor did.</param>
/// <param name="Person">The person, not the event. Null when the lead was archived, and when the vendor's answer holds no readable person.</param>
public sealed record FubLeadResult(FubLeadOutcome Outcome, FubPerson? Person)
{
    /// <summary>The answer of status 204.</summary>
    internal static FubLeadResult Archived { get; } = new(FubLeadOutcome.Archived, Person: null);
}
