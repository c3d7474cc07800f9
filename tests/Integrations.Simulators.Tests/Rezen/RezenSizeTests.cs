namespace Integrations.Simulators.Tests;

/// <summary>Size M, and what a large network costs.</summary>
[Collection(nameof(MemoryTests))]
public sealed class RezenSizeTests : RezenSimulatorTests
{
    protected override RezenSimulatorOptions Options => new() { Size = RezenSimulatorSize.M };

    [Fact]
    public void The_accounts_of_a_size_add_up_to_it()
    {
        foreach (var size in new[] { RezenSimulatorSize.M, RezenSimulatorSize.L })
        {
            var parts = Enumerable.Range(0, size.Accounts!.Value).Select(size.OfAccount).ToList();
            Assert.Equal(
                (size.Transactions, size.Listings, size.Participants, size.Contributions, size.PendingContributions, size.Payments, size.Network, size.Agents),
                (parts.Sum(p => p.Transactions), parts.Sum(p => p.Listings), parts.Sum(p => p.Participants), parts.Sum(p => p.Contributions), parts.Sum(p => p.PendingContributions), parts.Sum(p => p.Payments),
                    parts.Sum(p => p.Network), parts.Sum(p => p.Agents)));
            Assert.All(parts, static part => Assert.True(part is { Agents: >= 1, Transactions: > 0, Network: > 0 }));
        }

        var m = RezenSimulatorSize.M;
        Assert.Equal((335, 103_000, 45_000, 702_000, 516_000, 87_000, 37_000), (m.Accounts, m.Transactions, m.Listings, m.Participants, m.Contributions, m.Network, m.Agents));
    }

    [Fact]
    public async Task Deals_of_all_users_have_the_participants_of_the_size()
    {
        Assert.Equal(335, Simulator.Accounts.Count);
        var account = Simulator.Accounts[300];
        var client = Client("arrakis", account.ApiKey);
        var size = RezenSimulatorSize.M.OfAccount(300);
        var participants = 0;
        foreach (var list in new[] { "transactions", "listing-transactions" })
            foreach (var group in new[] { "OPEN", "CLOSED", "TERMINATED" })
                participants += (await ReadAll(client, $"transactions/participant/{account.YentaId}/{list}/{group}", "transactions")).Sum(static d => d.GetProperty("participants").GetArrayLength());

        Assert.Equal(size.Participants, participants);
        Assert.InRange((double)RezenSimulatorSize.M.Participants / (RezenSimulatorSize.M.Transactions + RezenSimulatorSize.M.Listings), 4.5, 5);
    }

    [Fact]
    public async Task The_largest_user_is_read_and_little_is_kept()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var simulator = await RezenSimulator.StartAsync(Options, Token);
        foreach (var group in new[] { "OPEN", "CLOSED", "TERMINATED" })
            await Get(Arrakis, new Uri(simulator.Services["arrakis"], $"/api/v1/{Transactions}{group}?sortBy=UPDATED_AT&sortDirection=DESC&pageSize=200").ToString());
        await Get(Arrakis, new Uri(simulator.Services["arrakis"], $"/api/v1/revshares/{Account.YentaId}/contributions/3?pageSize=200").ToString());
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.True(simulator.Count(1, "transactions").Total > 15_000);
        Assert.True(kept < 16_000_000, $"The simulator keeps {kept:N0} bytes.");
    }

    [Fact]
    public async Task A_network_of_a_hundred_thousand_has_a_cycle_above_it_when_asked_for()
    {
        await using var simulator = await RezenSimulator.StartAsync(
            new RezenSimulatorOptions { TimeProvider = Clock, AccountCount = 1, SponsorCycle = true, Size = RezenSimulatorSize.Tiny with { Network = 100_000 } }, Token);
        var account = simulator.Accounts[0];
        var client = Client("yenta", account.ApiKey);
        var root = new Uri(simulator.Services["yenta"], $"/api/v1/agents/{account.YentaId}/");

        var sponsors = (await Get(client, new Uri(root, "sponsor-tree").ToString())).GetProperty("flattenedSponsors").EnumerateArray().Select(IdOf).ToList();
        var first = await Get(client, new Uri(root, "down-line/1?pageSize=1000").ToString());

        Assert.Equal(account.YentaId, sponsors[4]);
        Assert.Contains(sponsors[2], first.GetProperty("downLineAgents").EnumerateArray().Select(IdOf));
        Assert.Equal(sponsors, simulator.Ids(1, "sponsorTree"));
        Assert.NotNull(simulator.Read(1, "sponsorTree", sponsors[2]));
        Assert.Equal(100_000, simulator.Count(1, "networkDownline").Total);
    }
}
