namespace Integrations.Simulators;

/// <summary>A transaction or a listing: the vendor has one shape for both.</summary>
internal sealed class RezenDeal : RezenRecord
{
    public const string Open = "OPEN";
    public const string Closed = "CLOSED";
    public const string Terminated = "TERMINATED";

    public static readonly string[] Groups = [Open, Closed, Terminated];

    public bool IsListing { get; init; }

    /// <summary>Lifecycle state.</summary>
    public string State { get; set; } = "NEW";

    public string Group => State switch
    {
        "CLOSED" or "SETTLED" or "LISTING_CLOSED" => Closed,
        "TERMINATED" => Terminated,
        _ => Open,
    };

    public string TransactionType { get; init; } = "SALE";

    public decimal Price { get; set; }

    public string Currency { get; init; } = "USD";

    /// <summary>Fraction of the price.</summary>
    public decimal CommissionPercent { get; init; }

    public decimal GrossCommission => decimal.Round(Price * CommissionPercent, 2);

    /// <summary>Stamp of the day on which it is to close.</summary>
    public long ClosingDay { get; set; }

    /// <summary>Listing that it was made from, or, of a listing, the transaction made from it.</summary>
    public Guid? Linked { get; set; }

    /// <summary>The deal that it is at Follow Up Boss. Null when it is none.</summary>
    public RezenSharedDeal? Shared { get; init; }

    /// <summary>Number of participants.</summary>
    public int Participants { get; init; }
}
