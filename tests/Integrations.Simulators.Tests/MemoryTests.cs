namespace Integrations.Simulators.Tests;

/// <summary>Runs alone, because it measures the memory of the process.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests : FubSimulatorTests
{
    [Fact]
    public async Task An_account_of_size_S_has_its_counts_and_costs_little_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var simulator = await FubSimulator.StartAsync(new FubSimulatorOptions { Size = SimulatorSize.S, TimeProvider = Clock, RateLimits = FubSimulatorRateLimits.Off }, Token);
        var counts = simulator.Counts(simulator.Accounts[0].Id).ToDictionary(count => count.Entity, count => count.Total);
        using var client = Client(simulator.Accounts[0].OwnerKey);
        foreach (var path in GenerationTests.Lists) (await Send(client, new Uri(simulator.BaseAddress, path).ToString())).Dispose();
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal((8_250L, 20_000L, 12_000L, 6_000L), (counts["people"], counts["calls"], counts["textMessages"], counts["events"]));
        Assert.Equal((1_500L, 900L, 20L, 6L), (counts["appointments"], counts["deals"], counts["users"], counts["groups"]));
        Assert.True(kept < 16_000_000, $"The simulator keeps {kept:N0} bytes.");
    }

    [Fact]
    public async Task A_large_account_costs_no_memory_before_it_is_read()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var large = new SimulatorSize { Name = "large", People = 1_700_000, Calls = 5_500_000, TextMessages = 3_000_000, Events = 4_000_000, Deals = 200_000, Users = 25 };
        await using var simulator = await FubSimulator.StartAsync(new FubSimulatorOptions { Size = large, TimeProvider = Clock, AccountCount = 1 }, Token);
        using var client = Client(simulator.Accounts[0].OwnerKey);
        using var response = await Send(client, new Uri(simulator.BaseAddress, "calls/35001").ToString());
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.True(kept < 8_000_000, $"The simulator keeps {kept:N0} bytes.");
    }

    [Fact]
    public async Task Paging_a_large_account_at_any_depth_keeps_nothing()
    {
        await using var simulator = await FubSimulator.StartAsync(new FubSimulatorOptions { Size = SimulatorSize.L, TimeProvider = Clock, RateLimits = FubSimulatorRateLimits.Off, AccountCount = 1 }, Token);
        var client = Client(simulator.Accounts[0].OwnerKey);
        var call = Rows(await Get(client, new Uri(simulator.BaseAddress, "calls?limit=100").ToString())).First().GetProperty("id").GetInt64();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var depth = 1; depth <= 10; depth++)
        {
            simulator.Edit(simulator.Accounts[0].Id, "calls", call, new System.Text.Json.Nodes.JsonObject { ["note"] = "again" });
            (await Send(client, new Uri(simulator.BaseAddress, "calls?limit=100&next=" + FubQuery.WriteToken(35_001 + (200_000L * depth))).ToString())).Dispose();
            (await Send(client, new Uri(simulator.BaseAddress, "people?includeTrash=true&includeUnclaimed=true&limit=100&next=" + FubQuery.WriteToken(9_001 + (90_000L * depth))).ToString())).Dispose();
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(kept < 4_000_000, $"The simulator keeps {kept:N0} bytes.");
    }
}
