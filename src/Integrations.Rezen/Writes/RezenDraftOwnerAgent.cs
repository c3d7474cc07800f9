namespace Integrations.Rezen;

/// <summary>The owning agent of a draft.</summary>
public sealed record RezenDraftOwnerAgent
{
    /// <summary>Yenta id. Observed.</summary>
    public required string AgentId { get; init; }

    /// <summary>Observed.</summary>
    public required RezenParticipantRole Role { get; init; }
}
