using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Calls. About one in fifty is from a number that belongs to nobody (<c>personId</c> 0).</summary>
internal sealed class FubCalls(FubWorld world) : FubPersonChildren(world, "calls", 3, world.Size.Calls, 35_001, 2)
{
    public override string TextField => "note";

    public override string WordField => "outcome";

    public override bool MayRead(FubRecord record, FubCaller caller) => base.MayRead(record, caller) || ((FubCall)record).UserId == caller.UserId;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var call = (FubCall)record;
        var draw = new Draw(call.Look);
        var person = call.PersonId == 0 ? null : World.Person(call.PersonId);
        var userPhone = World.User(call.UserId)?.Phone ?? "";
        writer.Number(N.Id, call.Id);
        writer.Number(N.RelationshipId, 0);
        writer.Time(N.Created, call.Created);
        writer.Time(N.Updated, call.Updated);
        writer.Number(N.CreatedById, call.PersonId == 0 ? -1 : call.UserId);
        writer.Number(N.UpdatedById, call.PersonId == 0 ? -1 : call.UserId);
        writer.Number(N.PersonId, call.PersonId);
        writer.Text(N.Name, person?.Name);
        writer.Text(N.FirstName, person?.FirstName);
        writer.Text(N.LastName, person?.LastName);
        writer.Number(N.UserId, call.UserId);
        writer.Text(N.UserName, World.UserName(call.UserId) ?? "");
        writer.Text(N.Phone, call.Phone);
        writer.Text(N.FromNumber, call.IsIncoming ? call.Phone : userPhone);
        writer.Text(N.ToNumber, call.IsIncoming ? userPhone : call.Phone);
        writer.Null(N.ForwardNumber);
        writer.Text(N.Note, call.Note);
        writer.Text(N.Outcome, call.Outcome);
        writer.Bool(N.IsIncoming, call.IsIncoming);
        writer.Number(N.Duration, call.Duration);
        writer.Text(N.RecordingUrl, call.Duration == 0 ? null : view.HideContent ? FubWire.HiddenRecording : "https://files.example.com/recordings/" + call.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".mp3");
        writer.Number(N.SharedInboxId, 0);
        writer.Null(N.ConferenceCallId);
        writer.NumberOrNull(N.SystemId, draw.Chance(20) ? 91 : 0);
        writer.NumberOrNull(N.RingDuration, draw.Chance(50) ? 1 + draw.Next(30) : 0);
        writer.TimeOrNull(N.StartedAt, call.Duration > 0 && draw.Chance(50) ? call.Created - call.Duration : 0);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0xC2C2);
        var created = CreatedOf(ordinal);
        var personId = ordinal % 50 == 7 ? 0 : PersonOf(ordinal);
        var incoming = personId == 0 || draw.Chance(40);
        var answered = draw.Chance(60);
        var person = personId == 0 ? null : PersonThen(ordinal);
        return new FubCall
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            Updated = UpdatedOf(created, ref draw),
            PersonId = personId,
            UserId = person is null || draw.Chance(15) ? World.Users.AnyAgent(ref draw) : person.AssignedUserId,
            Phone = person is { Phones.Count: > 0 } ? person.Phones[0] : FubPhone.Any(ref draw),
            IsIncoming = incoming,
            Duration = answered ? 5 + draw.Next(900) : 0,
            Note = draw.Chance(30) ? draw.Pick<string>(Words.CallNotes) : null,
            Outcome = draw.Chance(70) ? draw.Pick<string>(Words.CallOutcomes) : null,
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var call = (FubCall)record;
        switch (name)
        {
            case "personId" when value.TryNumberOrNull(out var person):
                call.PersonId = person;
                return true;
            case "userId" when value.TryNumber(out var user):
                call.UserId = user;
                return true;
            case "phone" when value.TryText(out var phone) && phone is not null:
                call.Phone = phone;
                return true;
            case "isIncoming" when value.TryTruth(out var incoming):
                call.IsIncoming = incoming;
                return true;
            case "duration" when value.TryNumber(out var duration):
                call.Duration = (int)duration;
                return true;
            case "note" when value.TryText(out var note):
                call.Note = note;
                return true;
            case "outcome" when value.TryText(out var outcome):
                call.Outcome = outcome;
                return true;
            default:
                return false;
        }
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        var call = (FubCall)record;
        if (!base.MatchesOwn(record, query, caller)) return false;
        if (query.Number("userId") is { } user && call.UserId != user) return false;
        if (query.Text("phone") is { } phone && call.Phone != FubPhone.Digits(phone)) return false;
        if (query.Text("toNumber") is { } to && (call.IsIncoming ? PhoneOf(call.UserId) : call.Phone) != FubPhone.Digits(to)) return false;
        return query.Text("fromNumber") is not { } from || (call.IsIncoming ? call.Phone : PhoneOf(call.UserId)) == FubPhone.Digits(from);
    }

    private string? PhoneOf(long userId) => World.User(userId)?.Phone;
}
