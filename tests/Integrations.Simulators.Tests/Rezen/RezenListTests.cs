using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

public sealed class RezenListTests : RezenSimulatorTests
{
    private static readonly string[] s_statuses = ["ACTIVE", "INACTIVE", "CANDIDATE", "REJECTED", "RESURRECTING"];

    [Fact]
    public async Task The_groups_divide_all_transactions_and_listings()
    {
        foreach (var (list, entity) in new[] { (Transactions, "transactions"), (Listings, "listings") })
        {
            var count = Simulator.Count(Account.Id, entity);
            var ids = new List<Guid>();
            foreach (var (group, size) in new[] { ("OPEN", count.Open), ("closed", count.Closed), ("Terminated", count.Terminated) })
            {
                var rows = await ReadAll(Arrakis, list + group, "transactions", pageSize: 7);
                Assert.Equal(size, rows.Count);
                ids.AddRange(rows.Select(IdOf));
            }

            Assert.True(count is { Open: > 0, Closed: > 0, Terminated: > 0 });
            Assert.Equal(Simulator.Ids(Account.Id, entity).Order(), ids.Order());
        }
    }

    [Fact]
    public async Task A_page_past_the_end_is_empty_and_keeps_the_total()
    {
        var page = await Get(Arrakis, Transactions + "CLOSED?pageNumber=99&pageSize=50");

        Assert.Equal(99, page.GetProperty("pageNumber").GetInt32());
        Assert.False(page.GetProperty("hasNext").GetBoolean());
        Assert.Empty(page.GetProperty("transactions").EnumerateArray());
        Assert.Equal(Simulator.Count(Account.Id, "transactions").Closed, page.GetProperty("totalCount").GetInt64());
    }

    [Theory]
    [InlineData("UPDATED_AT", "updatedAt")]
    [InlineData("CREATED_AT", "createdAt")]
    public async Task Lists_are_sorted_as_asked(string sortBy, string property)
    {
        var down = await ReadAll(Arrakis, $"{Transactions}CLOSED?sortBy={sortBy}&sortDirection=DESC", "transactions");
        var up = await ReadAll(Arrakis, $"{Transactions}CLOSED?sortBy={sortBy}&sortDirection=ASC", "transactions");

        Assert.Equal(down.Select(r => r.GetProperty(property).GetInt64()).OrderDescending(), down.Select(r => r.GetProperty(property).GetInt64()));
        Assert.Equal(down.Select(IdOf).Reverse(), up.Select(IdOf));
    }

    [Fact]
    public async Task Listings_and_the_transactions_made_from_them_name_each_other()
    {
        var listings = new List<JsonElement>();
        foreach (var group in new[] { "OPEN", "CLOSED", "TERMINATED" }) listings.AddRange(await ReadAll(Arrakis, Listings + group, "transactions"));
        var linked = listings.Where(static l => l.GetProperty("inContractTransactionId").ValueKind != JsonValueKind.Null).ToList();

        Assert.NotEmpty(linked);
        Assert.All(listings, static l => Assert.True(l.GetProperty("listing").GetBoolean()));
        foreach (var listing in linked)
        {
            var transaction = await Get(Arrakis, $"transactions/{listing.GetProperty("inContractTransactionId").GetGuid()}");
            Assert.Equal(IdOf(listing), transaction.GetProperty("builtFromTransactionId").GetGuid());
            Assert.Equal(transaction.GetProperty("closed").GetBoolean() ? "LISTING_CLOSED" : "LISTING_IN_CONTRACT", StateOf(listing));
        }
    }

    [Fact]
    public async Task The_down_line_shows_active_people_unless_other_statuses_are_asked_for()
    {
        var all = "?" + string.Join('&', s_statuses.Select(static s => "statusIn=" + s));
        var ids = new List<Guid>();
        var statuses = new HashSet<string>();
        for (var tier = 1; tier <= 5; tier++)
        {
            var active = await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/{tier}", "downLineAgents");
            var rows = await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/{tier}{all}", "downLineAgents");
            Assert.All(active, static a => Assert.Equal("ACTIVE", a.GetProperty("status").GetString()));
            Assert.Equal(rows.Count(static r => r.GetProperty("status").GetString() == "ACTIVE"), active.Count);
            ids.AddRange(rows.Select(IdOf));
            statuses.UnionWith(rows.Select(static r => r.GetProperty("status").GetString()!));
        }

        Assert.Equal(Simulator.Ids(Account.Id, "networkDownline").Order(), ids.Order());
        Assert.True(statuses.Count > 2);
    }

    [Fact]
    public async Task The_down_line_honours_days_of_change_and_transactions_do_not()
    {
        Clock.Advance(TimeSpan.FromDays(3));
        var today = Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var member = Simulator.Ids(Account.Id, "networkDownline")[0];
        Simulator.Edit(Account.Id, "networkDownline", member, new JsonObject { ["status"] = "ACTIVE" });

        var changed = await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/1?updatedAtFrom={today}", "downLineAgents");
        var closed = await ReadAll(Arrakis, $"{Transactions}CLOSED?updatedAtFrom={today}", "transactions");

        Assert.Equal([member], changed.Select(IdOf));
        Assert.Equal(Simulator.Count(Account.Id, "transactions").Closed, closed.Count);
        Assert.Empty(await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/1?updatedAtTo=2020-01-01", "downLineAgents"));
    }

    [Fact]
    public async Task Contributions_come_by_tier_and_by_days_that_both_count()
    {
        var ids = new List<Guid>();
        JsonElement one = default;
        for (var tier = 1; tier <= 5; tier++)
        {
            var rows = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/contributions/{tier}", "contributions", pageSize: 100);
            Assert.All(rows, r => Assert.Equal(tier, r.GetProperty("tier").GetInt32()));
            ids.AddRange(rows.Select(IdOf));
            one = rows[rows.Count / 2];
            var day = DateTimeOffset.FromUnixTimeMilliseconds(one.GetProperty("paidAt").GetInt64()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var ofDay = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/contributions/{tier}?startDate={day}&endDate={day}", "contributions", pageSize: 100);
            Assert.Contains(IdOf(one), ofDay.Select(IdOf));
            Assert.True(ofDay.Count < rows.Count);
        }

        Assert.Equal(Simulator.Ids(Account.Id, "contributions").Order(), ids.Order());
        Assert.Contains(one.GetProperty("agentYentaId").GetGuid(), Simulator.Ids(Account.Id, "networkDownline"));
    }

    [Fact]
    public async Task Payments_pending_contributions_contributors_and_sums_agree()
    {
        var pending = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/payments/pending", "contributions");
        var payments = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/payments", "payments");
        var contributors = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/contributors/1", "contributors", pageSize: 500);
        var byTier = await Get(Arrakis, $"revshares/{Account.YentaId}/by-tier");

        Assert.Equal(Simulator.Ids(Account.Id, "pendingContributions"), pending.Select(IdOf));
        Assert.Equal(Simulator.Ids(Account.Id, "revsharePayments").Order(), payments.Select(IdOf).Order());
        Assert.Equal(payments.Select(static p => p.GetProperty("paidAt").GetInt64()).OrderDescending(), payments.Select(static p => p.GetProperty("paidAt").GetInt64()));
        Assert.Equal(byTier.GetProperty("1").GetDecimal(), contributors.Sum(static c => c.GetProperty("totalPayout").GetProperty("amount").GetDecimal()));
        Assert.Equal(IdOf(payments[0]), IdOf(await Get(Arrakis, $"revshares/{Account.YentaId}/payments/{IdOf(payments[0])}")));
    }

    [Fact]
    public async Task Counts_and_sizes_have_three_shapes_each()
    {
        var count = Simulator.Count(Account.Id, "transactions");
        foreach (var shape in Enum.GetValues<RezenSimulatorShape>())
        {
            await using var simulator = await RezenSimulator.StartAsync(new RezenSimulatorOptions { TimeProvider = Clock, Counts = shape, SizeByTier = shape, ByTier = shape, MembersProperty = "members" }, Token);
            var counts = await Get(Arrakis, new Uri(simulator.Services["arrakis"], $"api/v1/transactions/participant/{Account.YentaId}/transactions/lifecycle-group-counts").ToString());
            var sizes = await Get(Yenta, new Uri(simulator.Services["yenta"], $"api/v1/agents/{Account.YentaId}/network-size-by-tier").ToString());
            var members = await Get(Yenta, new Uri(simulator.Services["yenta"], $"api/v1/teams/{Account.TeamId}/members").ToString());

            var open = shape switch
            {
                RezenSimulatorShape.Map => counts.GetProperty("OPEN"),
                RezenSimulatorShape.Wrapped => counts.GetProperty("counts").GetProperty("OPEN"),
                _ => counts.EnumerateArray().Single(static c => c.GetProperty("lifecycleGroup").GetString() == "OPEN").GetProperty("count"),
            };
            Assert.Equal(count.Open, open.GetInt64());
            Assert.Equal(shape == RezenSimulatorShape.List ? JsonValueKind.Array : JsonValueKind.Object, sizes.ValueKind);
            Assert.Equal(RezenSimulatorSize.Tiny.Agents, members.GetProperty("members").GetArrayLength());
        }
    }
}
