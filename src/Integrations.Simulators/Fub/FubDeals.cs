using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Deals. Lists hide archived and deleted ones unless asked; deleting keeps the record with status Deleted.</summary>
internal sealed class FubDeals(FubWorld world) : FubPersonChildren(world, "deals", 7, world.Size.Deals, 5_901, 2)
{
    public override string WordField => "status";

    public override string DateField => "createdAt";

    public override bool DeletesSoftly => true;

    public override bool KeepsUpdated => false;

    protected override bool HidesNone(FubQuery query) => false;

    /// <summary>A second person is not found by arithmetic.</summary>
    protected override bool FindsByPerson => false;

    public override string? FlagOf(FubRecord record) => ((FubDeal)record).Status switch
    {
        "Archived" => "archived",
        "Deleted" => "deleted",
        _ => null,
    };

    public override bool MayRead(FubRecord record, FubCaller caller) => caller.SeesAll || ((FubDeal)record).UserIds.Contains(caller.UserId);

    public override void Write(WireJsonWriter writer, FubRecord record, FubView view)
    {
        var deal = (FubDeal)record;
        var draw = new Draw(deal.Look);
        writer.Number(N.Id, deal.Id);
        writer.Text(N.Name, deal.Name);
        writer.Number(N.Type, 0);
        writer.Text(N.Status, deal.Status);
        writer.NumberOrNull(N.Price, deal.Price);
        writer.Time(N.CreatedAt, deal.Created);
        writer.Number(N.OrderWeight, 1000);
        writer.Text(N.Description, deal.Description);
        writer.Name(N.ProjectedCloseDate);
        if (deal.CloseDay == 0) writer.Null();
        else writer.Day(deal.CloseDay);
        writer.Number(N.PipelineId, deal.PipelineId);
        writer.Text(N.PipelineName, World.Pipelines.NameOf(deal.PipelineId));
        writer.Number(N.StageId, deal.StageId);
        writer.Text(N.StageName, World.Pipelines.StageName(deal.PipelineId, deal.StageId));
        writer.Time(N.EnteredStageAt, deal.EnteredStageAt);
        writer.NumberOrNull(N.CommissionValue, deal.Price * 3 / 100);
        writer.NumberOrNull(N.AgentCommission, deal.Price * 21 / 1000);
        writer.NumberOrNull(N.TeamCommission, deal.Price * 9 / 1000);
        writer.NumberOrNull(N.TimeToClose, draw.Chance(20) ? 20 + draw.Next(60) : 0);
        foreach (var name in N.DealDates)
        {
            writer.Name(name);
            if (deal.CloseDay != 0 && draw.Chance(25)) writer.Day(deal.CloseDay - (draw.Next(20) * 86_400L));
            else writer.Null();
        }

        World.DealCustomFields.WriteValues(writer, deal.Look);
        writer.Name(N.People);
        writer.StartArray();
        foreach (var id in deal.PeopleIds)
        {
            if (World.Person(id) is not { } person) continue;
            writer.StartObject();
            writer.Number(N.Id, person.Id);
            writer.Text(N.Name, person.Name);
            writer.Text(N.Avatar, "");
            writer.EndObject();
        }

        writer.EndArray();
        writer.Name(N.Users);
        writer.StartArray();
        foreach (var id in deal.UserIds)
        {
            if (World.User(id) is not { } user) continue;
            var look = new Draw(user.Look);
            look.Next();
            writer.StartObject();
            writer.Number(N.Id, user.Id);
            writer.Text(N.Name, user.Name);
            FubUsers.WritePicture(writer, user, ref look);
            writer.EndObject();
        }

        writer.EndArray();
    }

    protected override FubRecord Generate(int ordinal, long id, ulong look)
    {
        var draw = new Draw(look ^ 0x1616);
        var created = CreatedOf(ordinal);
        var personId = PersonOf(ordinal);
        var person = PersonThen(ordinal);
        var pipeline = draw.Next(Words.Pipelines.Length);
        var deal = new FubDeal
        {
            Ordinal = ordinal,
            Id = id,
            Look = look,
            Created = created,
            PersonId = personId,
            Name = FubPhone.Street(ref draw),
            Status = ordinal >= BaseCount ? "Active" : ordinal % 10 == 4 ? "Archived" : ordinal % 20 == 11 ? "Deleted" : "Active",
            Price = draw.Chance(90) ? 150_000 + (draw.Next(180) * 5_000L) : 0,
            PipelineId = World.Pipelines.IdOf(pipeline),
            StageId = FubPipelines.StageId(pipeline, draw.Next(Words.PipelineStages.Length)),
            CloseDay = created != 0 && draw.Chance(75) ? created + ((10 + draw.Next(80)) * 86_400L) : 0,
            UserIds = [person?.AssignedUserId ?? FubUsers.OwnerId],
        };
        if (personId != 0) deal.PeopleIds.Add(personId);
        if (ordinal < BaseCount && draw.Chance(15))
        {
            var second = World.People.IdOf(draw.Next(World.SettledPeople));
            if (second != personId) deal.PeopleIds.Add(second);
        }

        return deal;
    }

    protected override bool Apply(FubRecord record, string name, JsonElement value)
    {
        var deal = (FubDeal)record;
        switch (name)
        {
            case "name" when value.TryText(out var text) && text is not null:
                deal.Name = text;
                return true;
            case "description" when value.TryText(out var description) && description is not null:
                deal.Description = description;
                return true;
            case "status" when value.TryText(out var status) && status is not null:
                deal.Status = status;
                return true;
            case "price" when value.TryNumberOrNull(out var price):
                deal.Price = price;
                return true;
            case "pipelineId" when value.TryNumber(out var pipeline):
                deal.PipelineId = pipeline;
                return true;
            case "stageId" when value.TryNumber(out var stage):
                deal.StageId = stage;
                return true;
            case "projectedCloseDate" when value.TryTime(out var day):
                deal.CloseDay = day;
                return true;
            case "enteredStageAt" when value.TryTime(out var entered) && entered != 0:
                deal.EnteredStageAt = entered;
                return true;
            case "personId" when value.TryNumber(out var person):
                deal.PeopleIds = [person];
                return true;
            case "peopleIds" when value.TryNumbers(out var people):
                deal.PeopleIds = people;
                return true;
            case "userIds" when value.TryNumbers(out var users):
                deal.UserIds = users;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(FubRecord record)
    {
        var deal = (FubDeal)record;
        deal.Updated = 0;
        if (deal.EnteredStageAt == 0) deal.EnteredStageAt = deal.Created;
    }

    protected override IEnumerable<long> PersonsOf(FubRecord record) => ((FubDeal)record).PeopleIds;

    protected override bool IsVisible(FubRecord record, FubQuery query, FubCaller caller)
    {
        var deal = (FubDeal)record;
        if (!MayRead(record, caller)) return false;
        if (query.Text("status") is { } status) return FubPeople.Same(deal.Status, status);
        return deal.Status switch
        {
            "Archived" => Asked(query, "includeArchived"),
            "Deleted" => Asked(query, "includeDeleted"),
            _ => true,
        };
    }

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller)
    {
        var deal = (FubDeal)record;
        return (query.Number("pipelineId") is not { } pipeline || deal.PipelineId == pipeline)
            && (query.Number("userId") is not { } user || deal.UserIds.Contains(user))
            && (query.Number("personId") is not { } person || deal.PeopleIds.Contains(person));
    }

    protected override Ordering? SortBy(string word) => word switch
    {
        "created" or "createdAt" => new Ordering(r => r.Created),
        "price" => new Ordering(r => ((FubDeal)r).Price),
        _ => null,
    };

    /// <summary>These flags are integers at the vendor: the word true is not one.</summary>
    private static bool Asked(FubQuery query, string flag) => query.Number(flag) is not (null or 0);
}
