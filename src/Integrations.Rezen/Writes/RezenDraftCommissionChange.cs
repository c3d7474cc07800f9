namespace Integrations.Rezen;

/// <summary>The commission of a draft: an amount or a percentage. Percentages of drafts are whole numbers.</summary>
public sealed record RezenDraftCommissionChange
{
    /// <summary>3 is three percent. Observed.</summary>
    public RezenWholePercent? CommissionPercent { get; init; }

    /// <summary>Observed.</summary>
    public RezenMoney? CommissionAmount { get; init; }

    /// <summary>True where the percentage counts, false where the amount does. Observed.</summary>
    public required bool PercentEnabled { get; init; }
}
