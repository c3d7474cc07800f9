using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>A task to be made.</summary>
public sealed record FubNewTask
{
    /// <summary>Person. Documented.</summary>
    public required long PersonId { get; init; }

    /// <summary>What is to be done. Documented.</summary>
    public string? Name { get; init; }

    /// <summary>What kind of task it is. Documented.</summary>
    public FubTaskType? Type { get; init; }

    /// <summary>Full name of the user; or <see cref="AssignedUserId"/>. Documented.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>User; or <see cref="AssignedTo"/>. Documented.</summary>
    public long? AssignedUserId { get; init; }

    /// <summary>True for a task that is done already. Documented.</summary>
    public bool? IsCompleted { get; init; }

    /// <summary>Day on which it is due; or <see cref="DueDateTime"/>. Documented.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Time at which it is due; or <see cref="DueDate"/>. Documented. Sent in UTC, whole seconds.</summary>
    [JsonConverter(typeof(UtcSecondsConverter))]
    public DateTimeOffset? DueDateTime { get; init; }

    /// <summary>Seconds before the due time at which users are reminded. Documented.</summary>
    public long? RemindSecondsBefore { get; init; }
}
