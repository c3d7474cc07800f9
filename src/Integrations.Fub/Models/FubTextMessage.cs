using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A text message. The list needs a filter; there is no account-wide read.</summary>
public sealed record FubTextMessage
{
    /// <summary>Vendor id. Documented.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Documented.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the row changed, UTC. Documented.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>User id; -1 is the system. Documented.</summary>
    public long? CreatedById { get; init; }

    /// <summary>User id; -1 is the system. Documented.</summary>
    public long? UpdatedById { get; init; }

    /// <summary>Person; 0 is taken as none. Documented; 0 assumed.</summary>
    public long? PersonId { get; init; }

    /// <summary>Name of the person. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Picture of the person. Documented.</summary>
    [JsonConverter(typeof(PictureConverter))]
    public FubPicture? Picture { get; init; }

    /// <summary>Agent. Documented.</summary>
    public long? UserId { get; init; }

    /// <summary>Name of the agent. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? UserName { get; init; }

    /// <summary>Delivery state; its words are not documented.</summary>
    public string? Status { get; init; }

    /// <summary>Text, or the literal that says it is hidden. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Message { get; init; }

    /// <summary>Digits, country code may be dropped. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FromNumber { get; init; }

    /// <summary>Digits, country code may be dropped. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ToNumber { get; init; }

    /// <summary>When it was sent, UTC. Documented.</summary>
    public FubTime? Sent { get; init; }

    /// <summary>Vendor property <c>isIncoming</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsIncoming { get; init; }

    /// <summary>Vendor property <c>archived</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Archived { get; init; }

    /// <summary>A delivery flag, not an inbox state. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Read { get; init; }

    /// <summary>0 means none. Documented.</summary>
    public long? SharedInboxId { get; init; }

    /// <summary>0 means none. Documented.</summary>
    public long? ActionPlanId { get; init; }

    /// <summary>Set on the automatic first reply. Observed.</summary>
    public long? LeadFlowRouteId { get; init; }

    /// <summary>Group text. Documented.</summary>
    public long? GroupTextId { get; init; }

    /// <summary>Logged through the API. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsExternal { get; init; }

    /// <summary>Vendor property <c>externalUrl</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalUrl { get; init; }

    /// <summary>Vendor property <c>externalLabel</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalLabel { get; init; }

    /// <summary>Vendor property <c>systemId</c>. Documented.</summary>
    public long? SystemId { get; init; }

    /// <summary>Vendor property <c>systemName</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SystemName { get; init; }

    /// <summary>Attachments; their shape is not recorded.</summary>
    public JsonElement? Media { get; init; }

    /// <summary>Members of a group text; their shape is not recorded.</summary>
    public JsonElement? Participants { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
