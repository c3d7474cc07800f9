using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>A task.</summary>
public sealed record FubTask
{
    /// <summary>Vendor id. Observed.</summary>
    public long? Id { get; init; }

    /// <summary>When the row was created, UTC. Observed.</summary>
    public FubTime? Created { get; init; }

    /// <summary>When the row changed, UTC. Observed.</summary>
    public FubTime? Updated { get; init; }

    /// <summary>When it was done, UTC. Null while it is open. Observed.</summary>
    public FubTime? Completed { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? CreatedById { get; init; }

    /// <summary>User id; -1 is the system. Observed.</summary>
    public long? UpdatedById { get; init; }

    /// <summary>Name of the user. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? CreatedBy { get; init; }

    /// <summary>Name of the user. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? UpdatedBy { get; init; }

    /// <summary>Person. Null when none. Observed.</summary>
    public long? PersonId { get; init; }

    /// <summary>Name of the assigned user. The vendor writes this one property with a capital letter. Documented.</summary>
    [JsonPropertyName("AssignedTo")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? AssignedTo { get; init; }

    /// <summary>Assigned user. Observed.</summary>
    public long? AssignedUserId { get; init; }

    /// <summary>What is to be done. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Name { get; init; }

    /// <summary>Vendor property <c>type</c>. Documented.</summary>
    public FubTaskType? Type { get; init; }

    /// <summary>Sent as 0 or 1. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsCompleted { get; init; }

    /// <summary>Day on which it is due, a date. Observed.</summary>
    public FubTime? DueDate { get; init; }

    /// <summary>Time at which it is due, UTC. Null when only a day was set. Observed.</summary>
    public FubTime? DueDateTime { get; init; }

    /// <summary>Seconds before the due time at which users are reminded. Observed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? RemindSecondsBefore { get; init; }

    /// <summary>Link of a calendar. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalTaskLink { get; init; }

    /// <summary>Calendar. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalCalendarId { get; init; }

    /// <summary>Person with its name; only in samples of the reference. Documented.</summary>
    public FubNamedReference? Person { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
