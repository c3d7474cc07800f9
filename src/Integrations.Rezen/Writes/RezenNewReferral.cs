namespace Integrations.Rezen;

/// <summary>A referral to be paid.</summary>
public sealed record RezenNewReferral
{
    /// <summary>Observed.</summary>
    public required string ExternalAgentName { get; init; }

    /// <summary>Observed.</summary>
    public required string ExternalAgentEmail { get; init; }

    /// <summary>Observed.</summary>
    public required string ExternalAgentBrokerage { get; init; }

    /// <summary>Observed.</summary>
    public required string ClientName { get; init; }

    /// <summary>Observed.</summary>
    public required RezenMoney ExpectedReferralAmount { get; init; }

    /// <summary>Observed.</summary>
    public required DateOnly ExpectedCloseDate { get; init; }
}
