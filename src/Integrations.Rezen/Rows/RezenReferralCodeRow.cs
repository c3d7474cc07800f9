namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_referral_code</c>: an agent's referral code. One property per column, in the order of the table.</summary>
internal sealed record RezenReferralCodeRow
{
    public required string AgentIdRaw { get; init; }

    public string? Code { get; init; }

    public string? Url { get; init; }

    public string? Status { get; init; }

    public long? UserId { get; init; }
}
