using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine.Tests;

public sealed class ChoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chore_runs_at_once_and_then_after_its_interval()
    {
        var chore = new Chore();
        await using EngineFixture engine = Engine(chore);
        DateTimeOffset first = engine.Time.GetUtcNow();

        await engine.Worker.StartAsync(Token);
        await chore.Ran.WaitAsync(Token);
        await UntilAsync(engine, () => engine.Chores.Ended.Count == 1, TimeSpan.Zero);

        Assert.Equal(("tidy", first + chore.Interval, null), engine.Chores.Ended[0]);
        await UntilAsync(engine, () => chore.Runs == 2, TimeSpan.FromSeconds(10));

        // The clock may run on before the look that finds it due, so that it may be later than asked, never earlier.
        Assert.True(engine.Time.GetUtcNow() - first >= chore.Interval);
        await engine.Worker.StopAsync(Token);
    }

    [Fact]
    public async Task I8_a_chore_that_fails_is_tried_again_sooner_and_ever_later()
    {
        var chore = new Chore { OnRun = static _ => throw new IntegrationUnavailableException("The vendor is away.") };
        await using EngineFixture engine = Engine(chore);
        engine.Chores.Failures = 2;
        DateTimeOffset now = engine.Time.GetUtcNow();

        await engine.Worker.StartAsync(Token);
        await UntilAsync(engine, () => engine.Chores.Ended.Count == 1, TimeSpan.Zero);
        await engine.Worker.StopAsync(Token);

        Assert.Equal(("tidy", now + TimeSpan.FromSeconds(20), "The vendor is away."), engine.Chores.Ended[0]);
        Assert.Contains(engine.Logs.Collector.GetSnapshot(), static r => r.Id.Id == 1011);
    }

    [Fact]
    public async Task A_chore_that_fails_never_waits_longer_than_its_interval()
    {
        var chore = new Chore { Interval = TimeSpan.FromSeconds(3), OnRun = static _ => throw new InvalidOperationException("Tidy") };
        await using EngineFixture engine = Engine(chore);
        DateTimeOffset now = engine.Time.GetUtcNow();

        await engine.Worker.StartAsync(Token);
        await UntilAsync(engine, () => engine.Chores.Ended.Count == 1, TimeSpan.Zero);
        await engine.Worker.StopAsync(Token);

        Assert.Equal(now + chore.Interval, engine.Chores.Ended[0].NextRunAt);
        Assert.DoesNotContain("Tidy", engine.Chores.Ended[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_stops_gives_its_chores_back()
    {
        var chore = new Chore { OnRun = static ct => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct) };
        await using EngineFixture engine = Engine(chore);

        await engine.Worker.StartAsync(Token);
        await chore.Ran.WaitAsync(Token);
        await engine.Worker.StopAsync(Token);

        Assert.Equal(["tidy"], engine.Chores.Released);
        Assert.Empty(engine.Chores.Ended);
    }

    [Fact]
    public async Task I2_a_chore_whose_lease_is_lost_is_stopped_and_settles_nothing()
    {
        var chore = new Chore { OnRun = static ct => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct) };
        await using EngineFixture engine = Engine(chore);
        engine.Chores.Lost.Add("tidy");

        await engine.Worker.StartAsync(Token);
        await chore.Ran.WaitAsync(Token);
        await UntilAsync(engine, () => engine.Logs.Collector.GetSnapshot().Any(static r => r.Id.Id == 1012), TimeSpan.FromSeconds(5));
        await engine.Worker.StopAsync(Token);

        Assert.Empty(engine.Chores.Ended);
        Assert.Empty(engine.Chores.Released);
    }

    [Fact]
    public async Task A_host_without_chores_never_asks_for_them()
    {
        await using var engine = new EngineFixture();

        await engine.Worker.StartAsync(Token);
        engine.Time.Advance(TimeSpan.FromHours(1));
        await engine.Worker.StopAsync(Token);

        Assert.Equal(0, engine.Chores.Looks);
    }

    private static EngineFixture Engine(Chore chore)
    {
        var engine = new EngineFixture(configure: services => services.AddSingleton<IPeriodicChore>(chore));
        engine.Chores.Now = engine.Time.GetUtcNow;
        return engine;
    }

    private static async Task UntilAsync(EngineFixture engine, Func<bool> condition, TimeSpan step)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            engine.Time.Advance(step);
            await Task.Yield();
        }
    }

    private sealed class Chore : IPeriodicChore
    {
        public SemaphoreSlim Ran { get; } = new(0);

        public int Runs { get; private set; }

        public Func<CancellationToken, Task> OnRun { get; init; } = static _ => Task.CompletedTask;

        public string Name => "tidy";

        public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            Runs++;
            Ran.Release();
            await OnRun(cancellationToken);
        }
    }
}
