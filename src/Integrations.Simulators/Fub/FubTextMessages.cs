using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Text messages. Each belongs to a person; lists need a filter.</summary>
internal sealed class FubTextMessages(FubWorld world) : FubPersonChildren(world, "textMessages", 4, world.Size.TextMessages, 61_001, 2)
{
    private static readonly string[] s_filters =
        ["personId", "threadId", "phone", "toNumber", "fromNumber", "sharedInboxId", "groupTextId", "participants", "id", "ids"];

    public override string TextField => "message";

    public override string WordField => "status";

    public static bool HasFilter(FubQuery query) => s_filters.Any(filter => query.Text(filter) is not null);

    public override bool MayRead(FubRecord record, FubCaller caller) => base.MayRead(record, caller) || ((FubTextMessage)record).UserId == caller.UserId;

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var text = (FubTextMessage)record;
        var draw = new Draw(text.Look);
        var person = World.Person(text.PersonId);
        var userPhone = PhoneOf(text.UserId) ?? "";
        var author = text.IsIncoming ? -1 : text.UserId;
        writer.Number(N.Id, text.Id);
        writer.Time(N.Created, text.Created);
        writer.Time(N.Updated, text.Updated);
        writer.Number(N.CreatedById, author);
        writer.Number(N.UpdatedById, author);
        writer.Number(N.PersonId, text.PersonId);
        writer.Text(N.Name, person?.Name);
        writer.Text(N.FirstName, person?.FirstName);
        writer.Text(N.LastName, person?.LastName);
        writer.Null(N.Picture);
        writer.NumberOrNull(N.UserId, text.UserId);
        writer.Text(N.UserName, World.UserName(text.UserId));
        writer.Text(N.Status, text.Status);
        writer.Text(N.Message, view.HideContent ? FubWire.HiddenBody : text.Message);
        writer.Text(N.FromNumber, text.IsIncoming ? text.Phone : userPhone);
        writer.Text(N.ToNumber, text.IsIncoming ? userPhone : text.Phone);
        writer.Time(N.Sent, text.Created - draw.Next(3));
        writer.Bool(N.IsIncoming, text.IsIncoming);
        writer.Bool(N.Archived, text.Archived);
        writer.Bool(N.Read, text.Read);
        writer.Number(N.SharedInboxId, 0);
        writer.Number(N.ActionPlanId, draw.Chance(10) ? 5 : 0);
        writer.Null(N.LeadFlowRouteId);
        writer.Null(N.GroupTextId);
        writer.Bool(N.IsExternal, false);
        writer.Null(N.ExternalUrl);
        writer.Null(N.ExternalLabel);
        writer.Null(N.SystemId);
        writer.Null(N.SystemName);
        writer.EmptyArray(N.Media);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0xD3D3);
        var created = CreatedOf(ordinal);
        var personId = PersonOf(ordinal);
        var person = PersonThen(ordinal);
        var incoming = draw.Chance(50);
        return new FubTextMessage
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            Updated = UpdatedOf(created, ref draw),
            PersonId = personId,
            UserId = person?.AssignedUserId ?? FubUsers.OwnerId,
            Phone = person is { Phones.Count: > 0 } ? person.Phones[0] : FubPhone.Any(ref draw),
            IsIncoming = incoming,
            Message = draw.Pick<string>(Words.Messages),
            Status = incoming ? "Received" : draw.Chance(90) ? "Delivered" : "Failed",
            Read = draw.Chance(50),
            Archived = draw.Chance(5),
        };
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var text = (FubTextMessage)record;
        switch (name)
        {
            case "personId" when value.TryNumber(out var person):
                text.PersonId = person;
                return true;
            case "userId" when value.TryNumberOrNull(out var user):
                text.UserId = user;
                return true;
            case "message" when value.TryText(out var message):
                text.Message = message;
                return true;
            case "status" when value.TryText(out var status):
                text.Status = status;
                return true;
            case "isIncoming" when value.TryTruth(out var incoming):
                text.IsIncoming = incoming;
                return true;
            case "read" when value.TryTruth(out var read):
                text.Read = read;
                return true;
            case "archived" when value.TryTruth(out var archived):
                text.Archived = archived;
                return true;
            default:
                return false;
        }
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        var text = (FubTextMessage)record;
        if (!base.MatchesOwn(record, query, caller)) return false;
        if (query.Text("phone") is { } phone && text.Phone != FubPhone.Digits(phone)) return false;
        if (query.Text("toNumber") is { } to && (text.IsIncoming ? PhoneOf(text.UserId) : text.Phone) != FubPhone.Digits(to)) return false;
        if (query.Text("fromNumber") is { } from && (text.IsIncoming ? text.Phone : PhoneOf(text.UserId)) != FubPhone.Digits(from)) return false;
        return query.Text("groupTextId") is null && query.Number("sharedInboxId") is null or 0;
    }

    private string? PhoneOf(long userId) => World.User(userId)?.Phone;
}
