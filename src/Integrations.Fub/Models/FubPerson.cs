using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A person (contact) of Follow Up Boss. Counters and background come only with <c>fields=allFields</c>.</summary>
public sealed record FubPerson
{
    /// <summary>Vendor id, unique within the account. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>When the person was created, UTC. Documented.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the person itself last changed, UTC; notes, calls and texts do not move it. Documented.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>How the person came in. Observed.</summary>
    public FubPersonCreatedVia? CreatedVia { get; init; }

    /// <summary>Last activity of any kind, UTC. Observed.</summary>
    public FubTime? LastActivity { get; init; }

    /// <summary>Full name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>First name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Last name; may be empty. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Name of the people stage; <c>Trash</c> is one. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Stage { get; init; }

    /// <summary>Id of the people stage. Observed.</summary>
    public long? StageId { get; init; }

    /// <summary>For example <c>Buyer</c> or <c>Seller</c>. Observed.</summary>
    public string? Type { get; init; }

    /// <summary>Lead source; <c>&lt;unspecified&gt;</c> when unknown. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Source { get; init; }

    /// <summary>Id of the lead source. Observed.</summary>
    public long? SourceId { get; init; }

    /// <summary>Address at the lead source; empty when none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SourceUrl { get; init; }

    /// <summary>Lead flow. Observed.</summary>
    public long? LeadFlowId { get; init; }

    /// <summary>Vendor property <c>delayed</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Delayed { get; init; }

    /// <summary>0 or 1; counts as contacted above zero. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Contacted { get; init; }

    /// <summary>Price in whole units, no currency. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? Price { get; init; }

    /// <summary>User the person is assigned to; for a pond its lead agent. Observed.</summary>
    public long? AssignedUserId { get; init; }

    /// <summary>Name of that user. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AssignedTo { get; init; }

    /// <summary>Pond. Observed.</summary>
    public long? AssignedPondId { get; init; }

    /// <summary>Lender. Observed.</summary>
    public long? AssignedLenderId { get; init; }

    /// <summary>Name of the lender. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AssignedLenderName { get; init; }

    /// <summary>Tag names. Observed; one client saw objects with a name, which are read as their name.</summary>
    [JsonConverter(typeof(TagNamesConverter))]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>E-mail addresses. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubEmail>))]
    public IReadOnlyList<FubEmail>? Emails { get; init; }

    /// <summary>Phone numbers, in no stable order. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubPhone>))]
    public IReadOnlyList<FubPhone>? Phones { get; init; }

    /// <summary>Postal addresses. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubAddress>))]
    public IReadOnlyList<FubAddress>? Addresses { get; init; }

    /// <summary>Picture. Observed.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Picture { get; init; }

    /// <summary>Social data; null when the vendor sent <c>[]</c>. Observed.</summary>
    [JsonConverter(typeof(ObjectOrEmptyArrayConverter<FubSocialData>))]
    public FubSocialData? SocialData { get; init; }

    /// <summary>Number of visits. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? WebsiteVisits { get; init; }

    /// <summary>Buying time frame. Observed.</summary>
    public long? TimeframeId { get; init; }

    /// <summary>When the time frame was set, UTC. Observed.</summary>
    public FubTime? TimeframeUpdated { get; init; }

    /// <summary>For example <c>Current</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TimeframeStatus { get; init; }

    /// <summary>For example <c>3-6 Months</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TimeframeDateRange { get; init; }

    /// <summary>Whether an agent claimed the lead. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Claimed { get; init; }

    /// <summary>Snapshot of one deal: status. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? DealStatus { get; init; }

    /// <summary>Snapshot of one deal: stage name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? DealStage { get; init; }

    /// <summary>Snapshot of one deal: name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? DealName { get; init; }

    /// <summary>Snapshot of one deal: close date, a date or a date with time. Observed.</summary>
    public FubTime? DealCloseDate { get; init; }

    /// <summary>Snapshot of one deal: price in whole units. Observed.</summary>
    [JsonConverter(typeof(FlexibleDecimalConverter))]
    public decimal? DealPrice { get; init; }

    /// <summary>Vendor property <c>firstToClaimOffer</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? FirstToClaimOffer { get; init; }

    /// <summary>Users who work on the person. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubCollaborator>))]
    public IReadOnlyList<FubCollaborator>? Collaborators { get; init; }

    /// <summary>Team leaders. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubCollaborator>))]
    public IReadOnlyList<FubCollaborator>? TeamLeaders { get; init; }

    /// <summary>Members of the pond. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubCollaborator>))]
    public IReadOnlyList<FubCollaborator>? PondMembers { get; init; }

    /// <summary>Free text. Only with <c>fields=allFields</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Background { get; init; }

    /// <summary>Last communication, UTC; sent as text or as an object with a date. Observed.</summary>
    [JsonConverter(typeof(DatedObjectConverter))]
    public FubTime? LastCommunication { get; init; }

    /// <summary>Last e-mail received, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastReceivedEmail { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastReceivedEmailId { get; init; }

    /// <summary>Last e-mail sent, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastSentEmail { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastSentEmailId { get; init; }

    /// <summary>Last e-mail, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastEmail { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastEmailId { get; init; }

    /// <summary>E-mails received. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? EmailsReceived { get; init; }

    /// <summary>E-mails sent. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? EmailsSent { get; init; }

    /// <summary>Last incoming call, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastIncomingCall { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastIncomingCallId { get; init; }

    /// <summary>Last outgoing call, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastOutgoingCall { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastOutgoingCallId { get; init; }

    /// <summary>First call, UTC. Observed.</summary>
    public FubTime? FirstCall { get; init; }

    /// <summary>Last call, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastCall { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastCallId { get; init; }

    /// <summary>Calls received. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? CallsIncoming { get; init; }

    /// <summary>Calls made. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? CallsOutgoing { get; init; }

    /// <summary>Seconds of all calls. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? CallsDuration { get; init; }

    /// <summary>Last text message received, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastReceivedText { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastReceivedTextId { get; init; }

    /// <summary>Last text message sent, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastSentText { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastSentTextId { get; init; }

    /// <summary>Last text message, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastText { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastTextId { get; init; }

    /// <summary>Text messages received. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? TextsReceived { get; init; }

    /// <summary>Text messages sent. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? TextsSent { get; init; }

    /// <summary>Last lead activity, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastLeadActivity { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastLeadActivityId { get; init; }

    /// <summary>Last e-mail marketing activity, UTC. Only with <c>fields=allFields</c>. Observed.</summary>
    public FubTime? LastEmEventActivity { get; init; }

    /// <summary>Id of it. Observed.</summary>
    public long? LastEmEventActivityId { get; init; }

    /// <summary>Properties viewed. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? PropertiesViewed { get; init; }

    /// <summary>Properties saved. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? PropertiesSaved { get; init; }

    /// <summary>Pages viewed. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? PagesViewed { get; init; }

    /// <summary>Last visit of the property search, UTC. Observed.</summary>
    public FubTime? LastIdxVisit { get; init; }

    /// <summary>Due date of the next task. Observed.</summary>
    public FubTime? NextTask { get; init; }

    /// <summary>Whether that date has a time. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? NextTaskHasTime { get; init; }

    /// <summary>Name of the next task. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? NextTaskName { get; init; }

    /// <summary>Last message sent through an inbox app, UTC. Observed by one client.</summary>
    [JsonConverter(typeof(DatedObjectConverter))]
    public FubTime? LastSentInboxAppMessage { get; init; }

    /// <summary>Its text. Observed by one client.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastSentInboxAppMessageBody { get; init; }

    /// <summary>Last message received through an inbox app, UTC. Observed by one client.</summary>
    [JsonConverter(typeof(DatedObjectConverter))]
    public FubTime? LastReceivedInboxAppMessage { get; init; }

    /// <summary>Its text. Observed by one client.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastReceivedInboxAppMessageBody { get; init; }

    /// <summary>Messages received through inbox apps. Observed by one client.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? InboxAppMessagesReceived { get; init; }

    /// <summary>Last batch e-mail sent, UTC. Observed by one client.</summary>
    [JsonConverter(typeof(DatedObjectConverter))]
    public FubTime? LastSentBatchEmail { get; init; }

    /// <summary>Last e-mail sent by an action plan, UTC. Observed by one client.</summary>
    [JsonConverter(typeof(DatedObjectConverter))]
    public FubTime? LastSentActionPlanEmail { get; init; }

    /// <summary>Last marketing campaign delivered, UTC. Observed by one client.</summary>
    [JsonConverter(typeof(DatedObjectConverter))]
    public FubTime? LastDeliveredMarketingCampaign { get; init; }

    /// <summary>Related contacts. Only when asked for. Documented.</summary>
    public JsonElement? Relationships { get; init; }

    /// <summary>Custom fields (<c>custom…</c>) and every other property that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
