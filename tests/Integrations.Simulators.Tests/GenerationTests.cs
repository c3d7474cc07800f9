using System.Diagnostics;
using System.Security.Cryptography;

namespace Integrations.Simulators.Tests;

public sealed class GenerationTests : FubSimulatorTests
{
    internal static readonly string[] Lists =
    [
        "identity", "me", "people?fields=allFields&includeTrash=true&includeUnclaimed=true", "people?sort=-updated", "calls", "events", "appointments", "deals?includeArchived=1&includeDeleted=1", "notes", "tasks",
        "users?includeDeleted=true&fields=allFields,calling", "groups", "groups/roundRobin", "stages", "pipelines", "ponds", "teams", "customFields", "dealCustomFields", "appointmentTypes",
        "appointmentOutcomes", "textMessages?fromNumber=2055550102", "textMessages?toNumber=2055550102",
    ];

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        await using var same = await FubSimulator.StartAsync(new FubSimulatorOptions { TimeProvider = Clock, RateLimits = FubSimulatorRateLimits.Off }, Token);
        await using var other = await FubSimulator.StartAsync(new FubSimulatorOptions { TimeProvider = Clock, RateLimits = FubSimulatorRateLimits.Off, Seed = 2 }, Token);

        Assert.Equal(await Digest(Simulator), await Digest(same));
        Assert.NotEqual(await Digest(Simulator), await Digest(other));
    }

    [Fact]
    public void A_tiny_account_holds_about_a_thousand_records()
    {
        foreach (var account in Simulator.Accounts)
        {
            Assert.InRange(Simulator.Counts(account.Id).Sum(count => count.Total), 950, 1_100);
            Assert.Equal(250, Simulator.Count(account.Id, "people").Total);
        }
    }

    [Fact]
    public async Task A_clock_before_the_usual_history_moves_the_history()
    {
        Clock.AdjustTime(new DateTimeOffset(2026, 1, 16, 9, 0, 0, TimeSpan.Zero));
        var early = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero));
        await using var simulator = await FubSimulator.StartAsync(new FubSimulatorOptions { TimeProvider = early }, Token);
        using var client = Client(simulator.Accounts[0].OwnerKey);
        var page = await Get(client, new Uri(simulator.BaseAddress, "people?sort=-updated&limit=1").ToString());

        Assert.InRange(Rows(page).Single().GetProperty("updated").GetDateTimeOffset(), new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero), early.GetUtcNow());
    }

    [Fact]
    public void Children_are_found_from_their_parents_and_parents_from_their_children()
    {
        foreach (var (parents, children) in new[] { (1, 7), (9, 40), (225, 300), (7_425, 20_000), (10, 0) })
        {
            var scatter = new Scatter(parents, 42);
            var found = new Dictionary<int, int>();
            for (var parent = 0; parent < parents; parent++)
            {
                var places = new List<int>();
                scatter.ChildrenOf(parent, children, places);
                foreach (var place in places) found.Add(place, parent);
            }

            Assert.Equal(children, found.Count);
            Assert.All(found, pair => Assert.Equal(pair.Value, scatter.ParentOf(pair.Key)));
        }
    }

    private async Task<string> Digest(FubSimulator simulator)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var account in simulator.Accounts)
        {
            using var client = Client(account.OwnerKey);
            foreach (var path in Lists)
            {
                var offset = 0;
                while (true)
                {
                    using var response = await Send(client, new Uri(simulator.BaseAddress, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"limit=100&offset={offset}").ToString());
                    var bytes = await response.Content.ReadAsByteArrayAsync(Token);
                    Debug.Assert(bytes.Length > 0);
                    var text = System.Text.Encoding.ASCII.GetString(bytes).Replace(simulator.BaseAddress.Authority, "", StringComparison.Ordinal);
                    hash.AppendData(System.Text.Encoding.ASCII.GetBytes(text));
                    offset += 100;
                    using var json = System.Text.Json.JsonDocument.Parse(bytes);
                    if (!json.RootElement.TryGetProperty("_metadata", out var metadata) || offset >= metadata.GetProperty("total").GetInt32()) break;
                }
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
