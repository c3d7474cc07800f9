namespace Integrations.Rezen;

/// <summary>Whether a draft is the agent's own deal.</summary>
public sealed record RezenDraftPersonalDeal
{
    /// <summary>Assumed.</summary>
    public required bool PersonalDeal { get; init; }

    /// <summary>Assumed.</summary>
    public bool? RepresentedByAgent { get; init; }
}
