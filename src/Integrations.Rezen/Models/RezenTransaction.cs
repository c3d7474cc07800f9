using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A transaction, or a listing: the vendor gives both this shape. Rows of a list and the answer for one record differ only in which properties are there.</summary>
public sealed record RezenTransaction
{
    /// <summary>Vendor id. Not the id of the draft that it was made from. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Reference for people, for example <c>ABC-1D2-3EF-G4H</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Code { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Change stamp, epoch milliseconds. Observed.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>True on the listing side. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Listing { get; init; }

    /// <summary>Vendor property <c>closed</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Closed { get; init; }

    /// <summary>Vendor property <c>terminated</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Terminated { get; init; }

    /// <summary>Vendor property <c>kind</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Kind { get; init; }

    /// <summary>Vendor property <c>transactionType</c>. Observed.</summary>
    public RezenTransactionType? TransactionType { get; init; }

    /// <summary>Drafts call it so. Documented, second hand.</summary>
    public RezenTransactionType? DealType { get; init; }

    /// <summary>Vendor property <c>propertyType</c>. Documented, second hand.</summary>
    public RezenPropertyType? PropertyType { get; init; }

    /// <summary>Vendor property <c>lifecycleState</c>. Observed.</summary>
    public RezenLifecycle? LifecycleState { get; init; }

    /// <summary>Name of the state, as one client reads it. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TransactionStatus { get; init; }

    /// <summary>Vendor property <c>complianceStatus</c>. Observed.</summary>
    public RezenComplianceStatus? ComplianceStatus { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? CompliantAt { get; init; }

    /// <summary>Vendor property <c>address</c>. Observed.</summary>
    public RezenAddress? Address { get; init; }

    /// <summary>Sale or lease price. Observed.</summary>
    public RezenMoney? Price { get; init; }

    /// <summary>The same, as drafts call it. Documented, second hand.</summary>
    public RezenMoney? SalePrice { get; init; }

    /// <summary>0.03 is three percent. Observed.</summary>
    public RezenFraction? SaleCommissionPercent { get; init; }

    /// <summary>Commission of the buying side. Observed.</summary>
    public RezenMoney? SaleCommissionAmount { get; init; }

    /// <summary>0.03 is three percent. May be null on a deal made from a listing just now. Observed.</summary>
    public RezenFraction? ListingCommissionPercent { get; init; }

    /// <summary>Commission of the listing side. May be a bare number. Observed.</summary>
    public RezenMoney? ListingCommissionAmount { get; init; }

    /// <summary>All commission. Observed.</summary>
    public RezenMoney? GrossCommission { get; init; }

    /// <summary>Scale unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? GrossCommissionPercentage { get; init; }

    /// <summary>What the caller gets: it differs from key to key. Observed.</summary>
    public RezenMoney? MyNetPayout { get; init; }

    /// <summary>Vendor property <c>currency</c>. Observed.</summary>
    public RezenCurrency? Currency { get; init; }

    /// <summary>Vendor property <c>participants</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenParticipant>))]
    public IReadOnlyList<RezenParticipant>? Participants { get; init; }

    /// <summary>Parties that are no agents. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenParticipant>))]
    public IReadOnlyList<RezenParticipant>? OtherParticipants { get; init; }

    /// <summary>Vendor property <c>commissionSplits</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenCommissionSplit>))]
    public IReadOnlyList<RezenCommissionSplit>? CommissionSplits { get; init; }

    /// <summary>Vendor property <c>agentsInfo</c>. Observed.</summary>
    public RezenAgentsInfo? AgentsInfo { get; init; }

    /// <summary>Vendor property <c>transactionOwner</c>. Observed.</summary>
    public RezenTransactionOwner? TransactionOwner { get; init; }

    /// <summary>Vendor property <c>office</c>. Observed.</summary>
    public RezenOffice? Office { get; init; }

    /// <summary>Who pays by the commission document. Observed.</summary>
    public RezenPayer? CdPayer { get; init; }

    /// <summary>Vendor property <c>cdPayerBusinessEntity</c>. Observed.</summary>
    public RezenBusinessEntity? CdPayerBusinessEntity { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? ContractAcceptanceDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? ClosingDateEstimated { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? ClosingDateActual { get; init; }

    /// <summary>Midnight UTC of the closing day, epoch milliseconds: take its date in UTC. Observed.</summary>
    public RezenTime? ClosedAt { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? RezenClosedAt { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? ApprovalDate { get; init; }

    /// <summary>Epoch milliseconds; its meaning is unknown. Observed.</summary>
    public RezenTime? SketchyContractCreationDate { get; init; }

    /// <summary>Vendor property <c>skySlopeActualClosingDate</c>. Observed.</summary>
    public RezenTime? SkySlopeActualClosingDate { get; init; }

    /// <summary>Vendor property <c>skySlopeEscrowClosingDate</c>. Observed.</summary>
    public RezenTime? SkySlopeEscrowClosingDate { get; init; }

    /// <summary>Vendor property <c>agentReportedClosingDate</c>. Observed.</summary>
    public RezenTime? AgentReportedClosingDate { get; init; }

    /// <summary>A date, in Canada. Observed.</summary>
    public RezenTime? FirmDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? ListingDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? ListingExpirationDate { get; init; }

    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? FinancingConditionsExpirationDate { get; init; }

    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? PropertyInspectionExpirationDate { get; init; }

    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? SaleOfBuyersPropertyExpirationDate { get; init; }

    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? CondoDocumentsExpirationDate { get; init; }

    /// <summary>A date. Documented, second hand.</summary>
    public RezenTime? OtherConditionsExpirationDate { get; init; }

    /// <summary>On a listing: the transaction made from it. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? InContractTransactionId { get; init; }

    /// <summary>On a transaction: the listing it came from. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? BuiltFromTransactionId { get; init; }

    /// <summary>Of Georgia's listing service. Observed.</summary>
    public JsonElement? FmlsInfo { get; init; }

    /// <summary><c>N/A</c> is allowed. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MlsNumber { get; init; }

    /// <summary>The same under another name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MlsNum { get; init; }

    /// <summary>Vendor property <c>leadSource</c>. Observed.</summary>
    public RezenNamedReference? LeadSource { get; init; }

    /// <summary>Groups the instalments of one property. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? JourneyId { get; init; }

    /// <summary>Vendor property <c>projectName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ProjectName { get; init; }

    /// <summary>Vendor property <c>project</c>. Observed.</summary>
    public RezenNamedReference? Project { get; init; }

    /// <summary>Checklist at sherlock. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ChecklistId { get; init; }

    /// <summary>File box. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? DropboxId { get; init; }

    /// <summary>Vendor property <c>personalDeal</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PersonalDeal { get; init; }

    /// <summary>Vendor property <c>zeroCommissionDeal</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? ZeroCommissionDeal { get; init; }

    /// <summary>Vendor property <c>requiresInstallments</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? RequiresInstallments { get; init; }

    /// <summary>Vendor property <c>yearBuilt</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? YearBuilt { get; init; }

    /// <summary>Vendor property <c>escrowNumber</c>. Documented, second hand.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? EscrowNumber { get; init; }

    /// <summary>Vendor property <c>teamId</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TeamId { get; init; }

    /// <summary>What the vendor found wrong, for example in the ledger. Observed.</summary>
    public JsonElement? Errors { get; init; }

    /// <summary>The same of a draft. Observed.</summary>
    public JsonElement? BuilderErrors { get; init; }

    /// <summary>What the vendor warns of. Observed.</summary>
    public JsonElement? TransactionWarnings { get; init; }

    /// <summary>Number at the listing service, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? ListingServiceNumber => MlsNumber ?? MlsNum;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
