namespace Integrations.Fub;

/// <summary>One row of <c>fub_tasks</c>: a task. One property per column, in the order of the table.</summary>
internal sealed record FubTaskRow
{
    public required string AdTaskId { get; init; }

    public string? FubAccountIdRaw { get; init; }

    public required long TaskId { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public long? CreatedById { get; init; }

    public long? UpdatedById { get; init; }

    public string? CreatedByName { get; init; }

    public string? UpdatedByName { get; init; }

    public long? PersonId { get; init; }

    public string? AssignedToName { get; init; }

    public long? FubUserId { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public bool? IsCompleted { get; init; }

    public DateOnly? DueDate { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public int? RemindSecondsBefore { get; init; }

    public string? ExternalTaskLink { get; init; }

    public string? ExternalCalendarId { get; init; }

    public long? UserId { get; init; }

    public long? CredentialsId { get; init; }
}
