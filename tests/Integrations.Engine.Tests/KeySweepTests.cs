using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine.Tests;

public sealed class KeySweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_check_reads_by_id_what_differs_and_nothing_else()
    {
        await using EngineFixture engine = Engine(["1", "2", "3", "6"], "1", "2", "4", "5");
        engine.Source.AliveById.UnionWith(["3", "5"]);

        await engine.RunAsync(engine.Claim(SyncJobType.Check));

        Assert.Equal(["Extra 4 Deleted", "Extra 5 Returned", "Missing 3 Stored", "Missing 6 Absent"], engine.Findings.Words);
        Assert.Equal(["1", "2", "3", "5"], engine.Store.Mirror.Keys.Order());
        Assert.Equal([2, 2], engine.Source.ByIdReads);
        Assert.Empty(engine.Source.Requests);
        RunResult result = Assert.Single(engine.Store.Completed);
        Assert.Equal((SyncMode.Keys, SyncOutcome.Complete, null), (result.Mode, result.Outcome, result.HeldSweepReason));
    }

    [Fact]
    public async Task I7_a_list_of_keys_that_lies_deletes_nothing_that_the_vendor_reports_by_id()
    {
        await using EngineFixture engine = Engine(["1"], "1", "2", "3");
        engine.Source.AliveById.UnionWith(["2", "3"]);

        await engine.RunAsync(engine.Claim(SyncJobType.Check));

        Assert.Equal(["1", "2", "3"], engine.Store.Mirror.Keys.Order());
        Assert.Equal(["Extra 2 Returned", "Extra 3 Returned"], engine.Findings.Words);
    }

    [Fact]
    public async Task I7_keys_that_fall_short_of_the_vendors_count_delete_nothing()
    {
        await using EngineFixture engine = Engine(["1", "2"], "1", "2", "3", "4", "5");
        engine.Source.Count = new VendorCount(5, new Dictionary<string, string>());

        await engine.RunAsync(engine.Claim(SyncJobType.Check));

        Assert.Equal(5, engine.Store.Mirror.Count);
        Assert.Empty(engine.Source.ByIdReads);
        Assert.Equal(["Extra 3 ", "Extra 4 ", "Extra 5 "], engine.Findings.Words);
        Assert.Contains("vendor counts 5", Assert.Single(engine.Store.Completed).HeldSweepReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I7_more_than_the_threshold_is_held_until_an_operator_releases_it()
    {
        await using EngineFixture engine = Engine([.. Enumerable.Range(0, 40).Select(static i => $"{i}")], [.. Enumerable.Range(0, 100).Select(static i => $"{i}")]);
        engine.Source.AliveById.Add("99");

        await engine.RunAsync(engine.Claim(SyncJobType.Check));
        Assert.Equal(100, engine.Store.Mirror.Count);
        Assert.Equal(60, engine.Findings.All.Count);

        IReconciliation reconciliation = engine.Services.GetRequiredService<IReconciliation>();
        Assert.NotNull(await reconciliation.ReleaseHeldAsync(EngineFixture.Account.Ref, ScriptedSource.Stream, "operator", Token));
        Assert.Equal((SyncJobType.Check, "things"), (engine.Store.Requested[^1].Type, Assert.Single(engine.Store.Requested[^1].Entities!)));
        await engine.RunAsync(engine.Claim(SyncJobType.Check));

        Assert.Equal(41, engine.Store.Mirror.Count);
        Assert.Contains("99", engine.Store.Mirror.Keys);
        Assert.Equal([60], engine.Source.ByIdReads);
        Assert.Equal(59, engine.Findings.All.Count(static f => f.Resolution == FindingResolution.Deleted));
        Assert.Null(engine.Store.Completed[^1].HeldSweepReason);
        Assert.Contains("released", engine.Store.Batches.Select(static b => b.DeleteSource));
    }

    [Fact]
    public async Task I18_keys_are_stored_commit_by_commit()
    {
        await using EngineFixture engine = Engine([], "0");
        engine.Source.Keys.Clear();
        for (int page = 0; page < 25; page++)
        {
            engine.Source.Keys.Add([.. Enumerable.Range(page * 100, 100).Select(static i => $"{i}")]);
        }

        engine.Source.AliveById.UnionWith(engine.Source.Keys.SelectMany(static k => k));
        await engine.RunAsync(engine.Claim(SyncJobType.Check));

        Assert.Equal([1_000, 1_000, 500], engine.Findings.Commits);
        Assert.Equal(25, engine.Source.ByIdReads.Count);
        Assert.Equal(2_500, engine.Store.Mirror.Count);
    }

    [Fact]
    public async Task A_drift_of_a_stream_with_cheap_keys_asks_for_a_check()
    {
        await using EngineFixture engine = new(new ScriptedSource(countCost: CountCost.Cheap, cheapKeys: true));
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Count = new VendorCount(5, new Dictionary<string, string>());

        await engine.RunAsync();
        await engine.RunAsync(engine.Claim(state: engine.ReadBefore with { LastCheckAt = engine.Time.GetUtcNow() - TimeSpan.FromMinutes(1) }));

        Assert.Equal(SyncJobType.Check, Assert.Single(engine.Store.Requested).Type);
    }

    [Fact]
    public async Task Records_kept_aside_are_no_drift()
    {
        await using EngineFixture engine = new(new ScriptedSource(countCost: CountCost.Cheap));
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.Count = new VendorCount(3, new Dictionary<string, string>());
        engine.Store.Rejected = 2;

        await engine.RunAsync();

        Assert.Empty(engine.Store.Requested);
        Assert.Equal([(3, 1)], engine.Store.Counts);
    }

    private static EngineFixture Engine(string[] keys, params string[] mirror)
    {
        var engine = new EngineFixture(new ScriptedSource(cheapKeys: true));
        foreach (string id in mirror)
        {
            engine.Store.Mirror[id] = "x";
        }

        engine.Source.Keys.Add(keys);
        return engine;
    }
}
