using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

public sealed class FaultTests : FubSimulatorTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_delay_waits_on_the_clock()
    {
        Simulator.Faults.Add(SimulatorFault.Delay(TimeSpan.FromSeconds(30)) with { Times = 1 });
        var slow = Send(Owner, "people");
        while (Simulator.Faults.Active[0].Fired == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        using (var quick = await Send(Owner, "people")) Assert.Equal(HttpStatusCode.OK, quick.StatusCode);
        Assert.False(slow.IsCompleted);

        while (!slow.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        using var response = await slow;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Server_errors_are_counted_scoped_and_cleared()
    {
        var fault = Simulator.Faults.Add(SimulatorFault.ServerError(503) with { Path = "people", Account = Account.Id, Times = 2 });
        Assert.Equal([503, 503, 200], await Statuses(Owner, "people", 3));
        Assert.True(fault.IsSpent);
        Assert.Equal(2, fault.Fired);

        Simulator.Faults.Clear();
        Simulator.Faults.Add(SimulatorFault.ServerError() with { Path = "people", Account = Account.Id });
        Assert.Equal([200], await Statuses(Owner, "calls", 1));
        Assert.Equal([200], await Statuses(Client(Simulator.Accounts[1].OwnerKey), "people", 1));
        Assert.Equal([500], await Statuses(Owner, "people", 1));
        Simulator.Faults.Clear();
        Assert.Equal([200], await Statuses(Owner, "people", 1));
    }

    [Fact]
    public async Task Every_third_request_can_fail()
    {
        Simulator.Faults.Add(SimulatorFault.ServerError() with { Every = 3 });

        Assert.Equal([200, 200, 500, 200, 200, 500], await Statuses(Owner, "people", 6));
    }

    [Fact]
    public async Task A_storm_is_429_with_retry_after_while_budget_remains()
    {
        Simulator.Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(7)) with { Times = 1 });
        using var response = await Send(Owner, "people");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        Assert.NotEqual("0", response.Headers.GetValues("X-RateLimit-Remaining").Single());
    }

    [Fact]
    public async Task A_cut_connection_breaks_off_in_the_body()
    {
        Simulator.Faults.Add(SimulatorFault.CutConnection() with { Times = 1 });
        using var response = await Owner.GetAsync(new Uri("people?limit=100", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.True(error is HttpRequestException or IOException, error.GetType().Name);
        Assert.Equal(1, Simulator.Requests.Count(Account.Id, "people", 0));
    }

    [Fact]
    public async Task Truncated_json_comes_with_200_and_a_matching_length()
    {
        Simulator.Faults.Add(SimulatorFault.TruncatedJson());
        using var response = await Send(Owner, "people");
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("{\"_metadata\"", text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task An_html_page_comes_with_200()
    {
        Simulator.Faults.Add(SimulatorFault.HtmlPage());
        using var response = await Send(Owner, "people");

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_field_can_be_renamed_or_change_its_type()
    {
        Simulator.Faults.Add(SimulatorFault.RenamedField("stage", "leadStage"));
        Simulator.Faults.Add(SimulatorFault.ChangedFieldType("price", "\"much\""));
        var row = Rows(await Get("people?limit=1")).Single();

        Assert.False(row.TryGetProperty("stage", out _));
        Assert.Equal(JsonValueKind.String, row.GetProperty("leadStage").ValueKind);
        Assert.Equal("much", row.GetProperty("price").GetString());
        Assert.Equal(44, row.EnumerateObject().Count());
    }

    [Fact]
    public async Task Record_faults_hit_chosen_records_only()
    {
        var ids = Simulator.Ids(Account.Id, "calls");
        Simulator.Faults.Add(SimulatorFault.UnknownEnumValue() with { RecordId = ids[^1], Path = "calls" });
        Simulator.Faults.Add(SimulatorFault.InvalidDate("updated") with { RecordId = ids[^2], Path = "calls" });
        Simulator.Faults.Add(SimulatorFault.MissingField() with { RecordId = ids[^3], Path = "calls" });
        var rows = Rows(await Get("calls?limit=4")).ToList();

        Assert.Equal("Brand New Word", rows[0].GetProperty("outcome").GetString());
        Assert.Equal("0000-00-00T25:61:00Z", rows[1].GetProperty("updated").GetString());
        Assert.False(rows[2].TryGetProperty("id", out _));
        Assert.Equal(ids[^4], IdOf(rows[3]));
    }

    [Fact]
    public async Task Text_can_hold_a_nul_or_half_a_surrogate_pair()
    {
        var ids = Simulator.Ids(Account.Id, "people");
        var edited = Simulator.Create(Account.Id, "people", new JsonObject { ["background"] = "plain/text" });
        Simulator.Faults.Add(SimulatorFault.NulInText() with { RecordId = ids[0] });
        Simulator.Faults.Add(SimulatorFault.LoneSurrogate("firstName") with { RecordId = ids[1] });
        Simulator.Faults.Add(SimulatorFault.NulInText("background") with { RecordId = edited });

        Assert.Matches("\"name\":\"[^\"]+\\\\u0000\"", await Text($"people/{ids[0]}"));
        Assert.Matches("\"firstName\":\"[^\"]+\\\\ud83d\"", await Text($"people/{ids[1]}"));
        Assert.Contains("\"background\":\"plain\\/text\\u0000\"", await Text($"people/{edited}?fields=allFields"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_can_become_visible_late()
    {
        var old = Simulator.Ids(Account.Id, "people")[0];
        var before = Simulator.Read(Account.Id, "people", old);
        Simulator.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromSeconds(60)) with { Path = "people" });
        var stamp = Clock.GetUtcNow();
        var created = Simulator.Create(Account.Id, "people");
        Simulator.Edit(Account.Id, "people", old, new JsonObject { ["price"] = 1 });
        var total = Total(await Get("people"));

        Clock.Advance(TimeSpan.FromSeconds(59));
        await AssertError(Owner, $"people/{created}", HttpStatusCode.NotFound, $"Resource {created} was not found in collection 'people'.");
        Assert.Equal(before, Simulator.Read(Account.Id, "people", old));
        Assert.Equal(total, Total(await Get("people")));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(stamp, (await Get($"people/{created}")).GetProperty("created").GetDateTimeOffset());
        Assert.Equal(1, (await Get($"people/{old}")).GetProperty("price").GetInt32());
        Assert.Equal(total + 1, Total(await Get("people")));
    }

    [Fact]
    public async Task A_late_edit_does_not_revive_a_deleted_record()
    {
        var id = Simulator.Ids(Account.Id, "people")[5];
        Simulator.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromSeconds(60)));
        Simulator.Edit(Account.Id, "people", id, new JsonObject { ["price"] = 1 });
        Simulator.Delete(Account.Id, "people", id);

        Assert.Null(Simulator.Read(Account.Id, "people", id));
        Clock.Advance(TimeSpan.FromMinutes(5));
        using var response = await Send(Owner, $"people/{id}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task UpdatedAfter_can_be_broken()
    {
        const string Path = "people?updatedAfter=2025-06-01T00:00:00Z";
        Assert.NotEqual(0, Total(await Get(Path)));
        Simulator.Faults.Add(SimulatorFault.BrokenUpdatedAfter());

        Assert.Equal(0, Total(await Get(Path)));
        Assert.NotEqual(0, Total(await Get("people")));
    }

    [Fact]
    public async Task Tokens_can_expire()
    {
        var link = (await Get("people?limit=5")).GetProperty("_metadata").GetProperty("nextLink").GetString()!;
        Simulator.Faults.Add(SimulatorFault.ExpiredToken() with { Times = 1 });

        await Get("people?limit=5");
        await AssertError(Owner, link, HttpStatusCode.BadRequest, "Invalid value for parameter 'next'.");
        await Get(link);
        await AssertError(Owner, "people?next=garbage", HttpStatusCode.BadRequest, "Invalid value for parameter 'next'.");
    }

    [Fact]
    public async Task Metadata_can_be_missing()
    {
        Simulator.Faults.Add(SimulatorFault.MissingMetadata());

        Assert.Equal(["people"], (await Get("people")).EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task A_key_can_be_revoked_an_endpoint_forbidden_and_an_account_locked()
    {
        Simulator.Faults.Add(SimulatorFault.Unauthorized(Account.AgentKey));
        Simulator.Faults.Add(SimulatorFault.Forbidden("events") with { ApiKey = Account.AdminKey });
        Simulator.Faults.Add(SimulatorFault.AccountLocked(Simulator.Accounts[1].Id));

        Assert.Equal([401], await Statuses(Client(Account.AgentKey), "people", 1));
        await AssertError(Client(Account.AdminKey), "events", HttpStatusCode.Forbidden, "You do not have access to this API endpoint");
        Assert.Equal([200], await Statuses(Owner, "events", 1));
        Assert.Equal([403], await Statuses(Client(Simulator.Accounts[1].OwnerKey), "identity", 1));
    }

    [Fact]
    public async Task Phones_can_come_in_another_order_at_each_read()
    {
        var person = (await ReadAll(Owner, "people")).First(p => p.GetProperty("phones").GetArrayLength() == 2);
        var first = await Phones();
        Assert.Equal(first, await Phones());
        Simulator.Faults.Add(SimulatorFault.UnstablePhoneOrder());
        var second = await Phones();
        var third = await Phones();

        Assert.NotEqual(second, third);
        Assert.Equal(second.Order(), third.Order());

        async Task<List<string?>> Phones() => [.. (await Get($"people/{IdOf(person)}")).GetProperty("phones").EnumerateArray().Select(p => p.GetProperty("value").GetString())];
    }

    private static async Task<List<int>> Statuses(HttpClient client, string path, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await Send(client, path);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private async Task<string> Text(string path)
    {
        using var response = await Send(Owner, path);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Token));
    }
}
