using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Task to <c>fub_tasks</c>.</summary>
internal static class FubTaskMapper
{
    public static MapResult<FubTaskRow> Map(FubTask task, AccountInfo account)
    {
        var scope = default(MapScope);
        long id = scope.Key(task.Id);
        var row = new FubTaskRow
        {
            AdTaskId = FubValues.NaturalKey(account, id),
            FubAccountIdRaw = account.VendorAccountId,
            TaskId = id,
            FubCreatedAt = scope.Time(task.Created, "$.created"),
            FubUpdatedAt = scope.Time(task.Updated, "$.updated"),
            CompletedAt = scope.Time(task.Completed, "$.completed"),
            CreatedById = task.CreatedById,
            UpdatedById = task.UpdatedById,
            CreatedByName = FieldValues.Text(task.CreatedBy),
            UpdatedByName = FieldValues.Text(task.UpdatedBy),
            PersonId = FubValues.Id(task.PersonId ?? task.Person?.Id),
            AssignedToName = FieldValues.Text(task.AssignedTo),
            FubUserId = FubValues.Id(task.AssignedUserId),
            Name = FieldValues.Text(task.Name),
            Type = scope.Word(task.Type, "$.type"),
            IsCompleted = task.IsCompleted,
            DueDate = scope.Day(task.DueDate, "$.dueDate"),
            DueAt = scope.Time(task.DueDateTime, "$.dueDateTime"),
            RemindSecondsBefore = scope.Whole(task.RemindSecondsBefore, "$.remindSecondsBefore"),
            ExternalTaskLink = FieldValues.Text(task.ExternalTaskLink),
            ExternalCalendarId = FieldValues.Text(task.ExternalCalendarId),
            UserId = account.UserId,
            CredentialsId = account.CredentialsId?.Value,
        };
        scope.Unknown(task.Extra, "$");
        scope.Unknown(task.Person?.Extra, "$.person");
        return scope.Result(row);
    }
}
