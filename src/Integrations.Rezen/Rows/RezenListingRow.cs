namespace Integrations.Rezen;

/// <summary>One row of <c>rezen_listings</c>: a listing. One property per column, those that it shares in its base.</summary>
internal sealed record RezenListingRow : RezenDealRow
{
    public required string ListingIdRaw { get; init; }
}
