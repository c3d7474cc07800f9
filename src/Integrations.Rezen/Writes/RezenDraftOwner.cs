namespace Integrations.Rezen;

/// <summary>Who owns a draft. To be set after its address (Observed).</summary>
public sealed record RezenDraftOwner
{
    /// <summary>Observed.</summary>
    public required RezenDraftOwnerAgent OwnerAgent { get; init; }

    /// <summary>Office, beside the agent and not within it. Observed.</summary>
    public required string OfficeId { get; init; }

    /// <summary>Observed.</summary>
    public string? TeamId { get; init; }
}
