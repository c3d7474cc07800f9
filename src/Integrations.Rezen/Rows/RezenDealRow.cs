namespace Integrations.Rezen;

/// <summary>What the rows of deals and listings share: at the vendor both have one shape.</summary>
internal abstract record RezenDealRow
{
    public string? LifecycleGroup { get; init; }

    public bool? HasDetail { get; init; }

    public string? OwnerAgentIdRaw { get; init; }

    public string? Code { get; init; }

    public DateTimeOffset? RezenCreatedAt { get; init; }

    public DateTimeOffset? RezenUpdatedAt { get; init; }

    public bool? IsListing { get; init; }

    public bool? IsClosed { get; init; }

    public bool? IsTerminated { get; init; }

    public string? Kind { get; init; }

    public string? TransactionType { get; init; }

    public string? DealType { get; init; }

    public string? PropertyType { get; init; }

    public string? LifecycleState { get; init; }

    public string? LifecycleDescription { get; init; }

    public string? TransactionStatus { get; init; }

    public string? ComplianceStatus { get; init; }

    public DateTimeOffset? CompliantAt { get; init; }

    public string? AddressOneLine { get; init; }

    public string? AddressStreet { get; init; }

    public string? AddressStreet2 { get; init; }

    public string? AddressUnit { get; init; }

    public string? AddressCity { get; init; }

    public string? AddressState { get; init; }

    public string? AddressZip { get; init; }

    public string? AddressCounty { get; init; }

    public string? AddressCountry { get; init; }

    public decimal? PriceAmount { get; init; }

    public string? PriceCurrency { get; init; }

    public decimal? SaleCommissionPercent { get; init; }

    public decimal? SaleCommissionAmount { get; init; }

    public string? SaleCommissionCurrency { get; init; }

    public decimal? ListingCommissionPercent { get; init; }

    public decimal? ListingCommissionAmount { get; init; }

    public string? ListingCommissionCurrency { get; init; }

    public decimal? GrossCommissionAmount { get; init; }

    public string? GrossCommissionCurrency { get; init; }

    public decimal? GrossCommissionPercent { get; init; }

    public decimal? MyNetPayoutAmount { get; init; }

    public string? MyNetPayoutCurrency { get; init; }

    public string? Currency { get; init; }

    public string? TransactionOwnerIdRaw { get; init; }

    public string? TransactionOwnerAgentIdRaw { get; init; }

    public string? TransactionOwnerName { get; init; }

    public string? TransactionOwnerEmail { get; init; }

    public string? Representation { get; init; }

    public string? OfficeIdRaw { get; init; }

    public string? OfficeName { get; init; }

    public string? TeamIdRaw { get; init; }

    public DateOnly? ListingDate { get; init; }

    public DateOnly? ListingExpirationDate { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? RezenClosedAt { get; init; }

    public string? MlsNumber { get; init; }

    public string? LeadSourceIdRaw { get; init; }

    public string? LeadSourceName { get; init; }

    public string? ChecklistIdRaw { get; init; }

    public string? DropboxIdRaw { get; init; }

    public bool? PersonalDeal { get; init; }

    public bool? ZeroCommissionDeal { get; init; }

    public int? YearBuilt { get; init; }

    public string? InContractTransactionIdRaw { get; init; }

    public string? BuiltFromTransactionIdRaw { get; init; }

    public ReadOnlyMemory<byte>? Participants { get; init; }

    public ReadOnlyMemory<byte>? OtherParticipants { get; init; }

    public ReadOnlyMemory<byte>? FmlsInfo { get; init; }

    public long? UserId { get; init; }
}
