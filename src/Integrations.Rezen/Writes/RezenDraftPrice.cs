namespace Integrations.Rezen;

/// <summary>Price, commission and dates of a draft. Send both commissions (Observed).</summary>
public sealed record RezenDraftPrice
{
    /// <summary>Observed.</summary>
    public required RezenTransactionType DealType { get; init; }

    /// <summary>Observed.</summary>
    public required RezenRepresentation RepresentationType { get; init; }

    /// <summary>Observed.</summary>
    public required RezenMoney SalePrice { get; init; }

    /// <summary>Observed.</summary>
    public required RezenDraftCommissionChange SaleCommission { get; init; }

    /// <summary>Observed.</summary>
    public RezenDraftCommissionChange? ListingCommission { get; init; }

    /// <summary>Observed.</summary>
    public RezenPropertyType? PropertyType { get; init; }

    /// <summary>Observed.</summary>
    public DateOnly? AcceptanceDate { get; init; }

    /// <summary>Observed.</summary>
    public DateOnly? ClosingDate { get; init; }

    /// <summary>Observed.</summary>
    public DateOnly? FirmDate { get; init; }

    /// <summary>Observed.</summary>
    public DateOnly? ListingDate { get; init; }

    /// <summary>Observed.</summary>
    public DateOnly? ListingExpirationDate { get; init; }
}
