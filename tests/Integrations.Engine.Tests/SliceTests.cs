using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine.Tests;

public sealed class SliceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slice_does_what_is_due_in_every_lane_and_ends()
    {
        var chore = new Chore();
        var handler = new Handler();
        await using EngineFixture engine = Engine(chore, handler);
        engine.Source.Pages.Add(["1=a"]);
        engine.Store.Ready.Enqueue(engine.Claim());
        engine.Store.Ready.Enqueue(engine.Claim());
        engine.Queue.Add("mail");

        SliceResult slice = await Slice(engine).RunSliceAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(new SliceResult(4, IsDrained: true), slice);
        Assert.Equal((2, 1, 1, 1), (engine.Store.Completed.Count, engine.Queue.Settled.Count, chore.Runs, handler.Runs));
        Assert.True(engine.Store.Plans >= 1);
    }

    [Fact]
    public async Task What_one_lane_gives_another_to_do_belongs_to_the_same_slice()
    {
        var chore = new Chore();
        await using EngineFixture engine = Engine(chore, new Handler());
        chore.OnRun = _ =>
        {
            engine.Queue.Add("mail");
            return Task.CompletedTask;
        };

        SliceResult slice = await Slice(engine).RunSliceAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(new SliceResult(2, IsDrained: true), slice);
        Assert.Single(engine.Queue.Settled);
    }

    [Fact]
    public async Task When_the_time_is_up_a_slice_hands_back_what_it_has()
    {
        var begun = new TaskCompletionSource();
        var chore = new Chore
        {
            OnRun = async ct =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            },
        };
        await using EngineFixture engine = Engine(chore, new Handler());

        Task<SliceResult> slice = Slice(engine).RunSliceAsync(TimeSpan.FromSeconds(30), Token);
        await begun.Task.WaitAsync(Token);
        engine.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.False((await slice).IsDrained);
        Assert.Equal(["tidy"], engine.Chores.Released);
    }

    [Fact]
    public async Task A_slice_tells_its_caller_that_the_database_is_away()
    {
        await using EngineFixture engine = Engine(new Chore(), new Handler());
        engine.Store.Fault = new IntegrationUnavailableException("The database is away.");

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => Slice(engine).RunSliceAsync(TimeSpan.FromMinutes(1), Token));
    }

    private static ISyncSlice Slice(EngineFixture engine) => engine.Services.GetRequiredService<ISyncSlice>();

    private static EngineFixture Engine(Chore chore, Handler handler)
    {
        var engine = new EngineFixture(configure: services => services.AddSingleton<IPeriodicChore>(chore).AddSingleton<IWorkHandler>(handler));
        engine.Chores.Now = engine.Time.GetUtcNow;
        return engine;
    }

    private sealed class Chore : IPeriodicChore
    {
        public int Runs { get; private set; }

        public Func<CancellationToken, Task> OnRun { get; set; } = static _ => Task.CompletedTask;

        public string Name => "tidy";

        public TimeSpan Interval => TimeSpan.FromHours(1);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            Runs++;
            return OnRun(cancellationToken);
        }
    }

    private sealed class Handler : IWorkHandler
    {
        public int Runs { get; private set; }

        public string Kind => "mail";

        public Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken)
        {
            Runs++;
            return Task.FromResult(SyncOutcome.Complete);
        }
    }
}
