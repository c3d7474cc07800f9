using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>Answers write requests of an authenticated caller, with what the vendor documents of their effects. The gate of the caller's world is held.</summary>
internal sealed class FubWriter(FubSimulatorOptions options, WireJsonWriter writer, FubCaller caller, FubChanger changer, string? system)
{
    private static readonly FrozenDictionary<string, string[]> s_required = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["notes"] = ["personId"],
        ["tasks"] = ["personId"],
        ["calls"] = ["personId", "phone", "isIncoming"],
        ["textMessages"] = ["personId", "message", "toNumber", "fromNumber"],
        ["deals"] = ["name", "stageId"],
        ["appointments"] = ["title", "start", "end"],
        ["peopleRelationships"] = ["personId"],
        ["stages"] = ["name"],
        ["dealAttachments"] = ["dealId", "uri", "fileName"],
        ["personAttachments"] = ["personId", "uri", "fileName"],
        ["webhooks"] = ["event", "url"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_editable = new[] { "people", "deals", "calls", "notes", "tasks", "appointments", "dealAttachments", "webhooks" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What can be deleted, and the parameter that the vendor then requires.</summary>
    private static readonly FrozenDictionary<string, string> s_deletable = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["people"] = "",
        ["deals"] = "",
        ["notes"] = "",
        ["tasks"] = "",
        ["appointments"] = "",
        ["dealAttachments"] = "",
        ["webhooks"] = "",
        ["stages"] = "assignStageId",
        ["users"] = "assignTo",
        ["appointmentTypes"] = "assignTypeId",
        ["appointmentOutcomes"] = "assignOutcomeId",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private FubWorld World => caller.World;

    public WireAnswer Write(string method, string path, FubQuery query, JsonObject? body)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (parts.FirstOrDefault())
        {
            case "webhooks" when caller.Role != FubSimulatorRole.Owner || system is null:
                return Error(403, FubWire.OwnerOnlyWebhooks);
            case "textMessages" or "dealAttachments" when system is null:
                return Error(403, FubWire.NoAccess);
        }

        return (method, parts) switch
        {
            ("DELETE", [var name, var id]) => Delete(name, id, query),
            _ when body is null => Error(400, FubWire.NoObject),
            ("POST", ["events"]) => Lead(body),
            ("POST", ["people"]) => Person(body, query.Flag("deduplicate")),
            ("POST", ["people", "claim"]) => Claim(body, claims: true),
            ("POST", ["people", "ignoreUnclaimed"]) => Claim(body, claims: false),
            ("POST", [var name]) => Create(name, body),
            ("PUT", [var name, var id]) => Edit(name, id, query, body),
            _ => Error(404, FubWire.UnknownCollection(path)),
        };
    }

    private static JsonArray Union(IEnumerable<string> had, IEnumerable<string> got, StringComparer comparer) => new([.. had.Union(got, comparer).Select(word => (JsonNode)word)]);

    private static JsonArray Values(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)new JsonObject { ["value"] = value })]);

    private static List<string> ValuesOf(JsonObject body, string list) =>
        [.. (body[list] as JsonArray ?? []).Select(each => each is JsonObject item ? TextOf(item, "value") : null).OfType<string>()];

    private static List<string> TagsOf(JsonObject body) => [.. (body["tags"] as JsonArray ?? []).Select(tag => tag?.GetValue<string>()).OfType<string>()];

    private static string? TextOf(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? NumberOf(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private WireAnswer Lead(JsonObject body)
    {
        if (body["person"] is not JsonObject person) return Error(400, FubWire.Missing("person"));
        var found = NumberOf(person, "id") is { } id ? World.Person(id) : Known(person);
        if (found is null && person.ContainsKey("id")) return Error(404, FubWire.NotFound("people", NumberOf(person, "id") ?? 0));
        var source = TextOf(body, "source");
        if (found is null && source is not null && options.ArchivedLeadSources.Contains(source)) return new WireAnswer(204, writer);

        var fields = Fields(World.People, person);
        fields.Remove("id");
        long personId;
        if (found is null)
        {
            if (source is not null) fields["source"] = source;
            personId = changer.Create(World.People, fields);
        }
        else
        {
            // An event does not reassign a person who is there, and adds to its lists.
            foreach (var name in (string[])["assignedUserId", "assignedPondId", "stage", "sourceUrl"]) fields.Remove(name);
            if (fields.ContainsKey("emails")) fields["emails"] = Values(found.Emails.Union(ValuesOf(person, "emails"), StringComparer.OrdinalIgnoreCase));
            if (fields.ContainsKey("phones")) fields["phones"] = Values(found.Phones.Union(ValuesOf(person, "phones").Select(FubPhone.Digits), StringComparer.Ordinal));
            if (fields.ContainsKey("tags")) fields["tags"] = Union(found.Tags, TagsOf(person), StringComparer.Ordinal);
            if (fields.Count > 0) changer.Edit(World.People, found.Ordinal, fields, touch: true);
            personId = found.Id;
        }

        var lead = new JsonObject { ["personId"] = personId, ["message"] = TextOf(body, "message") ?? "" };
        lead["type"] = TextOf(body, "type") is { } type and not "Inquiry" ? type : body.ContainsKey("property") ? "Property Inquiry" : "General Inquiry";
        foreach (var name in (string[])["source", "description", "pageTitle", "pageUrl", "pageDuration", "property", "propertySearch"])
            if (body[name] is { } value)
                lead[name] = value.DeepClone();
        if (lead["property"] is JsonObject property && property["price"] is { } price) property["price"] = price.ToString();
        changer.Create(World.Events, lead);
        return Written(World.People, personId, found is null ? 201 : 200);
    }

    private WireAnswer Person(JsonObject body, bool deduplicates)
    {
        if (deduplicates && Known(body) is { } known) return Written(World.People, known.Id, 200);
        return Written(World.People, changer.Create(World.People, Fields(World.People, body)), 201);
    }

    private WireAnswer Claim(JsonObject body, bool claims)
    {
        if (NumberOf(body, "personId") is not { } id) return Error(400, FubWire.Missing("personId"));
        if (World.Person(id) is not { Claimed: false } person) return Error(404, FubWire.NotFound("people", id));
        if (claims) changer.Edit(World.People, person.Ordinal, new JsonObject { ["claimed"] = true, ["assignedUserId"] = caller.UserId }, touch: true);
        return Written(World.People, id, 200);
    }

    private WireAnswer Create(string name, JsonObject body)
    {
        if (!s_required.TryGetValue(name, out var required) || World.Collection(name) is not { } collection) return Error(404, FubWire.UnknownCollection(name));
        foreach (var field in required)
            if (body[field] is null)
                return field is "uri" ? Error(403, FubWire.NoAccess) : Error(400, FubWire.Missing(field));
        if (Unknown(collection, body) is { } missing) return Error(404, FubWire.NotFound("people", missing));
        var fields = Fields(collection, body);

        if (ReferenceEquals(collection, World.Webhooks))
        {
            if (HookProblem(fields, except: null) is { } problem) return Error(400, problem);
            fields["status"] = "Active";
            fields[FubLedger.SystemField] = system;
        }
        if (collection is FubCalls) fields.TryAdd("userId", caller.UserId);

        // Without a person the admin API would choose one.
        if (collection is FubDeals) fields.TryAdd("peopleIds", new JsonArray());
        return Written(collection, changer.Create(collection, fields), 201);
    }

    private WireAnswer Edit(string name, string id, FubQuery query, JsonObject body)
    {
        if (!s_editable.Contains(name) || World.Collection(name) is not { } collection) return Error(404, FubWire.UnknownCollection(name));
        if (Find(collection, id) is not { } record || IsForeign(collection, record)) return Error(404, FubWire.NotFound(name, 0));
        if (!collection.MayRead(record, caller)) return Error(403, FubWire.RecordNotVisible);
        if (ReferenceEquals(collection, World.Webhooks) && HookProblem(body, record) is { } problem) return Error(400, problem);
        if (collection is FubAppointments && s_required[name].Any(field => body[field] is null)) return Error(400, FubWire.Missing("title"));
        var fields = Fields(collection, body);
        if (record is FubPerson person && query.Flag("mergeTags") && fields.ContainsKey("tags")) fields["tags"] = Union(person.Tags, TagsOf(body), StringComparer.Ordinal);
        fields.Remove("source");
        changer.Edit(collection, record.Ordinal, fields, touch: true);
        return Written(collection, record.Id, 200);
    }

    private WireAnswer Delete(string name, string id, FubQuery query)
    {
        if (!s_deletable.TryGetValue(name, out var heir) || World.Collection(name) is not { } collection) return Error(404, FubWire.UnknownCollection(name));
        if (heir.Length > 0 && query.Number(heir) is null) return Error(400, FubWire.Missing(heir));
        if (Find(collection, id) is not { } record || IsForeign(collection, record)) return Error(404, FubWire.NotFound(name, 0));
        if (!collection.MayRead(record, caller)) return Error(403, FubWire.RecordNotVisible);
        changer.Delete(collection, record);
        return new WireAnswer(204, writer);
    }

    /// <summary>True for a webhook of another system: one sees only one's own.</summary>
    private bool IsForeign(FubCollection collection, FubRecord record) =>
        ReferenceEquals(collection, World.Webhooks) && record is FubNamed { Name: { Length: > 0 } owner } && !string.Equals(owner, system, StringComparison.Ordinal);

    /// <summary>Why a webhook cannot be registered so. Null when it can.</summary>
    private string? HookProblem(JsonObject body, FubRecord? except)
    {
        if (TextOf(body, "event") is { } name)
        {
            if (!FubHookEvents.IsKnown(name)) return FubWire.UnknownEvent(name);
            if (World.Hooks.Count(h => h.Event == name && h.System == system && h.Id != except?.Id) >= FubWire.HooksPerEvent) return FubWire.TooManyHooks(name);
        }

        if (TextOf(body, "url") is not { } text) return null;
        var isTaken = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (options.Webhooks.AllowLoopbackHttp && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        return isTaken ? null : FubWire.HooksNeedHttps;
    }

    private static FubRecord? Find(FubCollection collection, string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? collection.Find(number) : null;

    /// <summary>The person that the vendor takes for the same: the same address, or the same number with the same first and last name.</summary>
    private FubPerson? Known(JsonObject person)
    {
        var emails = ValuesOf(person, "emails");
        var phones = ValuesOf(person, "phones").ConvertAll(FubPhone.Digits);
        var (first, last) = (TextOf(person, "firstName"), TextOf(person, "lastName"));
        return World.People.Matching(known =>
            emails.Exists(email => known.Emails.Contains(email, StringComparer.OrdinalIgnoreCase))
            || (phones.Exists(phone => known.Phones.Contains(phone, StringComparer.Ordinal)) && FubPeople.Same(known.FirstName, first ?? "") && FubPeople.Same(known.LastName, last ?? "")));
    }

    /// <summary>A person that the body names and that cannot be read: it does not exist, or not yet. Null when all can.</summary>
    private long? Unknown(FubCollection collection, JsonObject body)
    {
        if (collection is not (FubPersonChildren or FubLedger)) return null;
        IEnumerable<long> named = body["peopleIds"] is JsonArray people ? people.Select(id => id!.GetValue<long>()) : NumberOf(body, "personId") is { } id ? [id] : [];
        return named.Where(id => id != 0 && World.Person(id) is null).Select(id => (long?)id).FirstOrDefault();
    }

    /// <summary>The body in the words of the collections.</summary>
    private JsonObject Fields(FubCollection collection, JsonObject body)
    {
        var fields = (JsonObject)body.DeepClone();
        switch (collection)
        {
            case FubPeople:
                if (fields.ContainsKey("emails")) fields["emails"] = Values(ValuesOf(body, "emails"));
                if (fields.ContainsKey("phones")) fields["phones"] = Values(ValuesOf(body, "phones"));
                fields.Remove("collaborators");
                break;
            case FubDeals:
                if (NumberOf(body, "stageId") is { } stage && World.Pipelines.PipelineOf(stage) is { } pipeline) fields["pipelineId"] = pipeline;
                Rename(fields, "agentCommision", "agentCommission");
                Rename(fields, "teamComission", "teamCommission");
                break;
            case FubAppointments:
                var invitees = (body["invitees"] as JsonArray ?? []).OfType<JsonObject>().ToList();
                fields.Remove("invitees");
                fields["personId"] = invitees.Select(i => NumberOf(i, "personId")).FirstOrDefault(n => n is not null) ?? 0;
                fields["createdById"] = NumberOf(body, "createdById") ?? invitees.Select(i => NumberOf(i, "userId")).FirstOrDefault(n => n is not null) ?? caller.UserId;
                break;
        }

        return fields;
    }

    private static void Rename(JsonObject fields, string from, string to)
    {
        if (!fields.ContainsKey(from)) return;
        var value = fields[from]?.DeepClone();
        fields.Remove(from);
        fields[to] = value;
    }

    private WireAnswer Written(FubCollection collection, long id, int status)
    {
        var record = collection.LoadLatest(collection.OrdinalOf(id)!.Value)!;
        writer.StartRecord(record.Extra is null ? null : new RecordShape(selected: null, unlisted: null).For(record.Extra, []));
        collection.Write(writer, record, new FubView { All = true, HideContent = options.HideContent, Single = true });
        writer.EndRecord();
        return new WireAnswer(status, writer);
    }

    private WireAnswer Error(int status, string message) => FubWire.Error(writer, status, message);
}
