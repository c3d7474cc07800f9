namespace Integrations.Rezen;

/// <summary>The title company of a draft.</summary>
public sealed record RezenDraftTitle
{
    /// <summary>Assumed.</summary>
    public required bool UseRealTitle { get; init; }

    /// <summary>Assumed.</summary>
    public string? TitleCompany { get; init; }
}
