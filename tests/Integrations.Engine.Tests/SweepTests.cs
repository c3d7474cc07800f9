using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

public sealed class SweepTests
{
    [Fact]
    public async Task I7_absence_is_confirmed_by_id_before_it_deletes()
    {
        await using EngineFixture engine = Engine(local: 10, reported: 8);
        engine.Source.AliveById.Add("9");

        await engine.RunAsync(engine.Claim(SyncJobType.Reconcile));

        Assert.DoesNotContain("8", engine.Store.Mirror.Keys);
        Assert.Equal("alive", engine.Store.Mirror["9"]);
        Assert.Equal(SyncOutcome.Complete, Assert.Single(engine.Store.Completed).Outcome);
        Assert.Equal("sweep", engine.Store.Batches[^1].DeleteSource);
    }

    [Fact]
    public async Task I7_a_read_that_disagrees_with_the_vendors_count_deletes_nothing()
    {
        await using EngineFixture engine = Engine(local: 10, reported: 8);
        engine.Source.Count = new VendorCount(10, new Dictionary<string, string>());

        await engine.RunAsync(engine.Claim(SyncJobType.Reconcile));

        Assert.Equal(10, engine.Store.Mirror.Count);
        RunResult result = Assert.Single(engine.Store.Completed);
        Assert.Equal(SyncOutcome.Partial, result.Outcome);
        Assert.Contains("vendor counts 10", result.HeldSweepReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I7_too_large_a_share_is_held_and_raised()
    {
        await using EngineFixture engine = Engine(local: 200, reported: 140);

        await engine.RunAsync(engine.Claim(SyncJobType.Reconcile));

        Assert.Equal(200, engine.Store.Mirror.Count);
        Assert.Empty(engine.Source.ByIdReads);
        Assert.Contains("60 of 200", Assert.Single(engine.Store.Completed).HeldSweepReason, StringComparison.Ordinal);
        Assert.Contains(engine.Logs.Collector.GetSnapshot(), static l => l.Message.Contains("deletions are held", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I7_a_delta_never_deletes_by_absence()
    {
        await using EngineFixture engine = Engine(local: 10, reported: 8);

        await engine.RunAsync(engine.Claim(SyncJobType.Sync));

        Assert.Equal(10, engine.Store.Mirror.Count);
    }

    [Fact]
    public async Task Candidates_are_asked_in_pages_of_a_hundred()
    {
        await using EngineFixture engine = Engine(local: 10_000, reported: 9_750);

        await engine.RunAsync(engine.Claim(SyncJobType.Reconcile));

        Assert.Equal([100, 100, 50], engine.Source.ByIdReads);
        Assert.Equal(9_750, engine.Store.Mirror.Count);
    }

    [Fact]
    public async Task Candidates_that_a_source_looks_up_in_its_whole_list_are_asked_at_once()
    {
        await using EngineFixture engine = Engine(local: 10_000, reported: 9_750, idsPerRead: 5_000);

        await engine.RunAsync(engine.Claim(SyncJobType.Reconcile));

        Assert.Equal([250], engine.Source.ByIdReads);
        Assert.Equal(9_750, engine.Store.Mirror.Count);
    }

    [Fact]
    public async Task A_drift_after_a_delta_asks_for_a_reconciliation_once_it_has_cooled_down()
    {
        await using var engine = new EngineFixture(new ScriptedSource(countCost: CountCost.Cheap));
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Count = new VendorCount(5, new Dictionary<string, string>());

        await engine.RunAsync();
        await engine.RunAsync(engine.Claim(state: engine.ReadBefore with { LastFullSyncAt = engine.Time.GetUtcNow() - TimeSpan.FromMinutes(1) }));

        var (type, entities) = Assert.Single(engine.Store.Requested);
        Assert.Equal(SyncJobType.Reconcile, type);
        Assert.Equal(["things"], entities);
        Assert.Equal([(5, 1), (5, 1)], engine.Store.Counts);
    }

    private static EngineFixture Engine(int local, int reported, int idsPerRead = 100)
    {
        var engine = new EngineFixture(new ScriptedSource { IdsPerRead = idsPerRead });
        for (int i = 0; i < local; i++)
        {
            engine.Store.Mirror[i.ToString(System.Globalization.CultureInfo.InvariantCulture)] = "x";
        }

        engine.Source.Pages.Add([.. Enumerable.Range(0, reported).Select(static i => $"{i}=x")]);
        return engine;
    }
}
