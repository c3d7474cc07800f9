using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Answers read requests of an authenticated caller. The gate of the caller's world is held.</summary>
internal sealed class FubReader(FubSimulatorOptions options, WireJsonWriter writer, FubCaller caller, IReadOnlyList<SimulatorFault> faults, FubSimulatorWebhooks webhooks)
{
    private FubWorld World => caller.World;

    public WireAnswer Read(string path, FubQuery query, string root, string? system, long requestNumber)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = parts.Length == 0 ? "" : parts[0];
        switch (name)
        {
            case "identity" when parts.Length == 1:
                return Identity();
            case "me" when parts.Length == 1:
                return Me();
            case "webhooks" or "webhookEvents" when caller.Role != FubSimulatorRole.Owner || system is null:
                return Error(403, FubWire.OwnerOnlyWebhooks);
            case "webhookEvents" when parts.Length == 2:
                return Event(parts[1]);
            case "webhooks" when parts.Length == 1:
                return Hooks(query, root, system!);
            case "emails" when parts.Length == 1:
                return query.Has("id") || query.Has("personId") || query.Has("inboxThreadId") ? NoEmails(query) : Error(400, FubWire.EmailsNeedFilter);
            case "dealAttachments" when system is null:
                return Error(403, FubWire.NoAccess);
            case "people" when parts is [_, "checkDuplicate"]:
                return CheckDuplicate(query);
            case "people" when parts is [_, "unclaimed"]:
                return List(World.People, new FubQuery($"limit={query.Limit}&offset={query.Offset}&includeUnclaimed=true&{FubPeople.OnlyUnclaimed}=1"), new FubView(), root, roundRobin: false);
            case "rateLimit" when parts.Length == 2 && parts[1] is "limits" or "usage":
                return system is null ? Error(403, FubWire.NoAccess) : RateLimit(parts[1], system);
        }

        if (World.Collection(name) is not { } collection) return Error(404, FubWire.UnknownCollection(name));
        var turn = Has(SimulatorFaultKind.UnstablePhoneOrder) ? (int)(requestNumber % 97) : 0;
        var view = ViewOf(collection, query) with { HideContent = options.HideContent, PhoneTurn = turn };
        if (parts.Length == 1) return List(collection, query, view, root, roundRobin: false);
        if (name is "groups" && parts.Length == 2 && parts[1] is "roundRobin") return List(collection, query, view, root, roundRobin: true);
        if (parts.Length != 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Error(404, FubWire.UnknownCollection(path));
        return One(collection, id, view with { Single = true });
    }

    private WireAnswer List(FubCollection collection, FubQuery query, FubView view, string root, bool roundRobin)
    {
        if (collection is FubTextMessages && !FubTextMessages.HasFilter(query)) return Error(400, FubWire.TextMessagesNeedFilter);
        if (query.Offset >= FubWire.OffsetWall) return Error(400, FubWire.DeepPaging);
        long? since = null;
        if (query.Next is { } token)
        {
            since = FubQuery.ReadToken(token);
            if (since is null || Has(SimulatorFaultKind.ExpiredToken)) return Error(400, FubWire.InvalidNext);
        }

        var slice = Has(SimulatorFaultKind.BrokenUpdatedAfter) && query.Has("updatedAfter") ? new FubSlice(0, [], HasMore: false) : collection.Slice(query, caller, since);
        var places = slice.Places;
        var more = collection.IsIdOrder(query, out _) && collection.HasNext && places.Count > 0 && (slice.HasMore || (options.TokenOutlivesData && places.Count == query.Limit));

        writer.StartObject();
        if (!Has(SimulatorFaultKind.MissingMetadata))
        {
            writer.Name(N.Metadata);
            writer.StartObject();
            writer.Text(N.CollectionName, collection.Key);
            writer.Number(N.Offset, query.Offset);
            writer.Number(N.Limit, query.Limit);
            writer.Number(N.Total, slice.Total);
            if (collection.HasNext) WriteNext(collection, query, root, more ? collection.IdOf(places[^1]) : null, roundRobin);
            writer.EndObject();
        }

        writer.Name(new JsonName(collection.Key));
        writer.StartArray();
        var shape = new RecordShape(view.Selected, view.All ? null : collection.Unlisted);
        foreach (var place in places)
        {
            if (collection.Load(place) is not { } record) continue;
            WriteRecord(collection, record, view, shape, roundRobin);
        }

        writer.EndArray();
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    private WireAnswer Hooks(FubQuery query, string root, string system)
    {
        var next = query.Next is { } token ? "&next=" + token : "";
        var own = string.Create(CultureInfo.InvariantCulture, $"{string.Join('&', query.Raw)}&limit={query.Limit}&offset={query.Offset}{next}&{FubLedger.SystemField}={Uri.EscapeDataString(system)}");
        return List(World.Webhooks, new FubQuery(own), new FubView(), root, roundRobin: false);
    }

    private WireAnswer Event(string id)
    {
        if (webhooks.Find(id) is not { } found) return Error(404, $"Resource {id} was not found in collection 'webhookEvents'.");
        using var document = JsonDocument.Parse(found.ToJsonString());
        writer.Element(document.RootElement);
        return new WireAnswer(200, writer);
    }

    private WireAnswer One(FubCollection collection, long id, FubView view)
    {
        if (collection.Find(id) is not { } record) return Error(404, FubWire.NotFound(collection.Path, id));
        if (!collection.MayRead(record, caller)) return Error(403, FubWire.RecordNotVisible);
        WriteRecord(collection, record, view, new RecordShape(view.Selected, view.All ? null : collection.Unlisted), roundRobin: false);
        return new WireAnswer(200, writer);
    }

    private void WriteRecord(FubCollection collection, FubRecord record, FubView view, RecordShape shape, bool roundRobin)
    {
        var spoilers = faults.Count == 0 ? [] : RecordSpoiler.Of(faults, record.Ordinal, fault => fault.RecordId is { } id ? record.Id == id : null, collection.WordField, collection.DateField, collection.TextField);
        var plain = view.Selected is null && record.Extra is null && spoilers.Count == 0;
        writer.StartRecord(plain ? null : shape.For(record.Extra, spoilers));
        if (collection is FubGroups groups) groups.Write(writer, (FubNamed)record, roundRobin);
        else collection.Write(writer, record, view);
        writer.EndRecord();
    }

    private void WriteNext(FubCollection collection, FubQuery query, string root, long? sinceId, bool roundRobin)
    {
        if (sinceId is not { } id)
        {
            writer.Null(N.Next);
            writer.Null(N.NextLink);
            return;
        }

        var token = FubQuery.WriteToken(id);
        var link = new StringBuilder(root).Append(collection.Path).Append(roundRobin ? "/roundRobin" : "").Append(CultureInfo.InvariantCulture, $"?limit={query.Limit}");
        foreach (var part in query.Raw.Where(static part => !part.StartsWith('$'))) link.Append('&').Append(part);
        link.Append("&&next=").Append(token);
        writer.Text(N.Next, token);
        writer.Text(N.NextLink, link.ToString());
    }

    private static FubView ViewOf(FubCollection collection, FubQuery query)
    {
        if (query.Words("fields") is not { } fields || collection is not (FubPeople or FubUsers)) return new FubView();
        var calling = fields.Contains("calling", StringComparer.Ordinal);
        if (fields.Contains("allFields", StringComparer.Ordinal)) return new FubView { All = true, Calling = calling };
        var selected = new HashSet<string>(fields, StringComparer.Ordinal) { "id" };
        if (selected.Remove("allCustom"))
            foreach (var field in FubCustomFields.OfPeople)
                selected.Add(field.Name);
        return new FubView { All = true, Calling = calling, Selected = selected.ToFrozenSet(StringComparer.Ordinal) };
    }

    private WireAnswer Identity()
    {
        var user = (FubUser)World.Users.Find(caller.UserId)!;
        var owner = (FubUser)World.Users.Find(FubUsers.OwnerId)!;
        writer.StartObject();
        writer.Name(N.Account);
        writer.StartObject();
        writer.Number(N.Id, World.Account.Id);
        writer.Text(N.Domain, World.Account.Domain);
        writer.Text(N.Name, World.Account.Name);
        writer.Name(N.Owner);
        writer.StartObject();
        writer.Text(N.Name, owner.Name);
        writer.Text(N.Email, owner.Email);
        writer.EndObject();
        writer.EndObject();
        writer.Name(N.User);
        writer.StartObject();
        WriteMe(user);
        writer.EndObject();
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    private WireAnswer Me()
    {
        var user = (FubUser)World.Users.Find(caller.UserId)!;
        writer.StartObject();
        WriteMe(user);
        writer.Time(N.Created, user.Created);
        writer.Time(N.Updated, user.Updated);
        writer.Text(N.Phone, user.Phone);
        writer.Text(N.Status, user.Status);
        writer.Text(N.TimeZone, user.Timezone);
        writer.Text(N.CallingPhoneNumber, user.Phone);
        writer.Text(N.OutboundNumber, user.Phone);
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    private void WriteMe(FubUser user)
    {
        writer.Number(N.Id, user.Id);
        writer.Text(N.Name, user.Name);
        writer.Text(N.Email, user.Email);
        writer.Text(N.Fuid, World.Users.FuidOf(user.Id));
        writer.Text(N.Role, user.Role);
        writer.Bool(N.IsOwner, user.IsOwner);
        writer.Bool(N.IsAdmin, user.IsAdmin);
        writer.Bool(N.IsLender, user.Role == "Lender");
    }

    /// <summary>E-mails are not simulated: a filter finds none.</summary>
    private WireAnswer NoEmails(FubQuery query)
    {
        writer.StartObject();
        writer.Name(N.Metadata);
        writer.StartObject();
        writer.Text(N.CollectionName, "emails");
        writer.Number(N.Offset, query.Offset);
        writer.Number(N.Limit, query.Limit);
        writer.Number(N.Total, 0);
        writer.Null(N.Next);
        writer.Null(N.NextLink);
        writer.EndObject();
        writer.EmptyArray(new JsonName("emails"));
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    private WireAnswer CheckDuplicate(FubQuery query)
    {
        var byEmail = query.Text("email") is { } email && World.People.Matching(p => p.Emails.Contains(email, StringComparer.OrdinalIgnoreCase)) is { } mailed ? mailed : null;
        var found = byEmail ?? (query.Text("phone") is { } phone ? World.People.Matching(p => p.Phones.Contains(FubPhone.Digits(phone), StringComparer.Ordinal)) : null);
        writer.StartObject();
        writer.Bool(N.Found, found is not null);
        writer.Text(N.MatchedBy, found is null ? null : byEmail is null ? "phone" : "email");
        writer.Text(N.AssignedTo, found is null ? null : World.UserName(found.AssignedUserId));
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    private WireAnswer RateLimit(string what, string system)
    {
        writer.StartObject();
        writer.Text(N.System, system);
        if (what is "usage")
        {
            writer.Text(N.Period, "last_24h");
            writer.Name(N.Usage);
            writer.StartObject();
            writer.Number(N.TotalRequests, 12_000);
            writer.Number(N.RateLimitedRequests, 12);
            writer.Name(N.RateLimitPercentage);
            writer.Number(0.1m);
            writer.Time(N.PeakHour, World.Now / 3600 * 3600);
        }

        writer.Name(N.CurrentLimits);
        writer.StartObject();
        writer.Name(N.AcrossAllAccounts);
        writer.StartObject();
        writer.Number(N.Default, options.RateLimits.PerSystem ?? 750);
        writer.EndObject();
        writer.Name(N.PerAccount);
        writer.StartObject();
        writer.Number(N.Default, 25);
        writer.EndObject();
        writer.EndObject();
        if (what is "usage") writer.EndObject();
        writer.EndObject();
        return new WireAnswer(200, writer);
    }

    private bool Has(SimulatorFaultKind kind)
    {
        foreach (var fault in faults)
            if (fault.Kind == kind)
                return true;
        return false;
    }

    private WireAnswer Error(int status, string message) => FubWire.Error(writer, status, message);
}
