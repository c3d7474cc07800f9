using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

public sealed class RezenChangeTests : RezenSimulatorTests
{
    [Fact]
    public async Task An_edit_moves_the_stamp_and_so_the_record_to_the_first_page()
    {
        var ids = await Group(Transactions, "CLOSED");
        var id = ids[^1];

        Simulator.Edit(Account.Id, "transactions", id, new JsonObject { ["price"] = new JsonObject { ["amount"] = 525_000, ["currency"] = "USD" }, ["mlsNumber"] = "SYN000001", ["invented"] = true });

        var first = (await Get(Arrakis, Transactions + "CLOSED?sortBy=UPDATED_AT&sortDirection=DESC&pageSize=1")).GetProperty("transactions")[0];
        Assert.Equal(id, IdOf(first));
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(), first.GetProperty("updatedAt").GetInt64());
        Assert.Equal((525_000m, "SYN000001", true), (first.GetProperty("price").GetProperty("amount").GetDecimal(), first.GetProperty("mlsNumber").GetString(), first.GetProperty("invented").GetBoolean()));
    }

    [Fact]
    public async Task A_move_takes_a_transaction_to_another_group_and_its_listing_follows()
    {
        var transaction = await Linked(RezenDeal.Open);
        var listing = transaction.GetProperty("builtFromTransactionId").GetGuid();

        Simulator.Move(Account.Id, "transactions", IdOf(transaction), "SETTLED");
        Assert.Contains(IdOf(transaction), await Group(Transactions, "CLOSED"));
        Assert.DoesNotContain(IdOf(transaction), await Group(Transactions, "OPEN"));
        Assert.Equal("LISTING_CLOSED", StateOf(await Get(Arrakis, $"transactions/{listing}")));

        Simulator.Move(Account.Id, "transactions", IdOf(transaction), "TERMINATED");
        var freed = await Get(Arrakis, $"transactions/{listing}");
        Assert.Contains(IdOf(transaction), await Group(Transactions, "TERMINATED"));
        Assert.Equal("LISTING_ACTIVE", StateOf(freed));
        Assert.Equal(JsonValueKind.Null, freed.GetProperty("inContractTransactionId").ValueKind);

        Simulator.Move(Account.Id, "transactions", IdOf(transaction), "NEW");
        Assert.Contains(IdOf(transaction), await Group(Transactions, "OPEN"));
        Assert.Equal(IdOf(transaction), (await Get(Arrakis, $"transactions/{listing}")).GetProperty("inContractTransactionId").GetGuid());
    }

    [Fact]
    public async Task A_listing_that_is_put_in_contract_and_its_transaction_name_each_other()
    {
        var listing = (await ReadAll(Arrakis, Listings + "OPEN", "transactions")).First(static l => StateOf(l) == "LISTING_ACTIVE");

        var made = Simulator.PutInContract(Account.Id, IdOf(listing));

        var transaction = await Get(Arrakis, $"transactions/{made}");
        var after = await Get(Arrakis, $"transactions/{IdOf(listing)}");
        Assert.Equal(IdOf(listing), transaction.GetProperty("builtFromTransactionId").GetGuid());
        Assert.Equal(made, after.GetProperty("inContractTransactionId").GetGuid());
        Assert.Equal("LISTING_IN_CONTRACT", StateOf(after));
        Assert.Contains(made, await Group(Transactions, "OPEN"));
    }

    [Fact]
    public async Task What_was_created_reads_the_same_later()
    {
        var made = Simulator.Create(Account.Id, "transactions");
        var paid = Simulator.Create(Account.Id, "contributions");
        var before = (Simulator.Read(Account.Id, "transactions", made), Simulator.Read(Account.Id, "contributions", paid));

        Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal(before, (Simulator.Read(Account.Id, "transactions", made), Simulator.Read(Account.Id, "contributions", paid)));
        Assert.Equal(JsonDocument.Parse(before.Item1!).RootElement.GetRawText(), (await Get(Arrakis, $"transactions/{made}")).GetRawText());
    }

    [Fact]
    public async Task A_new_tier_is_a_move_and_a_leaver_is_no_longer_active()
    {
        var member = (await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/2", "downLineAgents"))[0];

        Simulator.Edit(Account.Id, "networkDownline", IdOf(member), new JsonObject { ["tier"] = 4 });
        Assert.DoesNotContain(IdOf(member), (await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/2", "downLineAgents")).Select(IdOf));
        Assert.Contains(IdOf(member), (await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/4", "downLineAgents")).Select(IdOf));

        Simulator.Edit(Account.Id, "networkDownline", IdOf(member), new JsonObject { ["status"] = "INACTIVE" });
        var left = (await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/4?statusIn=INACTIVE", "downLineAgents")).Single(r => IdOf(r) == IdOf(member));
        Assert.Equal("2026-01-16", left.GetProperty("terminatedAsOf").GetString());
        Assert.DoesNotContain(IdOf(member), (await ReadAll(Yenta, $"agents/{Account.YentaId}/down-line/4", "downLineAgents")).Select(IdOf));
    }

    [Fact]
    public async Task A_corrected_contribution_keeps_its_day_and_a_deleted_one_is_gone()
    {
        var rows = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/contributions/3", "contributions", pageSize: 200);

        Simulator.Edit(Account.Id, "contributions", IdOf(rows[0]), new JsonObject { ["payout"] = new JsonObject { ["amount"] = -0.005m, ["currency"] = "USD" } });
        Simulator.Delete(Account.Id, "contributions", IdOf(rows[1]));

        var after = await ReadAll(Arrakis, $"revshares/{Account.YentaId}/contributions/3", "contributions", pageSize: 200);
        Assert.Equal(rows.Select(IdOf).Where((_, place) => place != 1), after.Select(IdOf));
        Assert.Equal(-0.005m, after[0].GetProperty("payout").GetProperty("amount").GetDecimal());
        Assert.Equal(rows[0].GetProperty("paidAt").GetInt64(), after[0].GetProperty("paidAt").GetInt64());
    }

    [Fact]
    public async Task A_member_who_leaves_the_team_is_no_longer_on_the_roster()
    {
        var row = Simulator.Ids(Account.Id, "teamRoster")[3];

        Simulator.Delete(Account.Id, "teamRoster", row);

        Assert.DoesNotContain(row, (await Get(Yenta, $"teams/{Account.TeamId}")).GetProperty("agents").EnumerateArray().Select(IdOf));
    }

    [Fact]
    public async Task The_same_burst_on_the_same_data_gives_the_same_records()
    {
        await using var twin = await RezenSimulator.StartAsync(new RezenSimulatorOptions { TimeProvider = Clock }, Token);

        var changes = Simulator.Burst(Account.Id, changes: 200, seed: 3);

        Assert.Equal(changes, twin.Burst(Account.Id, changes: 200, seed: 3));
        Assert.Equal(200, changes.Count);
        Assert.Equal(Enum.GetValues<RezenSimulatorChangeKind>(), changes.Select(static c => c.Kind).Distinct().Order());
        foreach (var count in Simulator.Counts(Account.Id))
        {
            Assert.Equal(count, twin.Count(Account.Id, count.Entity));
            foreach (var id in Simulator.Ids(Account.Id, count.Entity)) Assert.Equal(Simulator.Read(Account.Id, count.Entity, id), twin.Read(Account.Id, count.Entity, id));
        }
    }

    [Fact]
    public async Task After_a_burst_the_lists_still_hold_what_the_counts_say()
    {
        Simulator.Burst(Account.Id, changes: 300, seed: 9);

        foreach (var (list, entity) in new[] { (Transactions, "transactions"), (Listings, "listings") })
        {
            var ids = (await Group(list, "OPEN")).Concat(await Group(list, "CLOSED")).Concat(await Group(list, "TERMINATED")).ToList();
            Assert.Equal(Simulator.Ids(Account.Id, entity).Order(), ids.Order());
            Assert.Equal(Simulator.Count(Account.Id, entity).Total, ids.Count);
        }
    }

    [Fact]
    public void A_change_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Simulator.Edit(Account.Id, "transactions", Guid.NewGuid(), []));
        Assert.Throws<ArgumentException>(() => Simulator.Edit(Account.Id, "networkCap", Account.YentaId, []));
        Assert.Throws<ArgumentException>(() => Simulator.Move(Account.Id, "teamRoster", Simulator.Ids(Account.Id, "teamRoster")[0], "CLOSED"));
        Assert.Throws<ArgumentException>(() => Simulator.Count(99, "transactions"));
    }

    [Fact]
    public async Task The_admin_api_changes_and_reads_as_the_code_does()
    {
        using var admin = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Simulator.AdminAddress };
        var accounts = await Get(admin, "accounts");
        var id = Simulator.Ids(1, "transactions")[0];

        using (var move = await admin.PostAsync(new Uri($"accounts/1/transactions/{id}/move", UriKind.Relative), new StringContent("""{"state":"TERMINATED"}"""), Token)) Assert.True(move.IsSuccessStatusCode);
        using (var burst = await admin.PostAsync(new Uri("accounts/1/burst", UriKind.Relative), new StringContent("""{"changes":5}"""), Token)) Assert.True(burst.IsSuccessStatusCode);

        Assert.Equal(Account.YentaId, accounts[0].GetProperty("yentaId").GetGuid());
        Assert.Equal(Simulator.Count(1, "transactions").Terminated, (await Get(admin, "accounts/1/counts")).EnumerateArray().First(static c => c.GetProperty("entity").GetString() == "transactions").GetProperty("terminated").GetInt64());
        Assert.Equal(id, IdOf(await Get(admin, $"accounts/1/transactions/{id}")));
        using var wrong = await Send(admin, "accounts/1/unicorns/ids");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    /// <summary>A transaction of a group that was made from a listing.</summary>
    private async Task<JsonElement> Linked(string group) =>
        (await ReadAll(Arrakis, Transactions + group, "transactions")).First(static t => t.GetProperty("builtFromTransactionId").ValueKind == JsonValueKind.String);
}
