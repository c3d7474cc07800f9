using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Integrations.Rezen;

/// <summary>Source-generated JSON of all wire models.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RezenAgent))]
[JsonSerializable(typeof(RezenDivision))]
[JsonSerializable(typeof(RezenArea))]
[JsonSerializable(typeof(RezenMsdxVendor))]
[JsonSerializable(typeof(RezenOffice))]
[JsonSerializable(typeof(RezenAgentTeam))]
[JsonSerializable(typeof(RezenAddress))]
[JsonSerializable(typeof(RezenLifecycle))]
[JsonSerializable(typeof(RezenTransaction))]
[JsonSerializable(typeof(RezenParticipant))]
[JsonSerializable(typeof(RezenPayment))]
[JsonSerializable(typeof(RezenBusinessEntity))]
[JsonSerializable(typeof(RezenCommissionSplit))]
[JsonSerializable(typeof(RezenDisplayPercentage))]
[JsonSerializable(typeof(RezenAgentsInfo))]
[JsonSerializable(typeof(RezenTransactionOwner))]
[JsonSerializable(typeof(RezenPayer))]
[JsonSerializable(typeof(RezenNamedReference))]
[JsonSerializable(typeof(RezenTeam))]
[JsonSerializable(typeof(RezenTeamAnswer))]
[JsonSerializable(typeof(RezenTeamConfig))]
[JsonSerializable(typeof(RezenTeamMember))]
[JsonSerializable(typeof(RezenRosterEntry))]
[JsonSerializable(typeof(RezenNetworkAgent))]
[JsonSerializable(typeof(RezenSponsor))]
[JsonSerializable(typeof(RezenCap))]
[JsonSerializable(typeof(RezenAgentReference))]
[JsonSerializable(typeof(RezenContribution))]
[JsonSerializable(typeof(RezenRevenueSharePayment))]
[JsonSerializable(typeof(RezenEquityGrant))]
[JsonSerializable(typeof(RezenReferralCode))]
[JsonSerializable(typeof(RezenIncomeOverview))]
[JsonSerializable(typeof(RezenBuyerRecord))]
[JsonSerializable(typeof(RezenDateRange))]
[JsonSerializable(typeof(RezenChecklist))]
[JsonSerializable(typeof(RezenChecklistItem))]
[JsonSerializable(typeof(RezenDocument))]
[JsonSerializable(typeof(RezenDocumentVersion))]
[JsonSerializable(typeof(RezenApiKey))]
[JsonSerializable(typeof(RezenDraft))]
[JsonSerializable(typeof(RezenDraftCommission))]
[JsonSerializable(typeof(RezenDraftLocation))]
[JsonSerializable(typeof(RezenDraftPrice))]
[JsonSerializable(typeof(RezenDraftParties))]
[JsonSerializable(typeof(RezenDraftOwner))]
[JsonSerializable(typeof(RezenDraftPersonalDeal))]
[JsonSerializable(typeof(RezenDraftFees))]
[JsonSerializable(typeof(RezenDraftTitle))]
[JsonSerializable(typeof(RezenNewParticipant))]
[JsonSerializable(typeof(RezenParticipantUpdate))]
[JsonSerializable(typeof(RezenNewBuyerRecord))]
[JsonSerializable(typeof(RezenNewReferral))]
[JsonSerializable(typeof(RezenReferralResult))]
[JsonSerializable(typeof(RezenNewApiKey))]
[JsonSerializable(typeof(RezenApiKeyReference))]
[JsonSerializable(typeof(IReadOnlyList<RezenDraftSplit>))]
[JsonSerializable(typeof(string))]
internal sealed partial class RezenJsonContext : JsonSerializerContext
{
    /// <summary>Metadata of a wire model that stands above.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;
}
