using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What to change of a call; all that is not set stays. Only calls that the same account or system logged. Documented.</summary>
public sealed record FubCallUpdate
{
    /// <summary>Person; 0 for an unknown caller. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> PersonId { get; init; }

    /// <summary>Number of the person. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Phone { get; init; }

    /// <summary>True when the person called. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<bool>))]
    public Change<bool> IsIncoming { get; init; }

    /// <summary>Log text. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Note { get; init; }

    /// <summary><c>Interested</c> and others; see <see cref="FubCallOutcome"/>. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<FubCallOutcome>))]
    public Change<FubCallOutcome> Outcome { get; init; }

    /// <summary>Seconds. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> Duration { get; init; }

    /// <summary>Number called. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> ToNumber { get; init; }

    /// <summary>Number of the caller. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> FromNumber { get; init; }

    /// <summary>User who made or took it; only for keys of administrators. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> UserId { get; init; }

    /// <summary>Address of the recording. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> RecordingUrl { get; init; }
}
