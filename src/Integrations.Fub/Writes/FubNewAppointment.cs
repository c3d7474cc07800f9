using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>An appointment to be made.</summary>
public sealed record FubNewAppointment
{
    /// <summary>Title. Documented.</summary>
    public required string Title { get; init; }

    /// <summary>Start. Documented. Sent in UTC, whole seconds.</summary>
    [JsonConverter(typeof(UtcSecondsConverter))]
    public required DateTimeOffset Start { get; init; }

    /// <summary>End. Documented. Sent in UTC, whole seconds.</summary>
    [JsonConverter(typeof(UtcSecondsConverter))]
    public required DateTimeOffset End { get; init; }

    /// <summary>Free text. Documented.</summary>
    public string? Description { get; init; }

    /// <summary>True for a whole day. Documented; false when absent.</summary>
    public bool? AllDay { get; init; }

    /// <summary>Place. Documented.</summary>
    public string? Location { get; init; }

    /// <summary>Users, people and related contacts. Documented.</summary>
    public IReadOnlyList<FubInvitee>? Invitees { get; init; }

    /// <summary>Appointment type. Documented.</summary>
    public long? TypeId { get; init; }

    /// <summary>Appointment outcome. Documented.</summary>
    public long? OutcomeId { get; init; }

    /// <summary>User on whose behalf; only for keys of administrators. Documented.</summary>
    public long? CreatedById { get; init; }
}
