using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

public sealed class ChangeTests : FubSimulatorTests
{
    private string Now => Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", null);

    [Fact]
    public async Task A_created_record_is_first_in_the_list()
    {
        var id = Simulator.Create(Account.Id, "people", new JsonObject { ["firstName"] = "Nova", ["stage"] = "Nurture", ["unheardOf"] = "kept" });
        var row = Rows(await Get("people?limit=1")).Single();

        Assert.Equal(id, IdOf(row));
        Assert.Equal((Now, Now, "Nova", "Nurture", "kept"), (Text(row, "created"), Text(row, "updated"), Text(row, "firstName"), Text(row, "stage"), Text(row, "unheardOf")));
        Assert.StartsWith("Nova ", Text(row, "name") + " ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_moves_updated_and_is_found_by_filters()
    {
        var id = Simulator.Ids(Account.Id, "people")[3];
        Simulator.Edit(Account.Id, "people", id, new JsonObject { ["price"] = 1234567, ["stage"] = "Closed", ["tags"] = new JsonArray("Zebra") });

        var found = Rows(await Get("people?tags=Zebra&stage=Closed&priceAbove=1234566&updatedAfter=2026-01-16T08:59:59Z")).Single();
        Assert.Equal(id, IdOf(found));
        Assert.Equal(Now, Text(found, "updated"));
        Assert.Equal(id, IdOf(Rows(await Get("people?sort=-updated&limit=1")).Single()));
    }

    [Fact]
    public async Task A_new_call_moves_activity_and_counters_of_the_person_but_not_its_updated()
    {
        var id = Simulator.Ids(Account.Id, "people")[0];
        var before = await Get($"people/{id}?fields=allFields");
        Simulator.Create(Account.Id, "calls", new JsonObject { ["personId"] = id, ["isIncoming"] = true });
        Simulator.Create(Account.Id, "textMessages", new JsonObject { ["personId"] = id, ["isIncoming"] = false });
        var after = await Get($"people/{id}?fields=allFields");

        Assert.Equal(Text(before, "updated"), Text(after, "updated"));
        Assert.Equal(Now, Text(after, "lastActivity"));
        Assert.Equal(1 + before.GetProperty("callsIncoming").GetInt32(), after.GetProperty("callsIncoming").GetInt32());
        Assert.Equal(1 + before.GetProperty("textsSent").GetInt32(), after.GetProperty("textsSent").GetInt32());
    }

    [Fact]
    public async Task Records_do_not_change_when_their_person_does()
    {
        var call = (await ReadAll(Owner, "calls")).First(c => c.GetProperty("personId").GetInt64() != 0);
        var person = call.GetProperty("personId").GetInt64();
        Simulator.Edit(Account.Id, "people", person, new JsonObject { ["assignedUserId"] = 1, ["phones"] = new JsonArray(new JsonObject { ["value"] = "2025550100" }) });
        var after = await Get($"calls/{IdOf(call)}");

        Assert.Equal(call.GetRawText(), after.GetRawText());
    }

    [Fact]
    public async Task A_created_record_reads_the_same_at_any_time()
    {
        foreach (var entity in new[] { "people", "calls", "textMessages", "events", "appointments", "deals", "notes", "tasks", "users", "groups" })
        {
            var id = Simulator.Create(Account.Id, entity);
            var before = (await Get($"{entity}/{id}")).GetRawText();
            Clock.Advance(TimeSpan.FromHours(30));
            Assert.Equal(before, (await Get($"{entity}/{id}")).GetRawText());
        }
    }

    [Fact]
    public async Task Activity_does_not_go_back_when_a_call_is_deleted()
    {
        var id = Simulator.Ids(Account.Id, "people")[0];
        var call = Simulator.Create(Account.Id, "calls", new JsonObject { ["personId"] = id });
        Clock.Advance(TimeSpan.FromHours(1));
        var before = await Get($"people/{id}");
        Simulator.Delete(Account.Id, "calls", call);
        var after = await Get($"people/{id}");

        Assert.Equal((Text(before, "lastActivity"), Text(before, "updated")), (Text(after, "lastActivity"), Text(after, "updated")));
    }

    [Fact]
    public async Task A_deleted_person_takes_calls_texts_and_notes_along_and_leaves_its_deals()
    {
        var deal = (await ReadAll(Owner, "deals")).First(d => d.GetProperty("people").GetArrayLength() > 0);
        var id = IdOf(deal.GetProperty("people")[0]);
        Simulator.Create(Account.Id, "calls", new JsonObject { ["personId"] = id });
        Simulator.Delete(Account.Id, "people", id);

        using var gone = await Send(Owner, $"people/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(0, Total(await Get($"calls?personId={id}")));
        Assert.DoesNotContain(await ReadAll(Owner, "calls"), call => call.GetProperty("personId").GetInt64() == id);
        Assert.Equal(0, Total(await Get($"textMessages?personId={id}")));
        Assert.Equal(0, Total(await Get($"notes?personId={id}")));
        Assert.DoesNotContain((await Get($"deals/{IdOf(deal)}")).GetProperty("people").EnumerateArray(), p => IdOf(p) == id);
    }

    [Theory]
    [InlineData("deals", "deals?includeDeleted=1")]
    [InlineData("users", "users?includeDeleted=true")]
    public async Task Deals_and_users_are_deleted_softly(string entity, string all)
    {
        var id = IdOf(Rows(await Get(entity)).First());
        var (plain, total) = (Total(await Get(entity)), Total(await Get(all)));
        Simulator.Delete(Account.Id, entity, id);

        Assert.Equal("Deleted", Text(await Get($"{entity}/{id}"), "status"));
        Assert.Equal(plain - 1, Total(await Get(entity)));
        Assert.Equal(total, Total(await Get(all)));
    }

    [Fact]
    public async Task A_merge_sends_the_loser_to_the_trash_and_its_children_to_the_winner()
    {
        var calls = await ReadAll(Owner, "calls");
        var loser = calls.Select(c => c.GetProperty("personId").GetInt64()).First(p => p != 0);
        var winner = Simulator.Ids(Account.Id, "people").First(p => p != loser);
        var phones = (await Get($"people/{loser}")).GetProperty("phones").EnumerateArray().Select(p => Text(p, "normalized")).ToList();
        var moving = await Children(loser);
        var staying = await Children(winner);

        Simulator.Merge(Account.Id, winner, [loser]);

        Assert.Empty(await Children(loser));
        Assert.Equal(moving.Concat(staying).Order(), (await Children(winner)).Order());
        Assert.Equal("Trash", Text(await Get($"people/{loser}"), "stage"));
        Assert.Equal(0, Total(await Get($"people?id={loser}")));
        Assert.Equal(1, Total(await Get($"people?id={loser}&includeTrash=true")));
        var won = await Get($"people/{winner}");
        Assert.Equal(Now, Text(won, "updated"));
        Assert.Subset(won.GetProperty("phones").EnumerateArray().Select(p => Text(p, "normalized")).ToHashSet(), phones.ToHashSet());
        Assert.All(await ReadAll(Owner, $"calls?personId={winner}&idGreaterThan=0"), c => Assert.True(!moving.Contains($"calls:{IdOf(c)}") || Text(c, "updated") == Now));
    }

    [Fact]
    public async Task A_merge_may_leave_the_childrens_updated_alone()
    {
        var call = (await ReadAll(Owner, "calls")).First(c => c.GetProperty("personId").GetInt64() != 0);
        var loser = call.GetProperty("personId").GetInt64();
        var winner = Simulator.Ids(Account.Id, "people").First(p => p != loser);
        Simulator.Merge(Account.Id, winner, [loser], touchChildren: false);
        var moved = await Get($"calls/{IdOf(call)}");

        Assert.Equal((winner, Text(call, "updated")), (moved.GetProperty("personId").GetInt64(), Text(moved, "updated")));
    }

    [Fact]
    public async Task A_burst_is_repeatable_and_lists_stay_consistent_with_ids()
    {
        var changes = Simulator.Burst(Account.Id, 400, 7);
        await using var twin = await FubSimulator.StartAsync(new FubSimulatorOptions { TimeProvider = Clock }, Token);
        var repeated = twin.Burst(Account.Id, 400, 7);

        Assert.Equal(400, changes.Count);
        Assert.Equal(changes, repeated);
        Assert.Equal(Enum.GetValues<FubSimulatorChangeKind>().Order(), changes.Select(c => c.Kind).Distinct().Order());
        foreach (var (entity, path) in new[] { ("people", "people?includeTrash=1&includeUnclaimed=1"), ("calls", "calls"), ("events", "events"), ("deals", "deals?includeDeleted=1&includeArchived=1"), ("stages", "stages") })
            Assert.Equal(Simulator.Ids(Account.Id, entity), (await ReadAll(Owner, path)).ConvertAll(IdOf).Order());
        foreach (var person in await ReadAll(Owner, "people?includeTrash=1&includeUnclaimed=1&fields=callsIncoming,callsOutgoing"))
            Assert.Equal(Total(await Get($"calls?personId={IdOf(person)}")), person.GetProperty("callsIncoming").GetInt32() + person.GetProperty("callsOutgoing").GetInt32());
    }

    [Fact]
    public async Task A_deleted_stage_hands_its_people_to_the_first()
    {
        var people = Simulator.Count(Account.Id, "people").Total;
        var stage = Simulator.Ids(Account.Id, "stages")[3];
        Simulator.Delete(Account.Id, "stages", stage);

        Assert.Equal(people, (await ReadAll(Owner, "stages")).Sum(s => s.GetProperty("peopleCount").GetInt64()));
        Assert.DoesNotContain(await ReadAll(Owner, "people?includeTrash=1"), p => p.GetProperty("stageId").GetInt64() == stage);
    }

    [Fact]
    public void Changes_to_what_is_not_there_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Simulator.Delete(Account.Id, "people", 1));
        Assert.Throws<ArgumentException>(() => Simulator.Create(Account.Id, "transactions"));
        Assert.Throws<ArgumentException>(() => Simulator.Counts(1));
        Assert.Throws<ArgumentException>(() => Simulator.Merge(Account.Id, 9001, [9001]));
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private async Task<List<string>> Children(long person)
    {
        var children = new List<string>();
        foreach (var entity in new[] { "calls", "textMessages", "events", "appointments", "deals", "notes" })
            children.AddRange((await ReadAll(Owner, $"{entity}?personId={person}&includeArchived=1&includeDeleted=1")).Select(row => $"{entity}:{IdOf(row)}"));
        return children;
    }
}
