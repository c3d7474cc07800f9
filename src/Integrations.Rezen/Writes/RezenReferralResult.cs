namespace Integrations.Rezen;

/// <summary>What a referral made.</summary>
public sealed record RezenReferralResult
{
    /// <summary>The transaction of the payment. Observed.</summary>
    public RezenTransaction? Transaction { get; init; }

    /// <summary>The referral, by its id. Observed.</summary>
    public RezenNamedReference? Referral { get; init; }
}
