using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Contacts: generation, filters, sorts and wire form.</summary>
internal sealed class FubPeople : FubCollection
{
    /// <summary>Parameter of the list of unclaimed people. No caller can send it, for it has no name on the wire.</summary>
    public const string OnlyUnclaimed = "\u0000unclaimed";

    private static readonly FrozenSet<string> s_unlisted = FrozenSet.ToFrozenSet(
    [
        "background", "lastCommunication", "lastReceivedEmail", "lastReceivedEmailId", "lastSentEmail", "lastSentEmailId", "lastEmail", "lastEmailId", "emailsReceived", "emailsSent",
        "lastIncomingCall", "lastIncomingCallId", "lastOutgoingCall", "lastOutgoingCallId", "firstCall", "lastCall", "lastCallId", "callsIncoming", "callsOutgoing", "callsDuration",
        "lastReceivedText", "lastReceivedTextId", "lastSentText", "lastSentTextId", "lastText", "lastTextId", "textsReceived", "textsSent", "lastLeadActivity", "lastLeadActivityId",
        "lastEmEventActivity", "lastEmEventActivityId", "propertiesViewed", "propertiesSaved", "pagesViewed", "lastIdxVisit", "nextTask", "nextTaskHasTime", "nextTaskName", "relationships",
    ]);

    private const int Remembered = 64;

    private readonly long[] _bulkEdits;
    private readonly FubPerson?[] _originals = new FubPerson?[Remembered];

    public FubPeople(FubWorld world)
        : base(world, "people", 1, world.Size.People, 9001, 3)
    {
        var span = world.HistoryEnd - world.HistoryMiddle;
        _bulkEdits = [world.HistoryMiddle + (span / 3), world.HistoryMiddle + (span / 2), world.HistoryEnd - 3600];
    }

    public override string WordField => "stage";

    public override FrozenSet<string> Unlisted => s_unlisted;

    public override string? FlagOf(FubRecord record) => record switch
    {
        FubPerson { IsTrash: true } => "trash",
        FubPerson { Claimed: false } => "unclaimed",
        _ => null,
    };

    /// <summary>The last ones are remembered: the records of one person all ask for it.</summary>
    public override FubRecord Original(int ordinal)
    {
        ref var known = ref _originals[ordinal % Remembered];
        if (known?.Ordinal != ordinal) known = (FubPerson)base.Original(ordinal);
        return known;
    }

    public FubPerson? Current(long id) => OrdinalOf(id) is { } ordinal ? (FubPerson?)(IsUnchanged(ordinal) ? Original(ordinal) : Load(ordinal)) : null;

    public override bool MayRead(FubRecord record, FubCaller caller)
    {
        var person = (FubPerson)record;
        return caller.SeesAll || person.AssignedUserId == caller.UserId || person.CollaboratorId == caller.UserId;
    }

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var person = (FubPerson)record;
        var draw = new Draw(person.Look);
        var activity = World.ActivityOf(person);
        writer.Number(N.Id, person.Id);
        writer.Time(N.Created, person.Created);
        writer.Time(N.Updated, person.Updated);
        writer.Text(N.CreatedVia, draw.Pick<string>(Words.CreatedVia));
        writer.Time(N.LastActivity, activity.Last);
        writer.Text(N.Name, person.Name);
        writer.Text(N.FirstName, person.FirstName);
        writer.Text(N.LastName, person.LastName);
        writer.Text(N.Stage, World.StageName(person.StageId));
        writer.Number(N.StageId, person.StageId);
        writer.Text(N.Type, person.Type);
        WriteSource(writer, person, ref draw);
        writer.NumberOrNull(N.LeadFlowId, draw.Chance(60) ? 11 + draw.Next(4) : 0);
        writer.Name(N.Delayed);
        if (draw.Chance(10)) writer.Null();
        else writer.Bool(false);
        writer.ZeroOne(N.Contacted, person.Contacted);
        writer.NumberOrNull(N.Price, person.Price);
        writer.NumberOrNull(N.AssignedUserId, person.AssignedUserId);
        writer.Text(N.AssignedTo, person.AssignedUserId == 0 ? null : World.UserName(person.AssignedUserId));
        writer.NumberOrNull(N.AssignedPondId, person.AssignedPondId);
        writer.Null(N.AssignedLenderId);
        writer.Null(N.AssignedLenderName);
        writer.Name(N.Tags);
        writer.StartArray();
        foreach (var tag in person.Tags) writer.Text(tag);
        writer.EndArray();
        WriteEmails(writer, person);
        WritePhones(writer, person, view.PhoneTurn, ref draw);
        WriteAddresses(writer, ref draw);
        WritePictureAndSocial(writer, person, ref draw);
        writer.Number(N.WebsiteVisits, draw.Next(12));
        WriteTimeframe(writer, person, ref draw);
        writer.Bool(N.Claimed, person.Claimed);
        WriteDeal(writer, person);
        writer.Bool(N.FirstToClaimOffer, !person.Claimed);
        WriteCollaborators(writer, person);
        writer.EmptyArray(N.TeamLeaders);
        writer.EmptyArray(N.PondMembers);
        if (view.All) WriteMore(writer, person, activity, ref draw);
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0xA5A5);
        var generated = ordinal < BaseCount;
        var created = 0L;
        if (generated)
        {
            created = ordinal < World.SettledPeople
                ? Spread(World.Seed, Stream, ordinal, World.SettledPeople, World.HistoryStart, World.HistoryMiddle)
                : Spread(World.Seed, Stream, ordinal - World.SettledPeople, BaseCount - World.SettledPeople, World.HistoryMiddle, World.HistoryEnd);
        }

        var person = new FubPerson
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            PersonId = id,
            Created = created,
            FirstName = draw.Pick<string>(Words.FirstNames),
            LastName = draw.Pick<string>(Words.LastNames),
            StageId = generated && ordinal % 33 == 9 ? World.Stages.TrashId : World.Stages.IdOf(draw.Next(FubStages.BaseStages - 1)),
            Type = draw.Chance(70) ? "Buyer" : "Seller",
            Source = draw.Next(Words.Sources.Length),
            Contacted = draw.Chance(65),
            Price = draw.Chance(80) ? 150_000 + (draw.Next(180) * 5_000L) : 0,
            Claimed = !generated || ordinal % 97 != 50,
        };
        var pond = draw.Chance(8);
        person.AssignedUserId = pond ? FubUsers.OwnerId : World.Users.AnyAgent(ref draw);
        person.AssignedPondId = pond ? World.Ponds.IdOf(draw.Next(Words.Ponds.Length)) : 0;
        person.CollaboratorId = draw.Chance(5) ? World.Users.AnyAgent(ref draw) : 0;
        person.Tags = TagsOf(person.Type, ref draw);
        person.Phones = PhonesOf(ref draw);
        person.Emails = EmailsOf(person, ref draw);
        person.Updated = UpdatedOf(created, ref draw);
        return person;
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var person = (FubPerson)record;
        switch (name)
        {
            case "firstName" when value.ValueKind == JsonValueKind.String:
                person.FirstName = value.GetString()!;
                person.WholeName = null;
                return true;
            case "lastName" when value.ValueKind == JsonValueKind.String:
                person.LastName = value.GetString()!;
                person.WholeName = null;
                return true;
            case "name" when value.ValueKind == JsonValueKind.String:
                person.WholeName = value.GetString();
                return true;
            case "stage" when value.ValueKind == JsonValueKind.String && World.Stages.IdOfName(value.GetString()!) is { } stage:
                person.StageId = stage;
                return true;
            case "stageId" when value.TryNumber(out var stageId):
                person.StageId = stageId;
                return true;
            case "type" when value.ValueKind == JsonValueKind.String:
                person.Type = value.GetString()!;
                return true;
            case "source" when value.ValueKind == JsonValueKind.String:
                person.SourceName = value.GetString();
                return true;
            case "contacted" when value.TryTruth(out var contacted):
                person.Contacted = contacted;
                return true;
            case "price" when value.TryNumberOrNull(out var price):
                person.Price = price;
                return true;
            case "assignedUserId" when value.TryNumberOrNull(out var user):
                person.AssignedUserId = user;
                person.AssignedPondId = 0;
                return true;
            case "assignedPondId" when value.TryNumberOrNull(out var pond):
                person.AssignedPondId = pond;
                return true;
            case "claimed" when value.TryTruth(out var claimed):
                person.Claimed = claimed;
                return true;
            case "tags" when value.TryTexts(out var tags):
                person.Tags = tags;
                return true;
            case "phones" when value.TryValues(out var phones):
                person.Phones = phones.ConvertAll(FubPhone.Digits);
                return true;
            case "emails" when value.TryValues(out var emails):
                person.Emails = emails;
                return true;
            case "$activityFloor" when value.TryNumber(out var floor):
                person.ActivityFloor = floor;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(FubRecord record)
    {
        var person = (FubPerson)record;
        person.IsTrash = person.StageId == World.Stages.TrashId;
    }

    protected override bool IsVisible(FubRecord record, FubQuery query, FubCaller caller)
    {
        var person = (FubPerson)record;
        return (!person.IsTrash || query.Flag("includeTrash")) && (person.Claimed || query.Flag("includeUnclaimed")) && MayRead(record, caller);
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        var person = (FubPerson)record;
        if (query.Has(OnlyUnclaimed) && person.Claimed) return false;
        if (query.Text("name") is { } name && !Contains(person.Name, name)) return false;
        if (query.Text("firstName") is { } first && !Same(person.FirstName, first)) return false;
        if (query.Text("lastName") is { } last && !Same(person.LastName, last)) return false;
        if (query.Text("email") is { } email && !person.Emails.Contains(email, StringComparer.OrdinalIgnoreCase)) return false;
        if (query.Text("phone") is { } phone && !person.Phones.Contains(FubPhone.Digits(phone), StringComparer.Ordinal)) return false;
        if (query.Text("stage") is { } stage && !Same(World.StageName(person.StageId), stage)) return false;
        if (query.Text("source") is { } source && !Same(SourceOf(person), source)) return false;
        if (query.Text("assignedTo") is { } assigned && !Same(World.UserName(person.AssignedUserId), assigned)) return false;
        if (query.Number("assignedUserId") is { } user && person.AssignedUserId != user) return false;
        if (query.Number("assignedPondId") is { } pond && person.AssignedPondId != pond) return false;
        if (query.Has("assignedLenderId") || query.Has("assignedLenderName")) return false;
        if (query.Truth("contacted") is { } contacted && person.Contacted != contacted) return false;
        if (query.Number("priceAbove") is { } above && person.Price <= above) return false;
        if (query.Number("priceBelow") is { } below && (person.Price == 0 || person.Price >= below)) return false;
        if (query.Words("tags") is { } tags && !tags.Any(tag => person.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))) return false;
        return (query.Time("lastActivityAfter") is null && query.Time("lastActivityBefore") is null)
            || Within(World.ActivityOf(person).Last, query, "lastActivityAfter", "lastActivityBefore");
    }

    protected override bool IsTimed => true;

    protected override bool HidesNone(FubQuery query) => query.Flag("includeTrash") && query.Flag("includeUnclaimed");

    /// <summary>Activity after the generated history is that of changed people, or of people with changed calls, texts or events.</summary>
    protected override IEnumerable<int>? Candidates(FubQuery query)
    {
        if (base.Candidates(query) is { } changed) return changed;
        return IsAfterHistory(query, "lastActivityAfter")
            ? ChangedPlaces.Concat(World.Calls.JoinedPersons.Concat(World.TextMessages.JoinedPersons).Concat(World.Events.JoinedPersons).Select(OrdinalOf).OfType<int>())
            : null;
    }

    protected override Ordering? SortBy(string word) => word switch
    {
        "name" => new Ordering(null, r => ((FubPerson)r).Name),
        "firstName" => new Ordering(null, r => ((FubPerson)r).FirstName),
        "lastName" => new Ordering(null, r => ((FubPerson)r).LastName),
        "price" => new Ordering(r => ((FubPerson)r).Price),
        "stage" => new Ordering(null, r => World.StageName(((FubPerson)r).StageId) ?? ""),
        "lastActivity" => new Ordering(r => World.ActivityOf((FubPerson)r).Last),
        "lastCommunication" => new Ordering(r => World.ActivityOf((FubPerson)r).LastCommunication),
        "lastCall" => new Ordering(r => World.ActivityOf((FubPerson)r).Call.At),
        "lastText" => new Ordering(r => World.ActivityOf((FubPerson)r).AnyText.At),
        "callsIncoming" => new Ordering(r => World.ActivityOf((FubPerson)r).CallsIncoming),
        "callsOutgoing" => new Ordering(r => World.ActivityOf((FubPerson)r).CallsOutgoing),
        "textsReceived" => new Ordering(r => World.ActivityOf((FubPerson)r).TextsReceived),
        "textsSent" => new Ordering(r => World.ActivityOf((FubPerson)r).TextsSent),
        _ => base.SortBy(word),
    };

    /// <summary>The newest person that fits and is not in the trash, with what readers do not see yet. Null when there is none.</summary>
    public FubPerson? Matching(Func<FubPerson, bool> fits)
    {
        for (var ordinal = Count - 1; ordinal >= 0; ordinal--)
            if (LoadLatest(ordinal) is FubPerson { IsTrash: false } person && fits(person))
                return person;
        return null;
    }

    internal static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string SourceOf(FubPerson person) => person.SourceName ?? Words.Sources[person.Source];

    private static string[] TagsOf(string type, ref Draw draw)
    {
        if (!draw.Chance(55)) return [];
        return draw.Chance(50) ? [type, Words.Tags[2 + draw.Next(Words.Tags.Length - 2)]] : [type];
    }

    private static string[] PhonesOf(ref Draw draw)
    {
        var phones = new string[draw.Chance(8) ? 0 : draw.Chance(30) ? 2 : 1];
        for (var i = 0; i < phones.Length; i++) phones[i] = FubPhone.Any(ref draw);
        return phones;
    }

    private static string[] EmailsOf(FubPerson person, ref Draw draw)
    {
        if (draw.Chance(6)) return [];
        var main = string.Create(CultureInfo.InvariantCulture, $"{FubUsers.MailName(person.FirstName)}.{person.Id}@example.com");
        return draw.Chance(15) ? [main, string.Create(CultureInfo.InvariantCulture, $"p{person.Id}@mail.example.com")] : [main];
    }

    private long UpdatedOf(long created, ref Draw draw)
    {
        if (created == 0 || draw.Chance(40)) return created;
        if (draw.Chance(10)) return Math.Max(created, _bulkEdits[draw.Next(_bulkEdits.Length)]);
        return created + draw.Next(World.HistoryEnd - created + 1);
    }

    private static void WriteSource(WireJsonWriter writer, FubPerson person, ref Draw draw)
    {
        writer.Text(N.Source, SourceOf(person));
        writer.Number(N.SourceId, person.Source == 0 ? 1 : 38 + person.Source);
        writer.Name(N.SourceUrl);
        if (person.Source == 1) writer.Text(string.Create(CultureInfo.InvariantCulture, $"https://portal.example.com/leads/{draw.Next(90_000) + 10_000}"));
        else writer.Text("");
    }

    private static void WriteEmails(WireJsonWriter writer, FubPerson person)
    {
        writer.Name(N.Emails);
        writer.StartArray();
        for (var i = 0; i < person.Emails.Count; i++)
        {
            writer.StartObject();
            writer.Text(N.Value, person.Emails[i]);
            writer.Text(N.Type, i == 0 ? "home" : "work");
            writer.Text(N.Status, i == 0 ? "Valid" : "Not validated");
            writer.ZeroOne(N.IsPrimary, i == 0);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WritePhones(WireJsonWriter writer, FubPerson person, int turn, ref Draw draw)
    {
        var landline = draw.Chance(15);
        writer.Name(N.Phones);
        writer.StartArray();
        for (var i = 0; i < person.Phones.Count; i++)
        {
            var place = (i + turn) % person.Phones.Count;
            var digits = person.Phones[place];
            writer.StartObject();
            writer.Text(N.Value, FubPhone.Pretty(digits));
            writer.Text(N.Type, place == 0 ? "mobile" : "home");
            writer.Text(N.Status, "Valid");
            writer.ZeroOne(N.IsPrimary, place == 0);
            writer.Text(N.Normalized, digits);
            writer.Bool(N.IsLandline, landline && place > 0);
            writer.Bool(N.IsOnboardingNumber, false);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WriteAddresses(WireJsonWriter writer, ref Draw draw)
    {
        writer.Name(N.Addresses);
        writer.StartArray();
        if (draw.Chance(70))
        {
            var place = draw.Next(Words.Cities.Length);
            writer.StartObject();
            writer.Text(N.Type, "home");
            writer.Text(N.Street, FubPhone.Street(ref draw));
            writer.Text(N.City, Words.Cities[place]);
            writer.Text(N.State, Words.States[place]);
            writer.Text(N.Code, FubPhone.Zip(ref draw));
            writer.Text(N.Country, "US");
            writer.EndObject();
        }

        writer.EndArray();
    }

    private static void WritePictureAndSocial(WireJsonWriter writer, FubPerson person, ref Draw draw)
    {
        var filled = draw.Chance(12);
        writer.Name(N.Picture);
        if (filled)
        {
            writer.StartObject();
            writer.Text(N.Small, string.Create(CultureInfo.InvariantCulture, $"https://files.example.com/pictures/p{person.Id}-small.jpg"));
            writer.EndObject();
        }
        else
        {
            writer.Null();
        }

        writer.Name(N.SocialData);
        if (!filled)
        {
            writer.StartArray();
            writer.EndArray();
            return;
        }

        writer.StartObject();
        writer.Text(N.Name, person.Name);
        writer.Text(N.FirstName, person.FirstName);
        writer.Text(N.LastName, person.LastName);
        writer.Text(N.Gender, "");
        writer.Text(N.Age, "");
        writer.Text(N.Location, "");
        writer.Text(N.Company, "Example Co");
        writer.Text(N.Title, "Analyst");
        foreach (var name in N.EmptySocial) writer.Text(name, "");
        writer.EndObject();
    }

    private static void WriteTimeframe(WireJsonWriter writer, FubPerson person, ref Draw draw)
    {
        if (draw.Chance(50))
        {
            var timeframe = draw.Next(Words.Timeframes.Length);
            writer.Number(N.TimeframeId, timeframe + 1);
            writer.Time(N.TimeframeUpdated, person.Created);
            writer.Text(N.TimeframeStatus, "Current");
            writer.Text(N.TimeframeDateRange, Words.Timeframes[timeframe]);
            return;
        }

        writer.Null(N.TimeframeId);
        writer.Null(N.TimeframeUpdated);
        writer.Null(N.TimeframeStatus);
        writer.Null(N.TimeframeDateRange);
    }

    private void WriteDeal(WireJsonWriter writer, FubPerson person)
    {
        var deal = World.NewestDealOf(person.Id);
        writer.Text(N.DealStatus, deal?.Status);
        writer.Text(N.DealStage, deal is null ? null : World.Pipelines.StageName(deal.PipelineId, deal.StageId));
        writer.Text(N.DealName, deal?.Name);
        writer.Name(N.DealCloseDate);
        if (deal is null || deal.CloseDay == 0) writer.Null();
        else writer.Day(deal.CloseDay);
        writer.NumberOrNull(N.DealPrice, deal?.Price ?? 0);
    }

    private void WriteCollaborators(WireJsonWriter writer, FubPerson person)
    {
        writer.Name(N.Collaborators);
        writer.StartArray();
        WriteCollaborator(writer, person.AssignedUserId, assigned: true);
        if (person.AssignedUserId != FubUsers.OwnerId) WriteCollaborator(writer, FubUsers.OwnerId, assigned: false);
        if (person.CollaboratorId != person.AssignedUserId) WriteCollaborator(writer, person.CollaboratorId, assigned: false);
        writer.EndArray();
    }

    private void WriteCollaborator(WireJsonWriter writer, long userId, bool assigned)
    {
        if (userId == 0 || World.User(userId) is not { } user) return;
        writer.StartObject();
        writer.Number(N.Id, user.Id);
        writer.Text(N.Name, user.Name);
        writer.Bool(N.Assigned, assigned);
        writer.Text(N.Role, user.Role);
        writer.EndObject();
    }

    private void WriteMore(WireJsonWriter writer, FubPerson person, FubActivity activity, ref Draw draw)
    {
        writer.Text(N.Background, draw.Chance(30) ? "Synthetic background line" : null);
        writer.TimeOrNull(N.LastCommunication, activity.LastCommunication);
        foreach (var name in N.Emailing) writer.Null(name);
        writer.Number(N.EmailsReceived, 0);
        writer.Number(N.EmailsSent, 0);
        WriteLast(writer, N.LastIncomingCall, N.LastIncomingCallId, activity.IncomingCall);
        WriteLast(writer, N.LastOutgoingCall, N.LastOutgoingCallId, activity.OutgoingCall);
        writer.TimeOrNull(N.FirstCall, activity.FirstCall);
        WriteLast(writer, N.LastCall, N.LastCallId, activity.Call);
        writer.Number(N.CallsIncoming, activity.CallsIncoming);
        writer.Number(N.CallsOutgoing, activity.CallsOutgoing);
        writer.Number(N.CallsDuration, activity.CallsDuration);
        WriteLast(writer, N.LastReceivedText, N.LastReceivedTextId, activity.ReceivedText);
        WriteLast(writer, N.LastSentText, N.LastSentTextId, activity.SentText);
        WriteLast(writer, N.LastText, N.LastTextId, activity.AnyText);
        writer.Number(N.TextsReceived, activity.TextsReceived);
        writer.Number(N.TextsSent, activity.TextsSent);
        WriteLast(writer, N.LastLeadActivity, N.LastLeadActivityId, activity.LeadActivity);
        writer.Null(N.LastEmEventActivity);
        writer.Null(N.LastEmEventActivityId);
        writer.Number(N.PropertiesViewed, activity.PropertiesViewed);
        writer.Number(N.PropertiesSaved, draw.Next(3));
        writer.Number(N.PagesViewed, draw.Next(20));
        writer.Null(N.LastIdxVisit);
        writer.Null(N.NextTask);
        writer.Bool(N.NextTaskHasTime, false);
        writer.Null(N.NextTaskName);
        writer.EmptyArray(N.Relationships);
        World.CustomFields.WriteValues(writer, person.Look);
    }

    private static void WriteLast(WireJsonWriter writer, JsonName at, JsonName id, (long At, long Id) last)
    {
        writer.TimeOrNull(at, last.At);
        writer.NumberOrNull(id, last.Id);
    }
}
