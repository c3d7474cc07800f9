using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Somebody who takes part in one transaction.</summary>
public sealed record RezenParticipant
{
    /// <summary>Identifier within its transaction; not the agent's. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>Vendor property <c>participantRole</c>. Documented, second hand.</summary>
    public RezenParticipantRole? ParticipantRole { get; init; }

    /// <summary>The same in drafts and among <c>otherParticipants</c>. Observed.</summary>
    public RezenParticipantRole? Role { get; init; }

    /// <summary>Vendor property <c>participantStatus</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ParticipantStatus { get; init; }

    /// <summary>Vendor property <c>type</c>. Documented, second hand.</summary>
    public RezenParticipantType? Type { get; init; }

    /// <summary>The agent, where it is one of the brokerage. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YentaUserId { get; init; }

    /// <summary>The same under another name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YentaId { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Vendor property <c>company</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Company { get; init; }

    /// <summary>The same in drafts. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CompanyName { get; init; }

    /// <summary>Vendor property <c>emailAddress</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? EmailAddress { get; init; }

    /// <summary>The same in drafts. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Email { get; init; }

    /// <summary>Vendor property <c>phoneNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PhoneNumber { get; init; }

    /// <summary>Text, or an object in drafts. Observed.</summary>
    public JsonElement? Address { get; init; }

    /// <summary>False for agents of the brokerage. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? External { get; init; }

    /// <summary>Vendor property <c>hidden</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Hidden { get; init; }

    /// <summary>Vendor property <c>paidByReal</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PaidByReal { get; init; }

    /// <summary>Null for who is not paid. Observed.</summary>
    public RezenPayment? Payment { get; init; }

    /// <summary>Vendor property <c>payer</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Payer { get; init; }

    /// <summary>Vendor property <c>commissionDocumentRecipient</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? CommissionDocumentRecipient { get; init; }

    /// <summary>Vendor property <c>passThrough</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PassThrough { get; init; }

    /// <summary>Vendor property <c>personalDeal</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PersonalDeal { get; init; }

    /// <summary>Vendor property <c>receivesInvoice</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? ReceivesInvoice { get; init; }

    /// <summary>The company of lawyers and payers. Observed.</summary>
    public RezenBusinessEntity? PaidViaBusinessEntity { get; init; }

    /// <summary>Epoch milliseconds. Assumed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Epoch milliseconds. Assumed.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>Role, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public RezenParticipantRole? AnyRole => ParticipantRole ?? Role;

    /// <summary>Yenta id of the agent, under whichever of its two names it came. Null for who is no agent of the brokerage.</summary>
    [JsonIgnore]
    public string? AgentId => YentaUserId ?? YentaId;

    /// <summary>E-mail address, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? AnyEmail => EmailAddress ?? Email;

    /// <summary>Company, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public string? AnyCompany => Company ?? CompanyName;

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
