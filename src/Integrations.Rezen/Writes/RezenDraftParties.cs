namespace Integrations.Rezen;

/// <summary>Buyers and sellers of a draft.</summary>
public sealed record RezenDraftParties
{
    /// <summary>Observed.</summary>
    public required IReadOnlyList<RezenDraftParty> Buyers { get; init; }

    /// <summary>Must not be empty. Observed.</summary>
    public required IReadOnlyList<RezenDraftParty> Sellers { get; init; }
}
