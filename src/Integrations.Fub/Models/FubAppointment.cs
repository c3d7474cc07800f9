using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>An appointment. Which ones a key sees depends on its user.</summary>
public sealed record FubAppointment
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

    /// <summary>Vendor property <c>title</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Title { get; init; }

    /// <summary>Empty when none. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Description { get; init; }

    /// <summary>Begin, UTC. Documented.</summary>
    public FubTime? Start { get; init; }

    /// <summary>End, UTC. Documented.</summary>
    public FubTime? End { get; init; }

    /// <summary>IANA name. Observed.</summary>
    public string? Timezone { get; init; }

    /// <summary>Vendor property <c>allDay</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? AllDay { get; init; }

    /// <summary>True when made in Follow Up Boss. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? OriginFub { get; init; }

    /// <summary>Vendor property <c>location</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Location { get; init; }

    /// <summary>Who is invited. Documented.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<FubInvitee>))]
    public IReadOnlyList<FubInvitee>? Invitees { get; init; }

    /// <summary>Appointment type. Documented.</summary>
    public long? TypeId { get; init; }

    /// <summary>Name of the type. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Type { get; init; }

    /// <summary>Appointment outcome. Documented.</summary>
    public long? OutcomeId { get; init; }

    /// <summary>Name of the outcome. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Outcome { get; init; }

    /// <summary>Link to the calendar. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalEventLink { get; init; }

    /// <summary>Vendor property <c>externalCalendarId</c>. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ExternalCalendarId { get; init; }

    /// <summary>For this key. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsEditable { get; init; }

    /// <summary>False when masked for this key. Documented.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? DetailsVisible { get; init; }

    /// <summary>Vendor property <c>isDeletable</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? IsDeletable { get; init; }

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
