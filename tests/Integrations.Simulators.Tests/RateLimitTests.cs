using System.Net;

namespace Integrations.Simulators.Tests;

public sealed class RateLimitTests : FubSimulatorTests
{
    protected override FubSimulatorOptions Options => new() { SystemName = "synthetic-system", SystemKey = "synthetic-system-key-0001" };

    [Theory]
    [InlineData("events?limit=1", true, 20, "events")]
    [InlineData("events?limit=1", false, 10, "events")]
    [InlineData("stages?limit=1", true, 250, "global")]
    [InlineData("stages?limit=1", false, 125, "global")]
    [InlineData("notes?limit=1", true, 10, "notes")]
    public async Task A_budget_is_a_sliding_window_of_ten_seconds(string path, bool registered, int limit, string context)
    {
        var client = Client(Account.OwnerKey, registered);
        for (var i = 1; i <= limit; i++)
        {
            using var granted = await Send(client, path);
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
            Assert.Equal((limit.ToString(null, null), (limit - i).ToString(null, null), "10", context), RateHeaders(granted));
            if (i == 1) Clock.Advance(TimeSpan.FromSeconds(4));
        }

        using var refused = await Send(client, path);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(6), refused.Headers.RetryAfter!.Delta);
        Clock.Advance(TimeSpan.FromSeconds(6));
        using var after = await Send(client, path);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        using var still = await Send(client, path);
        Assert.Equal(HttpStatusCode.TooManyRequests, still.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(4), still.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Contexts_and_keys_have_their_own_budgets()
    {
        for (var i = 0; i < 20; i++) (await Send(Owner, "events")).Dispose();
        using var refused = await Send(Owner, "events");
        using var people = await Send(Owner, "people");
        using var other = await Send(Client(Account.AdminKey), "events");

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK], [refused.StatusCode, people.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task Wrong_system_headers_halve_the_budget()
    {
        var client = Client(Account.OwnerKey, registered: false);
        client.DefaultRequestHeaders.Add("X-System", "synthetic-system");
        client.DefaultRequestHeaders.Add("X-System-Key", "wrong");
        using var response = await Send(client, "people");

        Assert.Equal("125", RateHeaders(response).Item1);
    }

    [Fact]
    public async Task All_accounts_of_a_system_share_its_ceiling()
    {
        var limits = FubSimulatorRateLimits.Vendor with { PerSystem = 3 };
        await using var simulator = await FubSimulator.StartAsync(new FubSimulatorOptions { RateLimits = limits, TimeProvider = Clock }, Token);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var client = Client(simulator.Accounts[i % 2].OwnerKey);
            using var response = await Send(client, new Uri(simulator.BaseAddress, "people").ToString());
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    private static (string, string, string, string) RateHeaders(HttpResponseMessage response) =>
        (Header(response, "Limit"), Header(response, "Remaining"), Header(response, "Window"), Header(response, "Context"));

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues("X-RateLimit-" + name).Single();
}
