using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Notes.</summary>
internal sealed class FubNotes(FubWorld world) : FubPersonChildren(world, "notes", 8, world.Size.Notes, 1_483_001, 3)
{
    public override string TextField => "body";

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var note = (FubNote)record;
        var user = World.UserName(note.UserId) ?? "";
        writer.Number(N.Id, note.Id);
        writer.Time(N.Created, note.Created);
        writer.Time(N.Updated, note.Updated);
        writer.Number(N.CreatedById, note.UserId);
        writer.Number(N.UpdatedById, note.UserId);
        writer.Text(N.CreatedBy, user);
        writer.Text(N.UpdatedBy, user);
        writer.Number(N.PersonId, note.PersonId);
        writer.Bool(N.ShowContent, true);
        writer.Text(N.Subject, note.Subject);
        writer.Text(N.Body, note.Text);
        writer.Text(N.Type, "");
        writer.Bool(N.IsHtml, false);
        writer.Null(N.ActionPlanId);
        writer.Bool(N.IsExternal, false);
        writer.Number(N.SystemId, 6);
        writer.Null(N.AutomationId);
        writer.Text(N.SystemName, "Follow Up Boss");
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0x2727);
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
            Text = draw.Pick<string>(Words.CallNotes),
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var note = (FubNote)record;
        switch (name)
        {
            case "personId" when value.TryNumber(out var person):
                note.PersonId = person;
                return true;
            case "body" when value.TryText(out var body) && body is not null:
                note.Text = body;
                return true;
            case "subject" when value.TryText(out var subject) && subject is not null:
                note.Subject = subject;
                return true;
            default:
                return false;
        }
    }
}
