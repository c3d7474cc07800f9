namespace Integrations.Fub;

/// <summary>The campaign that won a lead. Documented.</summary>
public sealed record FubCampaign
{
    /// <summary>Vendor property <c>source</c>. Documented.</summary>
    public string? Source { get; init; }

    /// <summary>Vendor property <c>medium</c>. Documented.</summary>
    public string? Medium { get; init; }

    /// <summary>Vendor property <c>term</c>. Documented.</summary>
    public string? Term { get; init; }

    /// <summary>Vendor property <c>content</c>. Documented.</summary>
    public string? Content { get; init; }

    /// <summary>Vendor property <c>campaign</c>. Documented.</summary>
    public string? Campaign { get; init; }
}
