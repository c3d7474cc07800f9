using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Integrations.Engine.Tests;

/// <summary>What becomes of webhooks, without SQL.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task Webhooks_of_one_stream_are_read_together_and_an_id_is_asked_for_once()
    {
        await using var engine = new EngineFixture();
        engine.Source.AliveById.UnionWith(["1", "2", "3"]);
        engine.Inbox.Add("1");
        engine.Inbox.Add("2", "1");
        engine.Inbox.Add("3");

        await RunAsync(engine);

        Assert.Equal([3], engine.Source.ByIdReads);
        Assert.Equal(["1", "2", "3"], engine.Store.Mirror.Keys.Order());
        Assert.All(engine.Inbox.Items, static i => Assert.Equal((InboxStatus.Processed, null), (i.Status, i.Note)));
        RunResult result = Assert.Single(engine.Store.Completed);
        Assert.Equal((SyncOutcome.Complete, SyncMode.ById, null), (result.Outcome, result.Mode, result.NextRunAt));
        RecordBatch batch = Assert.Single(engine.Store.Batches);
        Assert.Equal("webhook", batch.DeleteSource);
        Assert.All(batch.Records, r => Assert.Equal(engine.Time.GetUtcNow(), r.AskedAt));
    }

    [Fact]
    public async Task A_vendor_call_holds_at_most_a_hundred_ids_and_a_webhook_may_name_more()
    {
        await using var engine = new EngineFixture();
        string[] many = [.. Enumerable.Range(1, 250).Select(static i => $"{i}")];
        engine.Source.AliveById.UnionWith(many);
        for (int i = 0; i < 120; i++)
        {
            engine.Inbox.Add(many[i]);
        }

        engine.Inbox.Add(many);

        await RunAsync(engine);

        Assert.Equal([100, 20, 100, 100, 50], engine.Source.ByIdReads);
        Assert.Equal(3, engine.Inbox.Settled.Count);
        Assert.Equal(250, engine.Store.Mirror.Count);
    }

    [Fact]
    public async Task A_record_that_cannot_be_found_yet_is_looked_for_again_and_never_deleted_for_it()
    {
        await using var engine = new EngineFixture();
        engine.Store.Mirror["1"] = "before";
        InboxItem item = engine.Inbox.Add("1");
        List<double> waits = [];

        while (engine.Inbox.Now(item).Status == InboxStatus.Pending)
        {
            await RunAsync(engine);
            TimeSpan wait = engine.Inbox.Now(item).NextAttemptAt - engine.Time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                waits.Add(wait.TotalSeconds);
                engine.Time.Advance(wait);
            }
        }

        Assert.Equal([2, 2, 4, 8, 16, 32, 64, 128, 256], waits);
        Assert.Equal(new { Status = InboxStatus.Processed, Attempts = 0, Note = "The vendor does not show a record yet." }, new { engine.Inbox.Now(item).Status, engine.Inbox.Now(item).Attempts, engine.Inbox.Now(item).Note }!);
        Assert.Equal("before", engine.Store.Mirror["1"]);
    }

    [Fact]
    public async Task A_record_older_than_its_webhook_is_stored_and_looked_for_again()
    {
        await using var engine = new EngineFixture();
        engine.Source.AliveById.Add("1");
        engine.Source.StampById = engine.Time.GetUtcNow() - TimeSpan.FromSeconds(31);
        InboxItem item = engine.Inbox.Add("1");

        await RunAsync(engine);
        Assert.Equal((InboxStatus.Pending, "The vendor's record is older than the webhook."), (engine.Inbox.Now(item).Status, engine.Inbox.Now(item).Note));
        Assert.Equal("alive", engine.Store.Mirror["1"]);

        engine.Time.Advance(TimeSpan.FromSeconds(2));
        engine.Source.StampById = engine.Time.GetUtcNow() - TimeSpan.FromSeconds(32);
        await RunAsync(engine);
        Assert.Equal((InboxStatus.Processed, null), (engine.Inbox.Now(item).Status, engine.Inbox.Now(item).Note));
    }

    [Fact]
    public async Task A_deleted_record_is_asked_for_and_one_that_is_still_there_is_not_believed_to_be_gone()
    {
        await using var engine = new EngineFixture();
        (engine.Store.Mirror["1"], engine.Store.Mirror["2"]) = ("before", "before");
        engine.Source.AliveById.Add("2");
        InboxItem gone = engine.Inbox.Add(isDelete: true, attempts: 0, "1");
        InboxItem there = engine.Inbox.Add(isDelete: true, attempts: 0, "2");
        InboxItem late = engine.Inbox.Add("1");

        await RunAsync(engine);

        Assert.Equal(["2=alive"], engine.Store.Mirror.Select(static m => $"{m.Key}={m.Value}"));
        Assert.Equal(
            [(InboxStatus.Processed, null), (InboxStatus.Pending, "The vendor still has a record that it said was deleted."), (InboxStatus.Pending, "The vendor does not show a record yet.")],
            ((InboxItem[])[gone, there, late]).Select(engine.Inbox.Now).Select(static i => (i.Status, i.Note)));
    }

    [Fact]
    public async Task A_record_that_cannot_be_mapped_is_a_reject_and_its_neighbours_are_stored()
    {
        await using var engine = new EngineFixture();
        engine.Source.AliveById.UnionWith(["1", "!2"]);
        engine.Inbox.Add("1");
        engine.Inbox.Add("2");

        await RunAsync(engine);

        Assert.Equal(["1"], engine.Store.Mirror.Keys);
        Assert.All(engine.Inbox.Items, static i => Assert.Equal(InboxStatus.Processed, i.Status));
        Assert.Equal(SyncOutcome.Partial, Assert.Single(engine.Store.Completed).Outcome);
    }

    [Fact]
    public async Task A_429_and_a_refused_credential_are_waits_that_lose_no_attempt()
    {
        await using var engine = new EngineFixture();
        InboxItem item = engine.Inbox.Add("1");
        engine.Source.OnReadByIds = static _ => throw new IntegrationRateLimitException("Slow down.", new ErrorContext { RetryAfter = TimeSpan.FromSeconds(40) });

        await RunAsync(engine);
        Assert.Equal((InboxStatus.Pending, 0, engine.Time.GetUtcNow().AddSeconds(40)), (engine.Inbox.Now(item).Status, engine.Inbox.Now(item).Attempts, engine.Inbox.Now(item).NextAttemptAt));
        Assert.True(Assert.Single(engine.Store.Failed).IsWait);

        engine.Time.Advance(TimeSpan.FromSeconds(40));
        engine.Source.OnReadByIds = static _ => throw new IntegrationAuthenticationException("Refused.", new ErrorContext());
        await RunAsync(engine);
        Assert.Equal((InboxStatus.Pending, 0, engine.Time.GetUtcNow()), (engine.Inbox.Now(item).Status, engine.Inbox.Now(item).Attempts, engine.Inbox.Now(item).NextAttemptAt));
        Assert.Equal(AccountStatus.ReauthRequired, engine.Store.Failed[^1].AccountStatus);
    }

    [Fact]
    public async Task A_poison_record_is_given_up_alone_and_its_neighbours_are_stored()
    {
        await using var engine = new EngineFixture(configure: static s => s.Configure<InboxOptions>(static o => o.MaxAttempts = 3));
        engine.Source.AliveById.UnionWith(["1", "2", "3"]);
        engine.Source.OnReadByIds = static ids => _ = ids.Contains(new VendorId("2")) ? throw new IntegrationUnavailableException("Broken.", new ErrorContext()) : 0;
        using MetricCollector<long> outcomes = engine.Collect(IntegrationTelemetry.Webhooks);
        InboxItem[] items = [engine.Inbox.Add("1"), engine.Inbox.Add("2"), engine.Inbox.Add("3")];
        List<double> waits = [];

        for (int i = 0; i < 3; i++)
        {
            await RunAsync(engine);
            TimeSpan wait = engine.Inbox.Now(items[1]).NextAttemptAt - engine.Time.GetUtcNow();
            waits.Add(wait.TotalSeconds);
            engine.Time.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }

        Assert.Equal([(InboxStatus.Processed, 1), (InboxStatus.Dead, 3), (InboxStatus.Processed, 1)], items.Select(engine.Inbox.Now).Select(static i => (i.Status, i.Attempts)));
        Assert.Equal([5, 10, 0], waits);
        InboxSettlement dead = Assert.Single(engine.Inbox.Settled.SelectMany(static s => s), static s => s.Status == InboxStatus.Dead);
        Assert.Equal("unavailable", dead.Code);
        Assert.Contains(engine.Logs.Collector.GetSnapshot(), static r => r.Id.Id == 1032);
        Assert.Equal(
            [("dead", 1L), ("failed", 4L), ("processed", 2L)],
            outcomes.GetMeasurementSnapshot().GroupBy(static m => (string)m.Tags["outcome"]!).OrderBy(static g => g.Key).Select(static g => (g.Key, g.Sum(static m => m.Value))));
    }

    [Fact]
    public async Task An_outage_stops_after_three_calls_and_those_that_were_not_come_to_lose_no_attempt()
    {
        await using var engine = new EngineFixture();
        engine.Source.OnReadByIds = static _ => throw new IntegrationUnavailableException("Away.", new ErrorContext());
        for (int i = 0; i < 6; i++)
        {
            engine.Inbox.Add(isDelete: false, attempts: 1, $"{i}");
        }

        await RunAsync(engine);

        Assert.Equal([2, 2, 2, 1, 1, 1], engine.Inbox.Items.Select(static i => i.Attempts));
        Assert.All(engine.Inbox.Items, i => Assert.True(i.NextAttemptAt > engine.Time.GetUtcNow()));
        Assert.Equal(3, engine.Source.ByIdReads.Count);
        Assert.False(Assert.Single(engine.Store.Failed).IsWait);
    }

    [Fact]
    public async Task I2_a_worker_that_lost_its_lease_after_reading_stores_nothing()
    {
        await using var engine = new EngineFixture();
        engine.Source.AliveById.Add("1");
        engine.Source.OnReadByIds = _ => engine.Store.Fence++;
        InboxItem item = engine.Inbox.Add("1");

        await RunAsync(engine);

        Assert.Empty(engine.Store.Mirror);
        Assert.Empty(engine.Inbox.Settled);
        Assert.Equal(InboxStatus.Pending, engine.Inbox.Now(item).Status);
        Assert.Empty(engine.Store.Failed);
    }

    [Fact]
    public async Task The_hosted_worker_works_on_webhooks_and_the_time_until_they_are_stored_is_measured()
    {
        await using var engine = new EngineFixture();
        engine.Source.AliveById.Add("1");
        var stored = new TaskCompletionSource();
        engine.Inbox.OnSettled = () => stored.TrySetResult();
        using MetricCollector<double> lag = new(engine.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), IntegrationTelemetry.EngineName, IntegrationTelemetry.WebhookLag, engine.Time);
        engine.Inbox.Add("1");
        engine.Time.Advance(TimeSpan.FromSeconds(3));

        await engine.Worker.StartAsync(TestContext.Current.CancellationToken);
        await stored.Task.WaitAsync(TestContext.Current.CancellationToken);
        await engine.Worker.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(InboxStatus.Processed, engine.Inbox.Items[0].Status);
        Assert.Equal([3d], lag.GetMeasurementSnapshot().Select(static m => m.Value));
        Assert.Equal(1, engine.Inbox.Skips);
    }

    [Fact]
    public async Task Processed_webhooks_are_removed_when_their_time_is_over()
    {
        await using var engine = new EngineFixture();
        InboxRetention chore = ActivatorUtilities.CreateInstance<InboxRetention>(engine.Services);

        await chore.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([engine.Time.GetUtcNow().AddDays(-30), engine.Time.GetUtcNow().AddDays(-30)], engine.Inbox.Removals);
    }

    private static async Task RunAsync(EngineFixture engine) =>
        await engine.Services.GetRequiredService<InboxRunner>().RunAsync(engine.Inbox.Claim(), default, TestContext.Current.CancellationToken);
}
