using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>Changes the records of one account, with the side effects that the vendor's changes have. The gate of the world is held by the caller.</summary>
internal sealed class FubChanger(FubWorld world, SimulatorFaults faults)
{
    private static readonly JsonObject s_none = [];

    public long Create(FubCollection collection, JsonObject fields)
    {
        var complete = fields;
        if (collection is FubPersonChildren && !fields.ContainsKey("personId") && !fields.ContainsKey("peopleIds") && AnyPerson(collection.Count) is { } person)
        {
            complete = (JsonObject)fields.DeepClone();
            complete["personId"] = person;
        }

        var id = collection.Create(JsonFields.Read(complete), VisibleAt(collection));
        Announce(collection, id, "Created");
        return id;
    }

    public void Edit(FubCollection collection, int ordinal, JsonObject fields, bool touch)
    {
        collection.Edit(ordinal, JsonFields.Read(fields), touch, VisibleAt(collection));
        Announce(collection, collection.IdOf(ordinal), "Updated", fields);
    }

    public void Delete(FubCollection collection, FubRecord record)
    {
        Announce(collection, record.Id, "Deleted");
        if (collection.DeletesSoftly)
        {
            collection.Edit(record.Ordinal, JsonFields.Read(new JsonObject { ["status"] = "Deleted" }), touch: true, VisibleAt(collection));
            return;
        }

        switch (record)
        {
            case FubPerson person:
                DeleteChildren(person.Id);
                break;
            case FubCall or FubTextMessage or FubEvent when world.Person(record.PersonId) is { } person:
                var floor = world.ActivityOf(person).Last;
                world.People.Edit(person.Ordinal, JsonFields.Read(new JsonObject { ["$activityFloor"] = floor }), touch: false, world.Now);
                break;
            case FubNamed when ReferenceEquals(collection, world.Stages):
                MovePeople(record.Id, world.Stages.IdOf(0));
                break;
            default:
                break;
        }

        collection.Remove(record.Ordinal);
    }

    public void Merge(FubPerson winner, FubPerson loser, bool touchChildren)
    {
        foreach (var children in world.All.OfType<FubPersonChildren>())
        {
            foreach (var child in ChildrenOf(children, loser.Id))
            {
                var move = child is FubDeal deal
                    ? new JsonObject { ["peopleIds"] = ArrayOf(deal.PeopleIds.Select(id => id == loser.Id ? winner.Id : id).Distinct()) }
                    : new JsonObject { ["personId"] = winner.Id };
                Edit(children, child.Ordinal, move, touchChildren);
            }
        }

        Edit(world.People, loser.Ordinal, new JsonObject { ["stageId"] = world.Stages.TrashId }, touch: true);
        var gains = new JsonObject
        {
            ["tags"] = new JsonArray([.. winner.Tags.Union(loser.Tags, StringComparer.Ordinal).Select(tag => (JsonNode)tag)]),
            ["emails"] = Values(winner.Emails.Union(loser.Emails, StringComparer.OrdinalIgnoreCase)),
            ["phones"] = Values(winner.Phones.Union(loser.Phones, StringComparer.Ordinal)),
        };
        Edit(world.People, winner.Ordinal, gains, touch: true);
    }

    public List<FubSimulatorChange> Burst(int count, int seed)
    {
        var draw = Draw.For(world.Seed, 999, seed);
        var changes = new List<FubSimulatorChange>(count);
        for (var attempts = 0; changes.Count < count && attempts < count * 50; attempts++)
            if (One(ref draw) is { } change)
                changes.Add(change);
        return changes;
    }

    /// <summary>Notes an event. What goes with a deleted person, goes without one (Observed).</summary>
    private void Announce(FubCollection collection, long id, string verb, JsonObject? fields = null)
    {
        if (!world.Announces || FubHookEvents.Of(collection.Path, verb) is not { } name) return;
        world.Announced.Add(new FubAnnouncement(name, id, Data: null));
        if (fields is null || !ReferenceEquals(collection, world.People)) return;
        if (fields["tags"] is JsonArray tags) world.Announced.Add(new FubAnnouncement("peopleTagsCreated", id, new JsonObject { ["tags"] = tags.DeepClone() }.ToJsonString()));
        if (fields.ContainsKey("stageId") || fields.ContainsKey("stage"))
        {
            var stage = (world.Person(id) is { } person ? world.Stages.Find(person.StageId) as FubNamed : null)?.Name ?? "";
            world.Announced.Add(new FubAnnouncement("peopleStageUpdated", id, new JsonObject { ["stage"] = stage }.ToJsonString()));
        }
    }

    private static JsonArray ArrayOf(IEnumerable<long> ids) => new([.. ids.Select(id => (JsonNode)id)]);

    private static JsonArray Values(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)new JsonObject { ["value"] = value })]);

    private FubSimulatorChange? One(ref Draw draw)
    {
        var entity = draw.Next(100);
        var kind = draw.Next(100);
        return entity switch
        {
            < 34 => kind < 6 ? MergeAny(ref draw) : Any(world.People, kind, ref draw),
            < 53 => Any(world.Calls, kind, ref draw),
            < 65 => Any(world.TextMessages, kind, ref draw),
            < 73 => Any(world.Events, 0, ref draw),
            < 82 => Any(world.Appointments, kind, ref draw),
            < 89 => Any(world.Deals, kind, ref draw),
            < 93 => Any(world.Notes, kind, ref draw),
            < 95 => Any(world.Tasks, kind, ref draw),
            < 97 => Any(world.Users, Math.Clamp(kind, 20, 80), ref draw),
            < 98 => Any(world.Groups, Math.Clamp(kind, 20, 80), ref draw),
            _ => Any(world.Stages, Math.Clamp(kind, 20, 80), ref draw),
        };
    }

    private FubSimulatorChange? Any(FubCollection collection, int kind, ref Draw draw)
    {
        if (kind < 30)
        {
            var id = Create(collection, s_none);
            return new FubSimulatorChange(FubSimulatorChangeKind.Created, collection.Path, id);
        }

        if (AnyRecord(collection, ref draw) is not { } record || collection.FlagOf(record) is "deleted" or "trash") return null;
        if (kind < 88)
        {
            Edit(collection, record.Ordinal, EditOf(collection, record, ref draw), touch: true);
            return new FubSimulatorChange(FubSimulatorChangeKind.Edited, collection.Path, record.Id);
        }

        Delete(collection, record);
        return new FubSimulatorChange(FubSimulatorChangeKind.Deleted, collection.Path, record.Id);
    }

    private FubSimulatorChange? MergeAny(ref Draw draw)
    {
        if (AnyRecord(world.People, ref draw) is not FubPerson { IsTrash: false } winner) return null;
        if (AnyRecord(world.People, ref draw) is not FubPerson { IsTrash: false } loser || loser.Id == winner.Id) return null;
        Merge(winner, loser, touchChildren: true);
        return new FubSimulatorChange(FubSimulatorChangeKind.Merged, world.People.Path, loser.Id);
    }

    private static FubRecord? AnyRecord(FubCollection collection, ref Draw draw) => collection.Count == 0 ? null : collection.LoadLatest(draw.Next(collection.Count));

    private JsonObject EditOf(FubCollection collection, FubRecord record, ref Draw draw) => record switch
    {
        FubPerson => draw.Next(4) switch
        {
            0 => new JsonObject { ["stageId"] = world.Stages.IdOf(draw.Next(FubStages.BaseStages - 1)) },
            1 => new JsonObject { ["price"] = 150_000 + (draw.Next(180) * 5_000) },
            2 => new JsonObject { ["lastName"] = draw.Pick<string>(Words.LastNames.AsSpan(0, 16)) },
            _ => new JsonObject { ["assignedUserId"] = world.Users.AnyAgent(ref draw) },
        },
        FubCall => new JsonObject { ["note"] = draw.Pick<string>(Words.CallNotes), ["outcome"] = draw.Pick<string>(Words.CallOutcomes) },
        FubTextMessage text => new JsonObject { ["read"] = !text.Read },
        FubAppointment appointment => new JsonObject
        {
            ["outcomeId"] = world.AppointmentOutcomes.IdOf(draw.Next(Words.AppointmentOutcomes.Length)),
            ["description"] = "Moved " + draw.Pick<string>(Words.Cities),
            ["title"] = appointment.Title + " *",
        },
        FubDeal deal => draw.Chance(25)
            ? new JsonObject { ["status"] = "Archived" }
            : new JsonObject { ["stageId"] = FubPipelines.StageId((int)(deal.PipelineId - world.Pipelines.IdOf(0)), draw.Next(Words.PipelineStages.Length)), ["price"] = 150_000 + (draw.Next(180) * 5_000) },
        FubUser => new JsonObject { ["lastName"] = draw.Pick<string>(Words.LastNames.AsSpan(0, 16)) },
        FubNamed entry => new JsonObject { ["name"] = entry.Name.TrimEnd('*', ' ') + (entry.Name.EndsWith('*') ? "" : " *") },
        FubNote task when ReferenceEquals(collection, world.Tasks) => new JsonObject { ["isCompleted"] = !task.IsCompleted },
        _ => new JsonObject { ["body"] = draw.Pick<string>(Words.CallNotes) },
    };

    private long? AnyPerson(int salt)
    {
        var draw = Draw.For(world.Seed, 998, salt);
        for (var attempt = 0; attempt < 100 && world.People.Count > 0; attempt++)
            if (world.People.Load(draw.Next(world.People.Count)) is FubPerson { IsTrash: false, Claimed: true } person)
                return person.Id;
        return null;
    }

    private void DeleteChildren(long personId)
    {
        foreach (var children in new FubPersonChildren[] { world.Calls, world.TextMessages, world.Notes })
            foreach (var child in ChildrenOf(children, personId))
                children.Remove(child.Ordinal);
        foreach (var child in ChildrenOf(world.Deals, personId))
            Edit(world.Deals, child.Ordinal, new JsonObject { ["peopleIds"] = ArrayOf(((FubDeal)child).PeopleIds.Where(id => id != personId)) }, touch: true);
    }

    /// <summary>All records of a person. Deals are looked through, because a second person is not found by arithmetic.</summary>
    private static List<FubRecord> ChildrenOf(FubPersonChildren children, long personId)
    {
        var places = new List<int>();
        if (children is FubDeals) places.AddRange(Enumerable.Range(0, children.Count));
        else children.Candidates(personId, places);
        var found = new List<FubRecord>();
        foreach (var place in places)
            if (children.LoadLatest(place) is { } child && (child is FubDeal deal ? deal.PeopleIds.Contains(personId) : child.PersonId == personId))
                found.Add(child);
        return found;
    }

    private void MovePeople(long fromStage, long toStage)
    {
        for (var ordinal = 0; ordinal < world.People.Count; ordinal++)
            if (world.People.LoadLatest(ordinal) is FubPerson person && person.StageId == fromStage)
                Edit(world.People, ordinal, new JsonObject { ["stageId"] = toStage }, touch: true);
    }

    private long VisibleAt(FubCollection collection) => world.VisibleAfter(faults.VisibilityDelay(world.Account.Id, collection.Path));
}
