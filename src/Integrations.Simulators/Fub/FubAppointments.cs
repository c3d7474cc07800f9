using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Appointments. Agents see only their own; owner and admin keys see all.</summary>
internal sealed class FubAppointments(FubWorld world) : FubPersonChildren(world, "appointments", 6, world.Size.Appointments, 296_001, 3)
{
    public override string TextField => "title";

    public override string DateField => "start";

    public override bool MayRead(FubRecord record, FubCaller caller) => caller.SeesAll || ((FubAppointment)record).UserId == caller.UserId;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var appointment = (FubAppointment)record;
        var draw = new Draw(appointment.Look);
        var person = World.Person(appointment.PersonId);
        var user = World.User(appointment.UserId);
        writer.Number(N.Id, appointment.Id);
        writer.Time(N.Created, appointment.Created);
        writer.Time(N.Updated, appointment.Updated);
        writer.Number(N.CreatedById, appointment.UserId);
        writer.Number(N.UpdatedById, appointment.UserId);
        writer.Text(N.Title, appointment.Title);
        writer.Text(N.Description, appointment.Description);
        writer.Time(N.Start, appointment.Start);
        writer.Time(N.End, appointment.End);
        writer.Text(N.Timezone, user?.Timezone ?? "America/New_York");
        writer.Bool(N.AllDay, false);
        writer.Bool(N.OriginFub, draw.Chance(90));
        writer.Text(N.Location, appointment.Location);
        writer.Name(N.Invitees);
        writer.StartArray();
        if (user is not null)
        {
            StartInvitee(writer, N.UserId, user.Id, N.PersonId, user.Name, user.Email);
            var look = new Draw(user.Look);
            look.Next();
            FubUsers.WritePicture(writer, user, ref look);
            writer.EndObject();
        }

        if (person is not null)
        {
            writer.StartObject();
            writer.Null(N.UserId);
            writer.Number(N.PersonId, person.Id);
            writer.Null(N.RelationshipId);
            writer.Text(N.Name, person.Name);
            writer.Text(N.Email, person.Emails.Count > 0 ? person.Emails[0] : null);
            writer.EndObject();
        }

        writer.EndArray();
        writer.NumberOrNull(N.TypeId, appointment.TypeId);
        writer.Text(N.Type, World.AppointmentTypes.NameOf(appointment.TypeId));
        writer.NumberOrNull(N.OutcomeId, appointment.OutcomeId);
        writer.Text(N.Outcome, World.AppointmentOutcomes.NameOf(appointment.OutcomeId));
        writer.Null(N.ExternalEventLink);
        writer.Null(N.ExternalCalendarId);
        writer.Bool(N.IsEditable, true);
        writer.Bool(N.DetailsVisible, true);
        writer.Bool(N.IsDeletable, true);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0xF5F5);
        var created = CreatedOf(ordinal);
        var halfHours = 1 + draw.Next(48 * 14);
        var street = FubPhone.Street(ref draw);
        var person = PersonThen(ordinal);
        return new FubAppointment
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            Updated = UpdatedOf(created, ref draw),
            PersonId = PersonOf(ordinal),
            UserId = person?.AssignedUserId ?? FubUsers.OwnerId,
            Title = "Showing " + street,
            Location = street,
            HalfHoursAhead = halfHours,
            TypeId = draw.Chance(80) ? World.AppointmentTypes.IdOf(draw.Next(Words.AppointmentTypes.Length)) : 0,
            OutcomeId = draw.Chance(40) ? World.AppointmentOutcomes.IdOf(draw.Next(Words.AppointmentOutcomes.Length)) : 0,
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var appointment = (FubAppointment)record;
        switch (name)
        {
            case "personId" when value.TryNumber(out var person):
                appointment.PersonId = person;
                return true;
            case "userId" or "createdById" when value.TryNumber(out var user):
                appointment.UserId = user;
                return true;
            case "title" when value.TryText(out var title) && title is not null:
                appointment.Title = title;
                return true;
            case "description" when value.TryText(out var description) && description is not null:
                appointment.Description = description;
                return true;
            case "location" when value.TryText(out var location) && location is not null:
                appointment.Location = location;
                return true;
            case "start" when value.TryTime(out var start) && start != 0:
                appointment.Start = start;
                return true;
            case "end" when value.TryTime(out var end) && end != 0:
                appointment.End = end;
                return true;
            case "typeId" when value.TryNumberOrNull(out var type):
                appointment.TypeId = type;
                return true;
            case "outcomeId" when value.TryNumberOrNull(out var outcome):
                appointment.OutcomeId = outcome;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(FubRecord record)
    {
        var appointment = (FubAppointment)record;
        if (appointment.Start == 0) appointment.Start = ((appointment.Created / 1800) + appointment.HalfHoursAhead) * 1800;
        if (appointment.End == 0) appointment.End = appointment.Start + 1800;
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        var appointment = (FubAppointment)record;
        if (!base.MatchesOwn(record, query, caller)) return false;
        if (query.Number("userId") is { } user && appointment.UserId != user) return false;
        return query.Time("start") is not { } from || query.Time("end") is not { } to || (appointment.Start >= from && appointment.Start <= to);
    }

    protected override Ordering? SortBy(string word) => word is "start" ? new Ordering(r => ((FubAppointment)r).Start) : base.SortBy(word);

    private static void StartInvitee(WireJsonWriter writer, JsonName idName, long id, JsonName otherName, string name, string? email)
    {
        writer.StartObject();
        writer.Number(idName, id);
        writer.Null(otherName);
        writer.Null(N.RelationshipId);
        writer.Text(N.Name, name);
        writer.Text(N.Email, email);
    }
}
