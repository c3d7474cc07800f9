using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Tasks, with the capital <c>AssignedTo</c> of the vendor.</summary>
internal sealed class FubTasks(FubWorld world) : FubPersonChildren(world, "tasks", 9, world.Size.Tasks, 44_001, 2)
{
    private static readonly string[] s_types = ["Follow Up", "Call", "Text", "Email", "Appointment", "Showing", "Closing", "Open House", "Thank You"];

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var task = (FubNote)record;
        var user = World.UserName(task.UserId) ?? "";
        var due = task.Created + 604_800;
        writer.Number(N.Id, task.Id);
        writer.Time(N.Created, task.Created);
        writer.Time(N.Updated, task.Updated);
        writer.TimeOrNull(N.Completed, task.IsCompleted ? task.Updated : 0);
        writer.Number(N.CreatedById, task.UserId);
        writer.Number(N.UpdatedById, task.UserId);
        writer.Text(N.CreatedBy, user);
        writer.Text(N.UpdatedBy, user);
        writer.Number(N.PersonId, task.PersonId);
        writer.Text(N.CapitalAssignedTo, user);
        writer.Number(N.AssignedUserId, task.UserId);
        writer.Text(N.Name, task.Text);
        writer.Text(N.Type, task.Type);
        writer.ZeroOne(N.IsCompleted, task.IsCompleted);
        writer.Name(N.DueDate);
        writer.Day(due);
        writer.Time(N.DueDateTime, due);
        writer.Null(N.ExternalTaskLink);
        writer.Null(N.ExternalCalendarId);
        writer.Null(N.RemindSecondsBefore);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0x3838);
        var created = CreatedOf(ordinal);
        return new FubNote
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            Updated = UpdatedOf(created, ref draw),
            PersonId = PersonOf(ordinal),
            UserId = World.Users.AnyAgent(ref draw),
            Text = "Call back",
            Type = draw.Pick<string>(s_types),
            IsCompleted = draw.Chance(60),
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var task = (FubNote)record;
        switch (name)
        {
            case "personId" when value.TryNumber(out var person):
                task.PersonId = person;
                return true;
            case "name" when value.TryText(out var text) && text is not null:
                task.Text = text;
                return true;
            case "type" when value.TryText(out var type) && type is not null:
                task.Type = type;
                return true;
            case "isCompleted" when value.TryTruth(out var completed):
                task.IsCompleted = completed;
                return true;
            default:
                return false;
        }
    }
}
