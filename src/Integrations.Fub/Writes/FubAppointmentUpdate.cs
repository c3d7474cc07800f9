using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What an appointment shall be. Title, start and end are required by the vendor also for a change; of the rest, what is not set stays. Documented.</summary>
public sealed record FubAppointmentUpdate
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
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Description { get; init; }

    /// <summary>True for a whole day. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<bool>))]
    public Change<bool> AllDay { get; init; }

    /// <summary>Place. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Location { get; init; }

    /// <summary>Appointment type. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> TypeId { get; init; }

    /// <summary>Appointment outcome. Documented; that null clears it is assumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long?>))]
    public Change<long?> OutcomeId { get; init; }

    /// <summary>All users, people and related contacts that shall be invited. Null leaves them. Documented; that they replace is assumed.</summary>
    [JsonPropertyName("invitees")]
    public IReadOnlyList<FubInvitee>? ReplaceInvitees { get; init; }
}
