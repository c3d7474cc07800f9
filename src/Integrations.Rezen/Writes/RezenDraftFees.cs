namespace Integrations.Rezen;

/// <summary>Further fees of a draft.</summary>
public sealed record RezenDraftFees
{
    /// <summary>Assumed.</summary>
    public required bool HasAdditionalFees { get; init; }

    /// <summary>Assumed.</summary>
    public RezenMoney? RebateAmount { get; init; }
}
