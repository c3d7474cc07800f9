using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What to change of a task; all that is not set stays. The vendor documents no change of the due time.</summary>
public sealed record FubTaskUpdate
{
    /// <summary>Person. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> PersonId { get; init; }

    /// <summary>Full name of the user. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> AssignedTo { get; init; }

    /// <summary>User. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<long>))]
    public Change<long> AssignedUserId { get; init; }

    /// <summary>What is to be done. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Name { get; init; }

    /// <summary>What kind of task it is. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<FubTaskType>))]
    public Change<FubTaskType> Type { get; init; }

    /// <summary>True completes it. Documented; the answer holds 0 or 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<bool>))]
    public Change<bool> IsCompleted { get; init; }
}
