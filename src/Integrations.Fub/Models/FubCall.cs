using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A phone call.</summary>
public sealed record FubCall
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Observed.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the row changed, UTC. Observed.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? CreatedById { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? UpdatedById { get; init; }

    /// <summary>Related contact; 0 means none. Observed.</summary>
    public long? RelationshipId { get; init; }

    /// <summary>Person; 0 means an unknown caller. Observed.</summary>
    public long? PersonId { get; init; }

    /// <summary>Name of the person when read. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>firstName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Vendor property <c>lastName</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Agent. Observed.</summary>
    public long? UserId { get; init; }

    /// <summary>Name of the agent. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? UserName { get; init; }

    /// <summary>Number of the person, digits. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Phone { get; init; }

    /// <summary>Vendor property <c>fromNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FromNumber { get; init; }

    /// <summary>Vendor property <c>toNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ToNumber { get; init; }

    /// <summary>Vendor property <c>forwardNumber</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ForwardNumber { get; init; }

    /// <summary>Log text of the agent. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Note { get; init; }

    /// <summary>What came of it. Documented.</summary>
    public FubCallOutcome? Outcome { get; init; }

    /// <summary>Vendor property <c>isIncoming</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsIncoming { get; init; }

    /// <summary>Seconds. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? Duration { get; init; }

    /// <summary>Seconds. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? RingDuration { get; init; }

    /// <summary>Address, or the literal that says it is hidden. Observed.</summary>
    public string? RecordingUrl { get; init; }

    /// <summary>0 means none. Observed.</summary>
    public long? SharedInboxId { get; init; }

    /// <summary>Vendor property <c>conferenceCallId</c>. Observed.</summary>
    public long? ConferenceCallId { get; init; }

    /// <summary>Registered system that logged it. Observed.</summary>
    public long? SystemId { get; init; }

    /// <summary>Start of the call where Follow Up Boss placed it, UTC. Observed.</summary>
    public FubTime? StartedAt { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
