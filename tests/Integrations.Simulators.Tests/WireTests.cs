using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

public sealed class WireTests : FubSimulatorTests
{
    [Fact]
    public async Task Text_is_escaped_as_PHP_does()
    {
        var id = Simulator.Create(Account.Id, "people", new JsonObject { ["firstName"] = "Zoë", ["lastName"] = "a/b \"c\" 😀 <&'+>" });
        using var response = await Send(Owner, $"people/{id}");
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Contains("\"firstName\":\"Zo\\u00eb\"", text, StringComparison.Ordinal);
        Assert.Contains("\"lastName\":\"a\\/b \\\"c\\\" \\ud83d\\ude00 <&'+>\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, c => c > 127);
    }

    [Fact]
    public async Task Empty_maps_are_lists_and_truths_are_numbers()
    {
        var people = await ReadAll(Owner, "people");

        Assert.Contains(people, p => p.GetProperty("socialData").ValueKind == JsonValueKind.Array);
        Assert.Contains(people, p => p.GetProperty("socialData").ValueKind == JsonValueKind.Object);
        Assert.All(people, p => Assert.Equal(JsonValueKind.Number, p.GetProperty("contacted").ValueKind));
        Assert.All(people.SelectMany(p => p.GetProperty("emails").EnumerateArray()), e => Assert.Equal(JsonValueKind.Number, e.GetProperty("isPrimary").ValueKind));
    }

    [Fact]
    public async Task Event_prices_are_text_and_tasks_have_a_capital()
    {
        var events = await ReadAll(Owner, "events");
        var property = events.Select(e => e.GetProperty("property")).First(p => p.ValueKind == JsonValueKind.Object);

        Assert.Equal(JsonValueKind.String, property.GetProperty("price").ValueKind);
        Assert.Equal(JsonValueKind.String, property.GetProperty("bathrooms").ValueKind);
        Assert.All(events, e => Assert.Equal(JsonValueKind.Array, e.GetProperty("additional").ValueKind));
        Assert.True(Rows(await Get("tasks")).First().TryGetProperty("AssignedTo", out _));
    }

    [Fact]
    public async Task Contents_are_hidden_by_default()
    {
        var person = (await ReadAll(Owner, "people?fields=textsSent")).First(p => p.GetProperty("textsSent").GetInt32() > 0);
        var text = Rows(await Get($"textMessages?personId={IdOf(person)}")).First();
        var recordings = (await ReadAll(Owner, "calls")).Select(c => c.GetProperty("recordingUrl").GetString()).Distinct();

        Assert.Equal("* Body is hidden for privacy reasons *", text.GetProperty("message").GetString());
        Assert.Equal(["* Recording URL is hidden for privacy reasons *", null], recordings.OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Contents_are_shown_to_a_system_that_was_granted_them()
    {
        await using var open = await FubSimulator.StartAsync(new FubSimulatorOptions { HideContent = false, TimeProvider = Clock }, Token);
        var id = open.Ids(open.Accounts[0].Id, "textMessages")[0];

        Assert.DoesNotContain("hidden", open.Read(open.Accounts[0].Id, "textMessages", id)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deals_have_no_updated_and_stage_ids_overlap_with_those_of_pipelines()
    {
        Assert.All(await ReadAll(Owner, "deals"), deal => Assert.False(deal.TryGetProperty("updated", out _)));
        var people = (await ReadAll(Owner, "stages")).Select(IdOf);
        var deals = (await ReadAll(Owner, "pipelines")).SelectMany(p => p.GetProperty("stages").EnumerateArray()).Select(IdOf);
        Assert.NotEmpty(people.Intersect(deals));
    }

    [Fact]
    public async Task References_point_at_records_that_exist()
    {
        var people = Simulator.Ids(Account.Id, "people").ToHashSet();
        var users = Simulator.Ids(Account.Id, "users").ToHashSet();
        var stages = Simulator.Ids(Account.Id, "stages").ToHashSet();

        Assert.All(await ReadAll(Owner, "calls"), c => Assert.True(c.GetProperty("personId").GetInt64() is var p && (p == 0 || people.Contains(p)) && users.Contains(c.GetProperty("userId").GetInt64())));
        Assert.All(await ReadAll(Owner, "events"), e => Assert.Contains(e.GetProperty("personId").GetInt64(), people));
        Assert.All(await ReadAll(Owner, "deals"), d => Assert.All(d.GetProperty("people").EnumerateArray(), p => Assert.Contains(IdOf(p), people)));
        Assert.All(await ReadAll(Owner, "people"), p => Assert.True(stages.Contains(p.GetProperty("stageId").GetInt64()) && users.Contains(p.GetProperty("assignedUserId").GetInt64())));
        Assert.All(await ReadAll(Owner, "appointments"), a => Assert.Equal(2, a.GetProperty("invitees").GetArrayLength()));
    }

    [Fact]
    public async Task Identity_and_me_tell_who_calls()
    {
        var identity = await Get("identity");
        var me = await Get("me");
        var agent = await Get(Client(Account.AgentKey), "identity");

        Assert.Equal(Account.Id, identity.GetProperty("account").GetProperty("id").GetInt64());
        Assert.Equal(Account.Domain, identity.GetProperty("account").GetProperty("domain").GetString());
        Assert.True(identity.GetProperty("user").GetProperty("isOwner").GetBoolean());
        Assert.True(me.TryGetProperty("timeZone", out _) && !me.TryGetProperty("apiKey", out _));
        Assert.Equal("Agent", agent.GetProperty("user").GetProperty("role").GetString());
        Assert.Equal(3, agent.GetProperty("user").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Times_are_whole_seconds_in_UTC_and_never_in_the_future()
    {
        foreach (var row in await ReadAll(Owner, "people?fields=allFields"))
        {
            var created = row.GetProperty("created").GetString()!;
            Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", created);
            Assert.True(row.GetProperty("updated").GetDateTimeOffset() >= row.GetProperty("created").GetDateTimeOffset());
            Assert.True(row.GetProperty("updated").GetDateTimeOffset() <= Clock.GetUtcNow());
            Assert.True(row.GetProperty("lastActivity").GetDateTimeOffset() <= Clock.GetUtcNow());
        }
    }
}
