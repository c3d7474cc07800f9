using System.Text.Json;

namespace Integrations.Simulators.Tests;

public sealed class RezenGenerationTests : RezenSimulatorTests
{
    protected override RezenSimulatorOptions Options => new() { AccountCount = 5, SharedContacts = new FubSimulatorOptions(), Size = RezenSimulatorSize.Tiny with { Transactions = 600, Listings = 260, Participants = 4_080 } };

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        await using var twin = await RezenSimulator.StartAsync(Options, Token);
        var other = Options;
        other.Seed = 2;
        await using var stranger = await RezenSimulator.StartAsync(other, Token);

        Assert.Equal(Simulator.Accounts.Select(static a => a.ApiKey), twin.Accounts.Select(static a => a.ApiKey));
        foreach (var count in Simulator.Counts(Account.Id))
            foreach (var id in Simulator.Ids(Account.Id, count.Entity))
                Assert.Equal(Simulator.Read(Account.Id, count.Entity, id), twin.Read(Account.Id, count.Entity, id));
        Assert.NotEqual(Account.YentaId, stranger.Accounts[0].YentaId);
    }

    [Fact]
    public void No_two_ids_are_the_same_and_all_are_uuids_of_version_4()
    {
        var ids = new HashSet<Guid>();
        foreach (var account in Simulator.Accounts)
            foreach (var entity in new[] { "transactions", "listings", "networkDownline", "contributions", "pendingContributions", "revsharePayments", "teamRoster", "sponsorTree", "agentData" })
                foreach (var id in Simulator.Ids(account.Id, entity))
                    Assert.True(ids.Add(id) && id.Version == 4, $"{entity} {id}");
    }

    [Fact]
    public async Task A_documented_share_of_clients_are_contacts_of_Follow_Up_Boss()
    {
        await using var fub = await FubSimulator.StartAsync(new FubSimulatorOptions { TimeProvider = Clock }, Token);
        var contacts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var people = fub.Accounts[0].Id;
        foreach (var id in fub.Ids(people, "people"))
        {
            var person = JsonDocument.Parse(fub.Read(people, "people", id)!).RootElement;
            foreach (var email in person.GetProperty("emails").EnumerateArray()) contacts[email.GetProperty("value").GetString()!] = person;
        }

        int clients = 0, shared = 0;
        foreach (var entity in new[] { "transactions", "listings" })
        {
            foreach (var id in Simulator.Ids(Account.Id, entity))
            {
                foreach (var party in JsonDocument.Parse(Simulator.Read(Account.Id, entity, id)!).RootElement.GetProperty("participants").EnumerateArray())
                {
                    if (party.GetProperty("participantRole").GetString() is not ("BUYER" or "SELLER")) continue;
                    clients++;
                    if (!contacts.TryGetValue(party.GetProperty("emailAddress").GetString()!, out var contact)) continue;
                    shared++;
                    Assert.Equal(contact.GetProperty("lastName").GetString(), party.GetProperty("lastName").GetString());
                    if (contact.GetProperty("phones").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } phone)
                        Assert.Equal("1" + phone.GetProperty("normalized").GetString(), party.GetProperty("phoneNumber").GetString());
                }
            }
        }

        Assert.InRange((double)shared / clients, 0.20, 0.30);
    }

    [Fact]
    public async Task Some_transactions_are_deals_of_Follow_Up_Boss_each_of_them_once()
    {
        var options = Options;
        options.SharedDealShare = 1;
        await using var rezen = await RezenSimulator.StartAsync(options, Token);
        await using var fub = await FubSimulator.StartAsync(options.SharedContacts, Token);
        var account = fub.Accounts[0].Id;
        var deals = fub.Ids(account, "deals").Select(id => JsonDocument.Parse(fub.Read(account, "deals", id)!).RootElement)
            .Where(static d => d.GetProperty("price").ValueKind == JsonValueKind.Number && d.GetProperty("projectedCloseDate").ValueKind == JsonValueKind.String && d.GetProperty("status").GetString() != "Deleted")
            .ToDictionary(static d => Key(d.GetProperty("name"), d.GetProperty("price"), d.GetProperty("projectedCloseDate")));
        var shared = new HashSet<string>(StringComparer.Ordinal);

        foreach (var id in rezen.Ids(Account.Id, "transactions"))
        {
            var transaction = JsonDocument.Parse(rezen.Read(Account.Id, "transactions", id)!).RootElement;
            var key = Key(transaction.GetProperty("address").GetProperty("street"), transaction.GetProperty("price").GetProperty("amount"), transaction.GetProperty("closingDateEstimated"));
            if (!deals.TryGetValue(key, out var deal)) continue;
            Assert.True(shared.Add(key), key);
            var person = JsonDocument.Parse(fub.Read(account, "people", deal.GetProperty("people")[0].GetProperty("id").GetInt64())!).RootElement;
            var mail = transaction.GetProperty("participants")[1].GetProperty("emailAddress").GetString();
            var isContact = person.GetProperty("emails").EnumerateArray().Any(e => e.GetProperty("value").GetString() == mail);
            Assert.True(isContact || person.GetProperty("stage").GetString() == "Trash" || person.GetProperty("emails").GetArrayLength() == 0 || person.GetProperty("lastName").GetString() is "" || !person.GetProperty("claimed").GetBoolean(), key);
        }

        Assert.Equal(deals.Keys.Order(StringComparer.Ordinal), shared.Order(StringComparer.Ordinal));

        static string Key(JsonElement street, JsonElement price, JsonElement day) => FormattableString.Invariant($"{street} {price.GetDecimal():0} {day.GetString()![..10]}");
    }

    [Fact]
    public void Money_comes_in_two_currencies()
    {
        Assert.True(Simulator.Accounts[4].IsCanadian);
        Assert.Contains("\"currency\":\"CAD\"", Simulator.Read(5, "transactions", Simulator.Ids(5, "transactions")[0]), StringComparison.Ordinal);
        var currencies = Simulator.Ids(1, "transactions").Select(id => JsonDocument.Parse(Simulator.Read(1, "transactions", id)!).RootElement.GetProperty("price").GetProperty("currency").GetString()).Distinct();
        Assert.Equal(["CAD", "USD"], currencies.Order());
    }

    [Fact]
    public async Task Contributions_can_come_without_ids_and_equity_only_when_switched_on()
    {
        await using var simulator = await RezenSimulator.StartAsync(new RezenSimulatorOptions { TimeProvider = Clock, ContributionIds = false, EquityPath = "equity/{agentId}" }, Token);
        var root = simulator.Services["arrakis"];

        var rows = await Get(Arrakis, new Uri(root, $"/api/v1/revshares/{Account.YentaId}/contributions/1").ToString());
        var grants = await Get(Arrakis, new Uri(root, $"/api/v1/equity/{Account.YentaId}").ToString());

        Assert.All(rows.GetProperty("contributions").EnumerateArray(), static r => Assert.False(r.TryGetProperty("id", out _)));
        Assert.Equal(simulator.Ids(1, "equity"), grants.GetProperty("grants").EnumerateArray().Select(IdOf));
        await AssertError(Arrakis, $"equity/{Account.YentaId}", System.Net.HttpStatusCode.NotFound, "No endpoint");
    }
}
