using System.Net;
using System.Text;
using System.Text.Json;

namespace Integrations.Simulators.Tests;

public sealed class ListTests : FubSimulatorTests
{
    public static TheoryData<string, string> Lists => new()
    {
        { "people", "people?includeTrash=true&includeUnclaimed=true&fields=allFields" },
        { "calls", "calls" },
        { "events", "events" },
        { "appointments", "appointments" },
        { "deals", "deals?includeArchived=1&includeDeleted=1" },
        { "users", "users?includeDeleted=true&fields=allFields,calling" },
        { "groups", "groups" },
        { "stages", "stages" },
        { "pipelines", "pipelines" },
        { "ponds", "ponds" },
        { "teams", "teams" },
        { "notes", "notes" },
        { "tasks", "tasks" },
        { "customFields", "customFields" },
        { "dealCustomFields", "dealCustomFields" },
        { "appointmentTypes", "appointmentTypes" },
        { "appointmentOutcomes", "appointmentOutcomes" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Paging_through_everything_gives_each_id_once(string entity, string path)
    {
        var rows = await ReadAll(Owner, path);

        var ids = rows.ConvertAll(IdOf);
        Assert.Equal(Simulator.Ids(Account.Id, entity), ids.Order());
        Assert.NotEmpty(ids);
    }

    [Fact]
    public async Task A_page_has_the_envelope_of_the_vendor()
    {
        using var response = await Send(Owner, "appointmentTypes?limit=2");
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.StartsWith("{\"_metadata\":{\"collection\":\"appointmenttypes\",\"offset\":0,\"limit\":2,\"total\":6,\"next\":null,\"nextLink\":null},\"appointmenttypes\":[{\"id\":3,", text, StringComparison.Ordinal);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(Clock.GetUtcNow(), response.Headers.Date);
    }

    [Fact]
    public async Task The_next_link_has_its_oddities_and_can_be_followed()
    {
        using var response = await Send(Owner, "people?limit=2&fields=allFields");
        var text = await response.Content.ReadAsStringAsync(Token);
        var page = await Json(response);

        var metadata = page.GetProperty("_metadata");
        var last = IdOf(Rows(page).Last());
        var next = metadata.GetProperty("next").GetString()!;
        Assert.Equal($"{{\"sinceId\":{last}}}", Encoding.ASCII.GetString(Convert.FromBase64String(next)));
        Assert.Contains("http:\\/\\/127.0.0.1", text, StringComparison.Ordinal);
        var link = metadata.GetProperty("nextLink").GetString()!;
        Assert.EndsWith($"/v1/people?limit=2&fields=allFields&&next={next}", link, StringComparison.Ordinal);
        var followed = Rows(await Get(link)).Select(IdOf);
        var resent = Rows(await Get($"people?limit=2&fields=allFields&next={Uri.EscapeDataString(next)}")).Select(IdOf);
        Assert.Equal(followed, resent);
        Assert.All(followed, id => Assert.True(id < last));
    }

    [Theory]
    [InlineData("pipelines")]
    [InlineData("ponds")]
    [InlineData("stages")]
    public async Task Small_lists_have_no_next(string path)
    {
        var metadata = (await Get(path + "?limit=1")).GetProperty("_metadata");

        Assert.False(metadata.TryGetProperty("next", out _));
        Assert.False(metadata.TryGetProperty("nextLink", out _));
    }

    [Fact]
    public async Task Limit_is_10_by_default_and_100_at_most()
    {
        Assert.Equal(10, Rows(await Get("people")).Count());
        Assert.Equal(100, Rows(await Get("people?limit=5000")).Count());
        Assert.Equal(100, (await Get("people?limit=5000")).GetProperty("_metadata").GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task Newest_ids_come_first()
    {
        var ids = Rows(await Get("calls?limit=100")).Select(IdOf).ToList();

        Assert.Equal(ids.OrderDescending(), ids);
    }

    [Fact]
    public async Task An_offset_of_2000_hits_the_wall()
    {
        using var below = await Send(Owner, "people?offset=1999");
        Assert.Equal(HttpStatusCode.OK, below.StatusCode);
        await AssertError(Owner, "people?offset=2000", HttpStatusCode.BadRequest, "Deep pagination disabled, use 'nextLink' url.");
    }

    [Fact]
    public async Task A_full_last_page_has_a_token_that_leads_to_nothing()
    {
        var total = Total(await Get("deals?limit=1"));
        var pageSize = Enumerable.Range(2, 99).First(size => total % size == 0);
        var page = await Get($"deals?limit={pageSize}&offset={total - pageSize}");

        var link = page.GetProperty("_metadata").GetProperty("nextLink").GetString()!;
        var after = await Get(link);
        Assert.Empty(Rows(after));
        Assert.Equal(JsonValueKind.Null, after.GetProperty("_metadata").GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("-updated", "updated", true)]
    [InlineData("updated", "updated", false)]
    [InlineData("-created", "created", true)]
    [InlineData("-lastActivity", "lastActivity", true)]
    public async Task A_sort_that_is_not_by_id_has_no_token(string sort, string field, bool descending)
    {
        var page = await Get($"people?sort={sort}&limit=100");

        var values = Rows(page).Select(row => row.GetProperty(field).GetString()!).ToList();
        Assert.Equal(descending ? values.OrderDescending(StringComparer.Ordinal) : values.Order(StringComparer.Ordinal), values);
        Assert.Equal(JsonValueKind.Null, page.GetProperty("_metadata").GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Rows_sorted_by_updated_are_all_there_by_offset()
    {
        var rows = await ReadAll(Owner, "people?sort=-updated&includeTrash=true&includeUnclaimed=true");

        Assert.Equal(Simulator.Ids(Account.Id, "people"), rows.ConvertAll(IdOf).Order());
    }

    [Fact]
    public async Task Updated_times_have_ties()
    {
        var rows = await ReadAll(Owner, "people");

        var largest = rows.GroupBy(row => row.GetProperty("updated").GetString()).Max(group => group.Count());
        Assert.True(largest >= 3, $"The largest tie has {largest} rows.");
    }

    [Fact]
    public async Task Unknown_parameters_change_nothing()
    {
        var plain = Rows(await Get("people")).Select(IdOf);
        var odd = Rows(await Get("people?smartListId=4&pond=1&UpdatedAfter=2030-01-01T00:00:00Z&sort=nonsense")).Select(IdOf);

        Assert.Equal(plain, odd);
    }

    [Fact]
    public async Task Common_filters_narrow_the_list()
    {
        var all = await ReadAll(Owner, "calls");
        var middle = all[all.Count / 2];
        var (id, created, updated) = (IdOf(middle), middle.GetProperty("created").GetString()!, middle.GetProperty("updated").GetString()!);

        Assert.Equal(all.Count(row => IdOf(row) > id), Total(await Get($"calls?idGreaterThan={id}")));
        Assert.Equal(all.Count(row => IdOf(row) < id), Total(await Get($"calls?idLessThan={id}")));
        Assert.Equal(all.Count(row => After(row, "created", created)), Total(await Get($"calls?createdAfter={created}")));
        Assert.Equal(all.Count(row => Before(row, "created", created)), Total(await Get($"calls?createdBefore={created}")));
        Assert.Equal(all.Count(row => After(row, "updated", updated)), Total(await Get($"calls?updatedAfter={updated}")));
        Assert.Equal(all.Count(row => Before(row, "updated", updated)), Total(await Get($"calls?updatedBefore={updated}")));
        Assert.Equal([id], Rows(await Get($"calls?id={id},1,999999999")).Select(IdOf));
        Assert.Equal([id], Rows(await Get($"calls?ids={id}")).Select(IdOf));
    }

    [Fact]
    public async Task People_filters_narrow_the_list()
    {
        var all = await ReadAll(Owner, "people");
        var person = all.First(row => row.GetProperty("emails").GetArrayLength() > 0 && row.GetProperty("tags").GetArrayLength() > 0);
        var user = person.GetProperty("assignedUserId").GetInt64();
        var stage = person.GetProperty("stage").GetString()!;
        var activity = person.GetProperty("lastActivity").GetString()!;
        var mail = person.GetProperty("emails")[0].GetProperty("value").GetString()!;
        var tag = person.GetProperty("tags")[0].GetString()!;

        Assert.Equal(all.Count(row => row.GetProperty("assignedUserId").GetInt64() == user), Total(await Get($"people?assignedUserId={user}")));
        Assert.Equal(all.Count(row => row.GetProperty("stage").GetString() == stage), Total(await Get($"people?stage={Uri.EscapeDataString(stage)}")));
        Assert.Equal(all.Count(row => After(row, "lastActivity", activity)), Total(await Get($"people?lastActivityAfter={activity}")));
        Assert.Equal([IdOf(person)], Rows(await Get($"people?email={Uri.EscapeDataString(mail)}")).Select(IdOf));
        Assert.Equal(all.Count(row => row.GetProperty("tags").EnumerateArray().Any(t => t.GetString() == tag)), Total(await Get($"people?tags={Uri.EscapeDataString(tag)}")));
    }

    [Fact]
    public async Task Trash_unclaimed_archived_and_deleted_show_only_when_asked()
    {
        var people = Simulator.Count(Account.Id, "people");
        var deals = Simulator.Count(Account.Id, "deals");
        var users = Simulator.Count(Account.Id, "users");

        Assert.True(people.Trash > 0 && deals.Archived > 0 && deals.Deleted > 0 && users.Deleted == 1);
        Assert.Equal(people.Plain, Total(await Get("people")));
        Assert.Equal(people.Plain + people.Trash, Total(await Get("people?includeTrash=true")));
        Assert.Equal(people.Plain + people.Unclaimed, Total(await Get("people?includeUnclaimed=true")));
        Assert.Equal(deals.Plain, Total(await Get("deals")));
        Assert.Equal(deals.Plain, Total(await Get("deals?includeArchived=true")));
        Assert.Equal(deals.Plain + deals.Archived, Total(await Get("deals?includeArchived=1")));
        Assert.Equal(deals.Total, Total(await Get("deals?includeArchived=1&includeDeleted=1")));
        Assert.Equal(deals.Deleted, Total(await Get("deals?status=Deleted")));
        Assert.Equal(users.Plain, Total(await Get("users")));
        Assert.Equal(users.Total, Total(await Get("users?includeDeleted=true")));
    }

    [Fact]
    public async Task Text_messages_need_a_filter()
    {
        await AssertError(
            Owner, "textMessages", HttpStatusCode.BadRequest,
            "personId, threadId, phone, toNumber, fromNumber, sharedInboxId, groupTextId, participants, or id list must be specified for GET /v1/textMessages.");
    }

    [Fact]
    public async Task Text_messages_are_complete_by_person_and_by_number_and_their_counters_agree()
    {
        var people = await ReadAll(Owner, "people?includeTrash=true&includeUnclaimed=true&fields=textsReceived,textsSent");
        var byPerson = new List<long>();
        foreach (var person in people)
        {
            var texts = await ReadAll(Owner, $"textMessages?personId={IdOf(person)}");
            Assert.Equal(texts.Count, person.GetProperty("textsReceived").GetInt32() + person.GetProperty("textsSent").GetInt32());
            byPerson.AddRange(texts.Select(IdOf));
        }

        var byNumber = new HashSet<long>();
        foreach (var user in await ReadAll(Owner, "users?includeDeleted=true"))
        {
            var phone = user.GetProperty("phone").GetString();
            byNumber.UnionWith((await ReadAll(Owner, $"textMessages?toNumber={phone}")).Select(IdOf));
            byNumber.UnionWith((await ReadAll(Owner, $"textMessages?fromNumber={phone}")).Select(IdOf));
        }

        Assert.Equal(Simulator.Ids(Account.Id, "textMessages"), byPerson.Order());
        Assert.Equal(Simulator.Ids(Account.Id, "textMessages"), byNumber.Order());
    }

    [Fact]
    public async Task Calls_of_a_person_are_those_that_name_it()
    {
        var all = await ReadAll(Owner, "calls");
        foreach (var group in all.GroupBy(call => call.GetProperty("personId").GetInt64()).Where(g => g.Key != 0).Take(20))
            Assert.Equal(group.Select(IdOf), (await ReadAll(Owner, $"calls?personId={group.Key}")).Select(IdOf));
        Assert.Contains(all, call => call.GetProperty("personId").GetInt64() == 0);
    }

    [Fact]
    public async Task Fields_choose_what_a_person_carries()
    {
        var plain = Rows(await Get("people?limit=1")).Single();
        var all = Rows(await Get("people?limit=1&fields=allFields")).Single();
        var some = Rows(await Get("people?limit=1&fields=name,textsSent")).Single();
        var custom = Rows(await Get("people?limit=1&fields=allCustom")).Single();

        Assert.Equal(44, plain.EnumerateObject().Count());
        Assert.True(all.TryGetProperty("customClosingDate", out _) && all.TryGetProperty("callsDuration", out _) && all.TryGetProperty("background", out _));
        Assert.Equal(["id", "name", "textsSent"], some.EnumerateObject().Select(p => p.Name));
        Assert.Equal(6, custom.EnumerateObject().Count());
    }

    [Fact]
    public async Task Users_carry_calling_only_when_asked()
    {
        Assert.False(Rows(await Get("users")).First().TryGetProperty("calling", out _));
        Assert.True(Rows(await Get("users?fields=allFields,calling")).First().TryGetProperty("calling", out _));
    }

    [Fact]
    public async Task Round_robin_groups_name_the_next_user()
    {
        Assert.All(Rows(await Get("groups")), group => Assert.Equal(JsonValueKind.Null, group.GetProperty("nextRoundRobinUser").ValueKind));
        Assert.All(Rows(await Get("groups/roundRobin")), group => Assert.Equal(JsonValueKind.Object, group.GetProperty("nextRoundRobinUser").ValueKind));
    }

    [Fact]
    public async Task A_record_by_id_equals_its_row_in_the_list()
    {
        foreach (var path in new[] { "people", "calls", "events", "appointments", "deals", "users", "stages" })
        {
            var row = Rows(await Get(path)).First();
            var single = await Get($"{path}/{IdOf(row)}");
            Assert.Equal(row.GetRawText(), single.GetRawText());
        }
    }

    [Fact]
    public async Task Stage_people_counts_add_up()
    {
        var stages = await ReadAll(Owner, "stages");

        Assert.Equal(Simulator.Count(Account.Id, "people").Total, stages.Sum(stage => stage.GetProperty("peopleCount").GetInt64()));
    }

    private static bool After(JsonElement row, string field, string time) => string.CompareOrdinal(row.GetProperty(field).GetString(), time) > 0;

    private static bool Before(JsonElement row, string field, string time) => string.CompareOrdinal(row.GetProperty(field).GetString(), time) < 0;
}
