using System.Text.Json.Nodes;
using System.Threading.Channels;
using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>The vendor's traps of writing.</summary>
public sealed class WriteTests(FubStub server) : IClassFixture<FubStub>
{
    private const long Large = 9_007_199_254_740_993;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static FubLead Lead => new() { Source = "Example Portal", Type = FubEventType.Registration, Person = new() { FirstName = "Avery" } };

    [Theory]
    [InlineData(201, FubLeadOutcome.Created)]
    [InlineData(200, FubLeadOutcome.Updated)]
    [InlineData(204, FubLeadOutcome.Archived)]
    public async Task The_status_of_a_lead_is_its_outcome(int status, FubLeadOutcome outcome)
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("POST", "events", status == 204 ? "" : FubCases.Fixture("person"), status));

        var result = await client.SendLeadAsync(Lead, Token);

        script.Verify();
        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(status == 204 ? null : 9002L, result.Person?.Id);
    }

    [Fact]
    public async Task An_update_sends_what_is_set_and_nothing_else()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("PUT", "people/9002", FubCases.Fixture("person")));

        await client.UpdatePersonAsync(9002, new FubPersonUpdate { FirstName = "", Contacted = false, ReplacePhones = [] }, Token);

        AssertBody("""{"firstName":"","contacted":false,"phones":[]}""", script);
    }

    [Fact]
    public async Task Tags_replace_only_where_the_caller_says_so()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("PUT", "people/9002", FubCases.Fixture("person")));

        await client.UpdatePersonAsync(9002, new FubPersonUpdate { ReplaceTags = ["Only"] }, Token);
        await Assert.ThrowsAsync<ArgumentException>(() => client.UpdatePersonAsync(9002, new FubPersonUpdate { ReplaceTags = ["Only"], AddTags = ["More"] }, Token));

        AssertBody("""{"tags":["Only"]}""", script);
    }

    [Fact]
    public async Task A_list_that_was_read_can_be_completed_and_written_back()
    {
        var (client, script) = server.Expect(
            server.Host(),
            new Exchange("GET", "people/9002?fields=allFields", """{"id":9002,"phones":[{"value":"(202) 555-0142","type":"mobile","isPrimary":1,"relationshipId":3301}]}"""),
            new Exchange("PUT", "people/9002", FubCases.Fixture("person")));
        var person = await client.GetPersonAsync(9002, Token);

        await client.UpdatePersonAsync(9002, new FubPersonUpdate { ReplacePhones = [.. person.Phones!, new() { Value = "(202) 555-0177" }] }, Token);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"phones":[{"value":"(202) 555-0142","type":"mobile","isPrimary":true,"relationshipId":3301},{"value":"(202) 555-0177"}]}"""),
            JsonNode.Parse(script.Verify()[1].Body!)));
    }

    [Theory]
    [InlineData(FubCommissionKeys.Correct, """{"agentCommission":1,"teamCommission":2.5}""")]
    [InlineData(FubCommissionKeys.AsInReference, """{"agentCommision":1,"teamComission":2.5}""")]
    [InlineData(FubCommissionKeys.Both, """{"agentCommission":1,"teamCommission":2.5,"agentCommision":1,"teamComission":2.5}""")]
    public async Task Commissions_of_an_update_are_spelt_as_the_option_says(FubCommissionKeys keys, string body)
    {
        var (client, script) = server.Expect(server.Host(o => o.CommissionKeys = keys), new Exchange("PUT", "deals/5920", FubCases.Fixture("deal")));

        await client.UpdateDealAsync(5920, new FubDealUpdate { AgentCommission = 1m, TeamCommission = 2.5m }, Token);

        AssertBody(body, script);
    }

    [Fact]
    public async Task Ids_beyond_two_to_the_53_survive_the_way_there_and_back()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("POST", "notes", $$"""{"id":{{Large}},"personId":{{Large}}}""", 201), new Exchange("DELETE", $"notes/{Large}", "", 204));

        var note = await client.CreateNoteAsync(new FubNewNote { PersonId = Large }, Token);
        await client.DeleteNoteAsync(note.Id!.Value, Token);

        Assert.Equal(Large, note.PersonId);
        Assert.Equal($$"""{"personId":{{Large}}}""", script.Verify()[0].Body);
    }

    [Fact]
    public void A_custom_value_is_named_by_its_property_and_not_by_its_label() =>
        Assert.Throws<ArgumentException>(static () => new FubCustomValues().Set("Closing Date", "2026-03-31"));

    [Theory]
    [InlineData("http://hooks.example.com/fub")]
    [InlineData("/fub")]
    public async Task A_webhook_that_the_vendor_would_not_call_is_refused_before_any_request(string address)
    {
        var (client, script) = server.Expect(server.Host());
        var url = new Uri(address, UriKind.RelativeOrAbsolute);

        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateWebhookAsync(new FubNewWebhook { Event = FubWebhookEventName.PeopleUpdated, Url = url }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.UpdateWebhookAsync(202, new FubWebhookUpdate { Url = url }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.EnsureWebhookAsync(new FubNewWebhook { Event = FubWebhookEventName.PeopleUpdated, Url = url }, Token));

        Assert.Empty(script.Verify());
    }

    [Theory]
    [InlineData("Active", null, null)]
    [InlineData("Disabled", "PUT", """{"status":"Active"}""")]
    [InlineData(null, "POST", """{"event":"peopleUpdated","url":"https://hooks.example.com/fub/acct-token-0001"}""")]
    public async Task A_webhook_is_ensured_by_taking_re_arming_or_registering_it(string? status, string? method, string? body)
    {
        var there = """{"id":202,"status":"STATUS","event":"peopleUpdated","url":"https://hooks.example.com/fub/acct-token-0001"}""";
        var other = """{"id":201,"status":"Disabled","event":"peopleUpdated","url":"https://hooks.example.com/fub/other"}""";
        var list = FubCases.Page("webhooks", status is null ? other : other + "," + there.Replace("STATUS", status, StringComparison.Ordinal), total: status is null ? 1 : 2);
        Exchange[] exchanges =
        [
            new("GET", "webhooks?event=peopleUpdated&limit=100", list),
            .. method is null ? Array.Empty<Exchange>() : [new Exchange(method, method == "PUT" ? "webhooks/202" : "webhooks", FubCases.Fixture("webhook"))],
        ];
        var (client, script) = server.Expect(server.Host(), exchanges);

        var webhook = await client.EnsureWebhookAsync(new FubNewWebhook { Event = FubWebhookEventName.PeopleUpdated, Url = new("https://hooks.example.com/fub/acct-token-0001") }, Token);

        Assert.Equal(202, webhook.Id);
        Assert.Equal(FubWebhookStatus.Active, webhook.Status);
        Assert.Equal(body, script.Verify()[^1].Body is { Length: > 0 } sent ? sent : null);
    }

    [Fact]
    public async Task A_write_that_was_answered_429_is_sent_again_because_nothing_was_processed()
    {
        var (client, script) = server.Expect(
            server.Host(),
            new Exchange("POST", "notes", """{"errorMessage":"Too many requests"}""", 429) { RetryAfter = "0" },
            new Exchange("POST", "notes", FubCases.Fixture("note"), 201));

        await client.CreateNoteAsync(new FubNewNote { PersonId = 9002 }, Token);

        Assert.Equal(2, script.Verify().Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_write_that_was_answered_5xx_is_not_sent_again(int status)
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("POST", "notes", "", status));

        await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => client.CreateNoteAsync(new FubNewNote { PersonId = 9002 }, Token));

        Assert.Single(script.Verify());
    }

    [Fact]
    public async Task A_write_without_an_answer_is_not_sent_again_and_its_error_says_what_to_do()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var time = new FakeTimeProvider();
        var (client, script) = server.Expect(server.Host(time: time), new Exchange("POST", "notes", "{}", 201) { Hold = release.Task });
        var write = client.CreateNoteAsync(new FubNewNote { PersonId = 9002 }, Token);
        while (!script.HasReceived)
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(61));
        var error = await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => write);
        release.SetResult();

        Assert.False(error.IsRepeatable);
        Assert.False(error.IsTransient);
        Assert.Contains("may do it twice", error.Message, StringComparison.Ordinal);
        Assert.Single(script.Verify());
    }

    [Fact]
    public async Task A_write_that_was_accepted_with_an_unreadable_answer_says_that_it_was()
    {
        var (client, _) = server.Expect(server.Host(), new Exchange("POST", "notes", "<html>", 201));

        var error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => client.CreateNoteAsync(new FubNewNote { PersonId = 9002 }, Token));

        Assert.Contains("do not repeat it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_person_is_waited_for_until_it_is_readable()
    {
        var time = new WatchedTime();
        var missing = new Exchange("GET", "people/9002?fields=allFields", """{"errorMessage":"Not found"}""", 404);
        var (client, script) = server.Expect(server.Host(time: time), missing, missing with { Status = 400, Answer = """{"errorMessage":"Person not found"}""" }, missing with { Status = 200, Answer = FubCases.Fixture("person") });

        var wait = client.WaitForPersonAsync(9002, TimeSpan.FromMinutes(1), Token);
        await time.PassAsync(TimeSpan.FromSeconds(0.5), Token);
        await time.PassAsync(TimeSpan.FromSeconds(1), Token);

        Assert.Equal(9002, (await wait).Id);
        Assert.Equal(3, script.Verify().Count);
    }

    [Fact]
    public async Task A_person_that_stays_hidden_is_a_not_found_error_in_the_end()
    {
        var missing = new Exchange("GET", "people/9002?fields=allFields", """{"errorMessage":"Not found"}""", 404);
        var (client, script) = server.Expect(server.Host(), missing);

        await Assert.ThrowsAsync<IntegrationNotFoundException>(() => client.WaitForPersonAsync(9002, TimeSpan.FromMilliseconds(100), Token));

        Assert.Single(script.Verify());
    }

    /// <summary>A clock that moves over a delay once somebody waits for it.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _delays.Writer.TryWrite(dueTime);
            return timer;
        }

        public async Task PassAsync(TimeSpan delay, CancellationToken cancellationToken)
        {
            while (await _delays.Reader.ReadAsync(cancellationToken) != delay)
            {
            }

            Advance(delay);
        }
    }

    private static void AssertBody(string expected, Script script)
    {
        var body = Assert.Single(script.Verify()).Body!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(body)), body);
    }
}
