namespace Integrations.Rezen;

/// <summary>The address of a draft. One client saw 400 without <see cref="County"/>, <see cref="YearBuilt"/> and <see cref="MlsNumber"/>.</summary>
public sealed record RezenDraftLocation
{
    /// <summary>Street. Observed.</summary>
    public required string Street { get; init; }

    /// <summary>City. Observed.</summary>
    public required string City { get; init; }

    /// <summary>State in full, upper case, for example <c>NEW_YORK</c>. Observed.</summary>
    public required string State { get; init; }

    /// <summary>Postal code. Observed.</summary>
    public required string Zip { get; init; }

    /// <summary>Observed.</summary>
    public string? Street2 { get; init; }

    /// <summary>Observed.</summary>
    public string? Unit { get; init; }

    /// <summary>Observed.</summary>
    public string? County { get; init; }

    /// <summary>Observed.</summary>
    public int? YearBuilt { get; init; }

    /// <summary><c>N/A</c> is allowed. Observed.</summary>
    public string? MlsNumber { get; init; }

    /// <summary>Observed.</summary>
    public string? EscrowNumber { get; init; }
}
