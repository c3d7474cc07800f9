using System.Collections.Concurrent;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine.Tests;

public sealed class QueueLaneTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_are_handled_and_settled_with_how_they_ended()
    {
        await using EngineFixture engine = Engine(new Handler { OnItem = static (_, _) => Task.FromResult(SyncOutcome.NoWork) });
        engine.Queue.Add("mail");

        WorkResult result = Assert.Single(await SettledAsync(engine, 1));

        Assert.Equal((WorkVerdict.Done, SyncOutcome.NoWork, null), (result.Verdict, result.Outcome, result.Code));
    }

    [Fact]
    public async Task I13_the_lower_priorities_come_first_in_one_claim_of_ten_each()
    {
        await using EngineFixture engine = Engine(new Handler());
        await engine.Worker.StartAsync(Token);
        await UntilAsync(engine, () => engine.Queue.Claims.Count >= 20);
        await engine.Worker.StopAsync(Token);

        WorkPriority[] first = [.. engine.Queue.Claims.Take(20).Select(static c => c.Priorities[0])];
        Assert.Equal([16, 2, 2], new[] { WorkPriority.Urgent, WorkPriority.Normal, WorkPriority.Background }.Select(p => first.Count(f => f == p)));
        Assert.All(engine.Queue.Claims, static c => Assert.Equal(3, c.Priorities.Distinct().Count()));
    }

    [Fact]
    public async Task A_failure_is_tried_again_with_a_growing_delay_until_the_attempts_are_used_up()
    {
        await using EngineFixture engine = Engine(new Handler { OnItem = static (_, _) => throw new InvalidOperationException("Avery") });
        DateTimeOffset now = engine.Time.GetUtcNow();
        engine.Queue.Add("mail", attempt: 1);
        engine.Queue.Add("mail", attempt: 4);
        engine.Queue.Add("mail", attempt: 5);

        WorkResult[] results = [.. (await SettledAsync(engine, 3)).OrderBy(static r => r.Item.Attempt)];

        Assert.Equal([WorkVerdict.Retry, WorkVerdict.Retry, WorkVerdict.Dead], results.Select(static r => r.Verdict));
        Assert.InRange(results[0].RetryAt!.Value - now, TimeSpan.FromSeconds(3.75), TimeSpan.FromSeconds(5));
        Assert.InRange(results[1].RetryAt!.Value - now, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
        Assert.All(results, static r => Assert.Equal("internal", r.Code));
        Assert.All(results, static r => Assert.DoesNotContain("Avery", r.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_that_ends_makes_room_for_the_next_one_without_a_moment_of_waiting()
    {
        await using EngineFixture engine = Engine(new Handler(), static o => o.QueueParallelism = 1);
        for (int i = 0; i < 300_000; i++)
        {
            engine.Queue.Add("mail");
        }

        // The clock stands still: a lane that waited once would wait for ever.
        Assert.Equal(300_000, (await SettledAsync(engine, 300_000).WaitAsync(TimeSpan.FromMinutes(2), Token)).Count);
    }

    [Fact]
    public async Task I12_a_rate_limit_and_a_refused_credential_are_waits_and_what_cannot_succeed_is_given_up()
    {
        ConcurrentQueue<Exception> errors = new(
        [
            new IntegrationRateLimitException("Slow down.", new ErrorContext { RetryAfter = TimeSpan.FromSeconds(42) }),
            new IntegrationAuthenticationException("Refused."),
            new IntegrationValidationException("Wrong.", []),
        ]);
        await using EngineFixture engine = Engine(new Handler { OnItem = (_, _) => throw (errors.TryDequeue(out Exception? e) ? e : new InvalidOperationException()) }, o => o.QueueParallelism = 1);
        DateTimeOffset now = engine.Time.GetUtcNow();
        for (int i = 0; i < 3; i++)
        {
            engine.Queue.Add("mail", attempt: 5);
        }

        WorkResult[] results = [.. await SettledAsync(engine, 3)];

        Assert.Equal(
            [(WorkVerdict.Wait, "rate_limit", now.AddSeconds(42)), (WorkVerdict.Wait, "authentication", now.AddHours(1)), (WorkVerdict.Dead, "validation", (DateTimeOffset?)null)],
            results.Select(static r => (r.Verdict, r.Code, r.RetryAt)));
    }

    [Fact]
    public async Task An_item_without_a_handler_waits_for_a_process_that_has_one()
    {
        await using EngineFixture engine = Engine(new Handler());
        engine.Queue.Add("unknown");

        WorkResult result = Assert.Single(await SettledAsync(engine, 1));

        Assert.Equal((WorkVerdict.Wait, "no_handler"), (result.Verdict, result.Code));
    }

    [Fact]
    public async Task A_host_that_stops_hands_its_items_back()
    {
        var begun = new TaskCompletionSource();
        await using EngineFixture engine = Engine(new Handler
        {
            OnItem = async (_, ct) =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                return SyncOutcome.Complete;
            },
        });
        engine.Queue.Add("mail");

        await engine.Worker.StartAsync(Token);
        await begun.Task.WaitAsync(Token);
        await engine.Worker.StopAsync(Token);

        WorkResult result = Assert.Single(engine.Queue.Settled);
        Assert.Equal((WorkVerdict.Wait, "stopped", engine.Time.GetUtcNow()), (result.Verdict, result.Code, result.RetryAt));
    }

    [Fact]
    public async Task I2_an_item_whose_lease_is_lost_is_stopped_and_not_settled()
    {
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using EngineFixture engine = Engine(new Handler
        {
            OnItem = async (_, ct) =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stopped.SetResult();
                throw new OperationCanceledException(ct);
            },
        });
        engine.Queue.Lost.Add(engine.Queue.Add("mail").Id);

        await engine.Worker.StartAsync(Token);
        await begun.Task.WaitAsync(Token);
        await UntilAsync(engine, () => stopped.Task.IsCompleted);
        await engine.Worker.StopAsync(Token);

        Assert.Empty(engine.Queue.Settled);
    }

    [Fact]
    public async Task I8_what_ended_while_the_database_was_away_is_settled_when_it_is_back()
    {
        await using EngineFixture engine = Engine(new Handler());
        engine.Queue.Add("mail");
        var ended = new TaskCompletionSource();
        engine.Services.GetRequiredService<Handler>().OnItem = (_, _) =>
        {
            engine.Queue.Fault = new IntegrationUnavailableException("The database is away.");
            ended.SetResult();
            return Task.FromResult(SyncOutcome.Complete);
        };

        await engine.Worker.StartAsync(Token);
        await ended.Task.WaitAsync(Token);
        await UntilAsync(engine, () => engine.Logs.Collector.GetSnapshot().Any(static r => r.Id.Id == 1008));
        engine.Queue.Fault = null;
        await UntilAsync(engine, () => !engine.Queue.Settled.IsEmpty);
        await engine.Worker.StopAsync(Token);

        Assert.Single(engine.Queue.Settled);
    }

    [Fact]
    public async Task A_signal_wakes_an_idle_worker_at_once_and_listening_goes_on_after_a_break()
    {
        await using EngineFixture engine = Engine(new Handler());
        await engine.Worker.StartAsync(Token);
        await UntilAsync(engine, () => engine.Queue.Looks >= 2 && engine.Signals.HasListener);

        int looks = engine.Queue.Looks;
        engine.Queue.Add("mail");
        engine.Signals.Give("queue");
        while (engine.Queue.Settled.IsEmpty)
        {
            await Task.Yield();
        }

        Assert.True(engine.Queue.Looks > looks);
        engine.Signals.Break();
        await UntilAsync(engine, () => engine.Signals.Listened == 2);
        await engine.Worker.StopAsync(Token);
        Assert.Contains(engine.Logs.Collector.GetSnapshot(), static r => r.Id.Id == 1017);
    }

    [Fact]
    public async Task A_host_without_handlers_leaves_the_queue_alone()
    {
        await using var engine = new EngineFixture();
        await engine.Worker.StartAsync(Token);
        engine.Time.Advance(TimeSpan.FromMinutes(10));
        await engine.Worker.StopAsync(Token);

        Assert.Equal(0, engine.Queue.Looks);
    }

    [Fact]
    public async Task Two_handlers_of_one_kind_are_refused()
    {
        await using var engine = new EngineFixture(configure: static services => services.AddSingleton<IWorkHandler>(new Handler()).AddSingleton<IWorkHandler>(new Handler()));

        Assert.Contains("'mail'", Assert.Throws<IntegrationConfigurationException>(() => engine.Worker).Message, StringComparison.Ordinal);
    }

    private static EngineFixture Engine(Handler handler, Action<WorkerOptions>? workers = null) =>
        new(workers: workers, configure: services => services.AddSingleton(handler).AddSingleton<IWorkHandler>(handler));

    private static async Task<IReadOnlyCollection<WorkResult>> SettledAsync(EngineFixture engine, int count)
    {
        await engine.Worker.StartAsync(Token);
        while (engine.Queue.Settled.Count < count)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await engine.Worker.StopAsync(Token);
        return engine.Queue.Settled;
    }

    private static async Task UntilAsync(EngineFixture engine, Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            engine.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private sealed class Handler : IWorkHandler
    {
        public string Kind => "mail";

        public Func<WorkItem, CancellationToken, Task<SyncOutcome>> OnItem { get; set; } = static (_, _) => Task.FromResult(SyncOutcome.Complete);

        public Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken) => OnItem(item, cancellationToken);
    }
}
