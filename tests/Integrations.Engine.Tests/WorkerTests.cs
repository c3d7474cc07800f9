using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine.Tests;

public sealed class WorkerTests
{
    [Fact]
    public async Task The_worker_runs_at_most_its_parallelism_and_takes_the_next_when_one_ends()
    {
        await using var engine = new EngineFixture(workers: o => o.Parallelism = 2);
        engine.Source.Pages.Add(["1=a"]);
        int running = 0;
        int most = 0;
        var gate = new SemaphoreSlim(0);
        var started = new SemaphoreSlim(0);
        engine.Source.BeforePage = async (_, ct) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            started.Release();
            await gate.WaitAsync(ct);
            Interlocked.Decrement(ref running);
        };
        for (int i = 0; i < 6; i++)
        {
            engine.Store.Ready.Enqueue(engine.Claim());
        }

        await engine.Worker.StartAsync(TestContext.Current.CancellationToken);
        for (int i = 0; i < 6; i++)
        {
            await started.WaitAsync(TestContext.Current.CancellationToken);
            gate.Release();
        }

        await engine.Worker.StopAsync(TestContext.Current.CancellationToken);

        Assert.InRange(most, 1, 2);
        Assert.Equal(6, engine.Store.Completed.Count + engine.Store.Failed.Count);
    }

    [Fact]
    public async Task An_idle_worker_looks_less_and_less_often()
    {
        await using var engine = new EngineFixture(workers: o => (o.MinPollInterval, o.MaxPollInterval) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)));
        var claimed = new SemaphoreSlim(0);
        List<DateTimeOffset> looks = [];
        engine.Store.OnClaim = () => claimed.Release();
        await engine.Worker.StartAsync(TestContext.Current.CancellationToken);
        while (looks.Count < 5)
        {
            if (await claimed.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken))
            {
                looks.Add(engine.Time.GetUtcNow());
            }
            else
            {
                engine.Time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }
        }

        await engine.Worker.StopAsync(TestContext.Current.CancellationToken);

        // The clock may run on between a look and its wait, so that a gap may be longer than asked, never shorter.
        Assert.All(looks.Skip(1).Zip(looks).Zip([2, 4, 8, 8]), static gap => Assert.True((gap.First.First - gap.First.Second).TotalSeconds >= gap.Second - 0.1));
    }

    [Fact]
    public async Task I15_a_store_that_is_away_does_not_end_the_worker()
    {
        await using var engine = new EngineFixture();
        var done = new TaskCompletionSource();
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.BeforePage = (_, _) =>
        {
            done.TrySetResult();
            return Task.CompletedTask;
        };
        engine.Store.Fault = new IntegrationUnavailableException("no database");
        await engine.Worker.StartAsync(TestContext.Current.CancellationToken);
        engine.Time.Advance(TimeSpan.FromSeconds(30));

        engine.Store.Ready.Enqueue(engine.Claim());
        engine.Store.Fault = null;
        while (!done.Task.IsCompleted)
        {
            engine.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await engine.Worker.StopAsync(TestContext.Current.CancellationToken);
        Assert.Single(engine.Source.Requests);
    }

    [Fact]
    public async Task I2_a_heartbeat_that_does_not_find_the_lease_ends_the_run()
    {
        await using var engine = new EngineFixture();
        var lost = new TaskCompletionSource();
        var reading = new TaskCompletionSource();
        engine.Source.Pages.Add(["1=a"]);
        engine.Source.BeforePage = async (_, ct) =>
        {
            reading.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, engine.Time, ct);
            }
            finally
            {
                lost.SetResult();
            }
        };
        SyncClaim claim = engine.Claim();
        engine.Store.Ready.Enqueue(claim);
        engine.Store.Lost.Add(claim.Lease.RunId);

        await engine.Worker.StartAsync(TestContext.Current.CancellationToken);
        await reading.Task;
        while (!lost.Task.IsCompleted)
        {
            engine.Time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        await engine.Worker.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(engine.Store.Renewals >= 1);
        Assert.Empty(engine.Store.Mirror);
        Assert.Empty(engine.Store.Failed);
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        var engine = new EngineOptionsValidator().Validate(null, new EngineOptions { MaxRowsPerCommit = 0, RetryDelay = TimeSpan.Zero, SweepMaxShare = 2 });
        var worker = new WorkerOptionsValidator().Validate(null, new WorkerOptions { Parallelism = 0, LeaseDuration = TimeSpan.FromSeconds(1) });

        Assert.Contains("MaxRowsPerCommit", engine.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("SweepMaxShare", engine.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("LeaseDuration", worker.FailureMessage, StringComparison.Ordinal);
        Assert.Equal(ValidateOptionsResult.Success, new WorkerOptionsValidator().Validate(null, new WorkerOptions()));
    }
}
