using System.Globalization;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

/// <summary>Sizes M and L, without walking them: what an answer says does not depend on how much lies before it.</summary>
public sealed class SizeTests : FubSimulatorTests
{
    private const string People = "people?includeTrash=true&includeUnclaimed=true&limit=100&fields=id,updated";

    protected override FubSimulatorOptions Options => new() { Size = SimulatorSize.M, RateLimits = FubSimulatorRateLimits.Off };

    [Fact]
    public void The_accounts_of_a_size_add_up_to_it()
    {
        foreach (var size in new[] { SimulatorSize.M, SimulatorSize.L })
        {
            var parts = Enumerable.Range(0, size.Accounts!.Value).Select(size.OfAccount).ToList();
            Assert.Equal(
                (size.People, size.Calls, size.TextMessages, size.Events, size.Appointments, size.Deals, size.Notes, size.Tasks, size.Users),
                (parts.Sum(p => p.People), parts.Sum(p => p.Calls), parts.Sum(p => p.TextMessages), parts.Sum(p => p.Events), parts.Sum(p => p.Appointments), parts.Sum(p => p.Deals), parts.Sum(p => p.Notes),
                    parts.Sum(p => p.Tasks), parts.Sum(p => p.Users)));
            Assert.All(parts, part => Assert.True(part.Users >= SimulatorSize.MinUsers && part.People > 0));
        }

        Assert.Equal((227_000, 572_000, 165_000, 6_600), (SimulatorSize.M.People, SimulatorSize.M.Calls, SimulatorSize.M.Events, SimulatorSize.M.Appointments));
        Assert.Equal((1_700_000, 5_500_000), (SimulatorSize.L.People, SimulatorSize.L.Calls));
    }

    [Fact]
    public async Task The_lists_of_all_accounts_have_the_totals_of_the_size_and_the_largest_has_167_thousand_calls()
    {
        Assert.Equal(16, Simulator.Accounts.Count);
        long people = 0, calls = 0, events = 0, appointments = 0, largest = 0;
        foreach (var account in Simulator.Accounts)
        {
            var client = Client(account.OwnerKey);
            people += await Total(client, People);
            var own = await Total(client, "calls?limit=1");
            calls += own;
            largest = Math.Max(largest, own);
            events += await Total(client, "events?limit=1");
            appointments += await Total(client, "appointments?limit=1");
        }

        Assert.Equal((227_000L, 572_000L, 165_000L, 6_600L), (people, calls, events, appointments));
        Assert.InRange(largest, 166_500, 167_500);
    }

    [Fact]
    public async Task A_page_at_depth_continues_its_list_over_deleted_and_created_records()
    {
        var all = await Ids(Owner, "calls?limit=100&next=" + FubQuery.WriteToken(235_001));
        Simulator.Delete(Account.Id, "calls", all[50]);
        Simulator.Delete(Account.Id, "calls", all[99]);
        var created = Simulator.Create(Account.Id, "calls");

        var again = await Get(Owner, "calls?limit=100&next=" + FubQuery.WriteToken(235_001));
        var ids = Rows(again).Select(row => row.GetProperty("id").GetInt64()).ToList();
        var next = await Ids(Owner, "calls?limit=100&next=" + again.GetProperty("_metadata").GetProperty("next").GetString());

        Assert.Equal(100, all.Count);
        Assert.Equal(all.Where((_, place) => place is not (50 or 99)), ids.Take(98));
        Assert.Equal(ids[^1], ids.Min());
        Assert.True(next.Max() < ids[^1]);
        Assert.Equal(SimulatorSize.M.OfAccount(0).Calls - 2 + 1, again.GetProperty("_metadata").GetProperty("total").GetInt32());
        Assert.Equal(created, (await Ids(Owner, "calls?limit=1")).Single());
    }

    [Fact]
    public async Task A_token_behind_the_last_record_gives_an_empty_page_and_one_before_the_first_gives_the_first_page()
    {
        Assert.Empty(await Ids(Owner, "calls?limit=100&next=" + FubQuery.WriteToken(35_001)));
        Assert.Equal(await Ids(Owner, "calls?limit=5"), await Ids(Owner, "calls?limit=5&next=" + FubQuery.WriteToken(long.MaxValue)));
        Assert.Equal(await Ids(Owner, "calls?limit=5&sort=id"), await Ids(Owner, "calls?limit=5&sort=id&next=" + FubQuery.WriteToken(0)));
    }

    [Fact]
    public async Task A_delta_of_a_large_account_reports_exactly_what_was_changed()
    {
        var before = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var deep = await Ids(Owner, People + "&next=" + FubQuery.WriteToken(60_000));
        Simulator.Edit(Account.Id, "people", deep[10], new JsonObject { ["price"] = 525_000 });
        var call = Simulator.Create(Account.Id, "calls", new JsonObject { ["personId"] = deep[20] });
        Simulator.Delete(Account.Id, "people", deep[30]);

        Assert.Equal([deep[10]], await Ids(Owner, People + Since("updatedAfter")));
        Assert.Equal([call], await Ids(Owner, "calls?limit=100" + Since("updatedAfter")));
        Assert.Equal([deep[20]], await Ids(Owner, People + Since("lastActivityAfter")));
        Assert.DoesNotContain(deep[30], await Ids(Owner, People + "&next=" + FubQuery.WriteToken(60_000)));
        Assert.Equal(SimulatorSize.M.OfAccount(0).People - 1, await Total(Owner, People));

        string Since(string name) => $"&{name}={before.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
    }

    [Fact]
    public async Task A_list_without_and_with_a_filter_that_lets_everything_through_are_the_same()
    {
        await using var tiny = await FubSimulator.StartAsync(new FubSimulatorOptions { TimeProvider = Clock, RateLimits = FubSimulatorRateLimits.Off }, Token);
        var client = Client(tiny.Accounts[0].OwnerKey);
        for (var seed = 0; seed < 5; seed++)
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            tiny.Burst(tiny.Accounts[0].Id, changes: 60, seed);
            foreach (var list in new[] { "people?includeTrash=true&includeUnclaimed=true", "calls?x", "events?x", "appointments?x", "people?includeTrash=true&includeUnclaimed=true&sort=id", "calls?sort=id" })
                Assert.Equal(await Walk(client, tiny, list + "&createdAfter=1990-01-01T00:00:00Z"), await Walk(client, tiny, list.Replace("?x", "?fields=id", StringComparison.Ordinal)));
        }
    }

    private static async Task<List<string>> Walk(HttpClient client, FubSimulator simulator, string list)
    {
        var walked = new List<string>();
        string? token = null;
        do
        {
            var page = await Get(client, new Uri(simulator.BaseAddress, $"{list}&limit=37{(token is null ? "" : "&next=" + token)}").ToString());
            walked.Add(page.GetProperty("_metadata").GetProperty("total").GetRawText());
            walked.AddRange(Rows(page).Select(row => row.GetProperty("id").GetRawText()));
            token = page.GetProperty("_metadata").GetProperty("next").GetString();
            walked.Add(token ?? "end");
        }
        while (token is not null);

        return walked;
    }

    private static async Task<List<long>> Ids(HttpClient client, string path) => [.. Rows(await Get(client, path)).Select(row => row.GetProperty("id").GetInt64())];

    private static async Task<long> Total(HttpClient client, string path) => (await Get(client, path)).GetProperty("_metadata").GetProperty("total").GetInt64();
}
