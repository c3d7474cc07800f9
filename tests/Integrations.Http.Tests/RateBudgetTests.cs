using Integrations.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Http.Tests;

public sealed class RateBudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingStore _store;
    private readonly RateBudget _budget;

    public RateBudgetTests()
    {
        _store = new RecordingStore(_time);
        _budget = new RateBudget(_store, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_free_permit_comes_at_once()
    {
        Task<RateGrant> task = _budget.AcquireAsync(Demand(1, 10), Patience, Cancellation).AsTask();

        Assert.True(task.IsCompletedSuccessfully);
        Assert.Equal(TimeSpan.Zero, (await task).Waited);
    }

    [Fact]
    public async Task A_busy_reader_far_below_its_allowance_asks_the_store_seldom()
    {
        for (int i = 0; i < 1_000; i++)
        {
            await _budget.AcquireAsync(Demand(1, 100_000, margin: 0.03), Patience, Cancellation);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(_store.Calls, 1, 100);
    }

    [Fact]
    public async Task I12_permits_taken_ahead_are_not_used_late()
    {
        for (int i = 0; i < 20; i++)
        {
            await _budget.AcquireAsync(Demand(1, 100_000, margin: 0.03), Patience, Cancellation);
        }

        int calls = _store.Calls;
        _time.Advance(TimeSpan.FromMilliseconds(101));
        await _budget.AcquireAsync(Demand(1, 100_000, margin: 0.03), Patience, Cancellation);

        Assert.True(calls < 20, $"{calls} calls");
        Assert.Equal(calls + 1, _store.Calls);
    }

    [Fact]
    public async Task I12_the_use_of_permits_taken_ahead_stays_within_the_allowance()
    {
        var random = new Random(7);
        List<TimeSpan> used = [];
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < 2_000; i++)
        {
            TimeSpan asked = now;
            Task<RateGrant> task = _budget.AcquireAsync(Demand(1, 200, margin: 0.03), Patience, Cancellation).AsTask();
            while (!task.IsCompleted)
            {
                Advance(TimeSpan.FromMilliseconds(5));
                await Task.Yield();
            }

            // The clock may have gone on between the permit and the sight of it here.
            used.Add(asked + (await task).Waited);
            Advance(TimeSpan.FromMilliseconds(i / 500 % 2 == 0 ? random.Next(3) : random.Next(120)));
        }

        AssertWithin(used, 200);

        void Advance(TimeSpan step)
        {
            now += step;
            _time.Advance(step);
        }
    }

    [Fact]
    public async Task I12_permits_taken_ahead_are_thrown_away_when_the_vendor_blocks()
    {
        RateDemand demand = Demand(1, 100_000, margin: 0.03);
        for (int i = 0; i < 20; i++)
        {
            await _budget.AcquireAsync(demand, Patience, Cancellation);
        }

        int calls = _store.Calls;
        _budget.Forget(demand.Own!.Value.Scope);
        await _budget.AcquireAsync(demand, Patience, Cancellation);

        Assert.Equal(calls + 1, _store.Calls);
    }

    [Fact]
    public async Task I12_nothing_is_taken_ahead_once_half_of_the_allowance_is_used()
    {
        for (int i = 0; i < 100; i++)
        {
            await _budget.AcquireAsync(Demand(1, 100, margin: 0.03), Patience, Cancellation);
        }

        Assert.Equal(100, _store.Granted.Count);
        Assert.InRange(_store.Calls, 51, 99);
    }

    [Fact]
    public async Task I12_waiters_are_served_in_the_order_of_arrival()
    {
        List<int> order = [];
        List<Task> all = [];
        for (int i = 0; i < 30; i++)
        {
            int mine = i;
            Task<RateGrant> task = _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation).AsTask();
            all.Add(task.ContinueWith(_ => order.Add(mine), Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        }

        for (int i = 0; i < 30; i++)
        {
            while (order.Count <= i)
            {
                await Task.Yield();
            }

            Assert.Equal(i + 1, order.Count);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        await Task.WhenAll(all);
        Assert.Equal(Enumerable.Range(0, 30), order);
    }

    [Fact]
    public async Task I12_hundreds_of_waiters_never_exceed_the_allowance_and_use_all_of_it()
    {
        List<Task<RateGrant>> all = [];
        for (int account = 1; account <= 4; account++)
        {
            for (int i = 0; i < 400; i++)
            {
                all.Add(_budget.AcquireAsync(Demand(account, 30, system: 50), TimeSpan.FromHours(1), Cancellation).AsTask());
            }
        }

        await Finish(Task.WhenAll(all));

        TimeSpan took = _store.Granted[^1].At - _store.Granted[0].At + TimeSpan.FromSeconds(10);
        Assert.Equal(1600, _store.Granted.Count);
        Assert.True(1600 / (took / TimeSpan.FromSeconds(10) * 50) >= 0.95, $"it took {took}");
        AssertWithin(_store.Granted.Select(each => each.At).ToList(), 50);
        foreach (var own in _store.Granted.GroupBy(each => each.Own))
        {
            AssertWithin(own.Select(each => each.At).ToList(), 30);
        }
    }

    [Fact]
    public async Task I13_accounts_that_share_a_ceiling_take_turns()
    {
        List<Task<RateGrant>> noisy = [];
        for (int i = 0; i < 500; i++)
        {
            noisy.Add(_budget.AcquireAsync(Demand(1, 1000, system: 40), TimeSpan.FromHours(1), Cancellation).AsTask());
        }

        Task<RateGrant> quiet = _budget.AcquireAsync(Demand(2, 1000, system: 40), TimeSpan.FromHours(1), Cancellation).AsTask();

        await Finish(quiet);
        Assert.True((await quiet).Waited <= TimeSpan.FromSeconds(10.1), $"waited {(await quiet).Waited}");
        await Finish(Task.WhenAll(noisy));
    }

    [Fact]
    public async Task Two_accounts_do_not_block_each_other()
    {
        await _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation);
        Task<RateGrant> waiting = _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation).AsTask();

        for (int i = 0; i < 5; i++)
        {
            Assert.True(_budget.AcquireAsync(Demand(2, 5), Patience, Cancellation).AsTask().IsCompletedSuccessfully);
        }

        Assert.False(waiting.IsCompleted);
        await Finish(waiting);
    }

    [Fact]
    public async Task An_account_that_is_used_up_does_not_hold_others_under_the_same_ceiling()
    {
        await _budget.AcquireAsync(Demand(1, 1, system: 100), Patience, Cancellation);
        Task<RateGrant> waiting = _budget.AcquireAsync(Demand(1, 1, system: 100), Patience, Cancellation).AsTask();

        Assert.True(_budget.AcquireAsync(Demand(2, 1, system: 100), Patience, Cancellation).AsTask().IsCompletedSuccessfully);
        await Finish(waiting);
    }

    [Fact]
    public async Task A_wait_beyond_the_callers_patience_ends_at_once_with_the_time_to_wait()
    {
        await _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation);

        RateWaitException refused = await Assert.ThrowsAsync<RateWaitException>(() => _budget.AcquireAsync(Demand(1, 1), TimeSpan.FromSeconds(9), Cancellation).AsTask());

        Assert.Equal(TimeSpan.FromSeconds(10), refused.RetryAfter);
    }

    [Fact]
    public async Task A_waiter_far_behind_gives_up_when_its_patience_ends_and_those_before_it_are_served()
    {
        List<Task<RateGrant>> all = [];
        for (int i = 0; i < 5; i++)
        {
            all.Add(_budget.AcquireAsync(Demand(1, 1), TimeSpan.FromSeconds(25), Cancellation).AsTask());
        }

        await Finish(Task.WhenAll(all.Select(each => each.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default))));

        Assert.Equal([true, true, true, false, false], all.Select(each => each.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_cancelled_waiter_leaves_the_line_and_takes_no_permit()
    {
        await _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation);
        using CancellationTokenSource source = new();
        Task<RateGrant> first = _budget.AcquireAsync(Demand(1, 1), Patience, source.Token).AsTask();
        Task<RateGrant> second = _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Finish(second);
        Assert.Equal(TimeSpan.FromSeconds(10), (await second).Waited);
    }

    [Fact]
    public async Task A_store_that_is_away_fails_those_who_asked_and_not_those_who_come_later()
    {
        _store.Fault = new IOException("The database is away.");
        await Assert.ThrowsAsync<IOException>(() => _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation).AsTask());

        _store.Fault = null;

        Assert.Equal(TimeSpan.Zero, (await _budget.AcquireAsync(Demand(1, 1), Patience, Cancellation)).Waited);
    }

    [Fact]
    public async Task Those_who_wait_together_are_reserved_in_one_round_trip()
    {
        await _budget.AcquireAsync(Demand(1, 10), Patience, Cancellation);
        for (int i = 1; i < 10; i++)
        {
            await _budget.AcquireAsync(Demand(1, 10), Patience, Cancellation);
        }

        List<Task<RateGrant>> waiting = [];
        for (int i = 0; i < 10; i++)
        {
            waiting.Add(_budget.AcquireAsync(Demand(1, 10), Patience, Cancellation).AsTask());
        }

        int before = _store.Calls;
        await Finish(Task.WhenAll(waiting));

        Assert.Equal(1, _store.Calls - before);
    }

    [Fact]
    public async Task I18_nothing_is_kept_when_nobody_waits()
    {
        for (int account = 1; account <= 100; account++)
        {
            await _budget.AcquireAsync(Demand(account, 10), Patience, Cancellation);
        }

        Assert.Equal(0, _budget.Groups);
    }

    private static RateDemand Demand(long account, int limit, int? system = null, double margin = 0) => new(
        new RateScopeDemand(new RateScope("acme", new RowId(account), "global"), new RateLimit(limit, TimeSpan.FromSeconds(10))),
        system is { } ceiling ? new RateScopeDemand(new RateScope("acme", null, "all"), new RateLimit(ceiling, TimeSpan.FromSeconds(10))) : null,
        margin);

    private static void AssertWithin(List<TimeSpan> times, int limit)
    {
        for (int i = limit; i < times.Count; i++)
        {
            Assert.True(times[i] - times[i - limit] >= TimeSpan.FromSeconds(10));
        }
    }

    private async Task Finish(Task task)
    {
        for (int i = 0; i < 10_000 && !task.IsCompleted; i++)
        {
            await AcmeHost.Settle();
            if (!task.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
            }
        }

        await task;
    }
}
