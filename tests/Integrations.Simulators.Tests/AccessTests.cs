using System.Net;
using System.Net.Http.Headers;

namespace Integrations.Simulators.Tests;

public sealed class AccessTests : FubSimulatorTests
{
    [Fact]
    public async Task A_wrong_key_is_401()
    {
        await AssertError(Client("fka_wrong"), "people", HttpStatusCode.Unauthorized, "Invalid API key.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic not-base-64!")]
    [InlineData("Bearer synthetic")]
    public async Task No_readable_key_is_401(string? header)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Simulator.BaseAddress };
        if (header is not null) client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);

        await AssertError(client, "identity", HttpStatusCode.Unauthorized, "Invalid API key.");
    }

    [Fact]
    public async Task An_admin_sees_the_owners_data_but_not_webhooks()
    {
        var admin = Client(Account.AdminKey);

        Assert.Equal(Total(await Get("people")), Total(await Get(admin, "people")));
        Assert.Equal(0, Total(await Get("webhooks")));
        await AssertError(admin, "webhooks", HttpStatusCode.Forbidden, "Only the account owner may access webhooks.");
    }

    [Fact]
    public async Task An_agent_sees_assigned_people_and_what_hangs_on_them()
    {
        var agent = Client(Account.AgentKey);
        var people = await ReadAll(agent, "people");
        var ids = people.Select(IdOf).ToHashSet();

        Assert.InRange(people.Count, 1, (int)Simulator.Count(Account.Id, "people").Plain - 1);
        Assert.All(people, p => Assert.Contains(p.GetProperty("collaborators").EnumerateArray(), c => IdOf(c) == 3));
        Assert.All(await ReadAll(agent, "events"), e => Assert.Contains(e.GetProperty("personId").GetInt64(), ids.Concat(Hidden())));
        Assert.All(await ReadAll(agent, "appointments"), a => Assert.Equal(3, a.GetProperty("createdById").GetInt64()));
        Assert.All(await ReadAll(agent, "deals"), d => Assert.Contains(d.GetProperty("users").EnumerateArray(), u => IdOf(u) == 3));
        var foreign = Simulator.Ids(Account.Id, "people").First(id => !ids.Contains(id) && !Hidden().Contains(id));
        await AssertError(agent, $"people/{foreign}", HttpStatusCode.Forbidden, "You do not have access to this resource.");

        HashSet<long> Hidden() => [.. Simulator.Ids(Account.Id, "people").Where(id => Simulator.Read(Account.Id, "people", id)!.Contains("\"stage\":\"Trash\"", StringComparison.Ordinal)
            || Simulator.Read(Account.Id, "people", id)!.Contains("\"claimed\":false", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Unknown_collections_and_unknown_records_are_different_404s()
    {
        await AssertError(
            Owner, "Transactions", HttpStatusCode.NotFound,
            "Collection name 'Transactions' in the URL is not valid. Please use a correct collection name, for example 'people'.");
        await AssertError(Owner, "people/999999999", HttpStatusCode.NotFound, "Resource 999999999 was not found in collection 'people'.");
    }

    [Fact]
    public async Task Emails_are_not_listed()
    {
        await AssertError(Owner, "emails", HttpStatusCode.BadRequest, "id list, inboxThreadId, personId or personId and threadId arguments must be specified for GET /v1/emails.");
    }

    [Fact]
    public async Task Rate_limit_pages_need_a_registered_system()
    {
        await AssertError(Client(Account.OwnerKey, registered: false), "rateLimit/limits", HttpStatusCode.Forbidden, "You do not have access to this API endpoint");
        Assert.Equal("synthetic-system", (await Get("rateLimit/limits")).GetProperty("system").GetString());
        Assert.Equal("last_24h", (await Get("rateLimit/usage")).GetProperty("period").GetString());
    }

    [Fact]
    public async Task Accounts_do_not_see_each_other_though_their_ids_overlap()
    {
        var other = Simulator.Accounts[1];
        var mine = Simulator.Ids(Account.Id, "people");
        var theirs = Simulator.Ids(other.Id, "people");

        Assert.NotEmpty(mine.Intersect(theirs));
        var shared = mine.Intersect(theirs).First();
        Assert.NotEqual(Simulator.Read(Account.Id, "people", shared), Simulator.Read(other.Id, "people", shared));
        Assert.Equal(other.Id, (await Get(Client(other.OwnerKey), "identity")).GetProperty("account").GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Requests_are_logged_and_counted_without_keys()
    {
        await Get("people?limit=1");
        await Get($"people/{Simulator.Ids(Account.Id, "people")[0]}");
        using var missing = await Send(Owner, "people/1");

        Assert.Equal(1, Simulator.Requests.Count(Account.Id, "people", 200));
        Assert.Equal(1, Simulator.Requests.Count(Account.Id, "people/{id}", 200));
        Assert.Equal(1, Simulator.Requests.Count(Account.Id, "people/{id}", 404));
        Assert.Equal(3, Simulator.Requests.Total);
        var entry = Simulator.Requests.Entries[0];
        Assert.Equal(("people", "?limit=1", 200, "synthetic-system", 1L), (entry.Path, entry.Query, entry.Status, entry.System, entry.UserId));
        Assert.DoesNotContain(Account.OwnerKey, string.Concat(Simulator.Requests.Entries), StringComparison.Ordinal);
    }
}
