using BenchmarkDotNet.Attributes;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Benchmarks;

/// <summary>What decides on requests: the cursor logic and the rate budget.</summary>
public class PlanParts
{
    private static readonly DateTimeOffset s_time = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);

    private readonly UpdatedSince _strategy = new(TimeSpan.FromMinutes(10));
    private readonly StreamName _stream = new("fub", "people");
    private readonly RateBudget _budget = new(new InMemoryRateBudgetStore(TimeProvider.System), TimeProvider.System);
    private readonly RateDemand _demand = new(
        new RateScopeDemand(new RateScope("fub", new RowId(1), "global"), new RateLimit(1_000_000_000, TimeSpan.FromSeconds(1))), Shared: null, Margin: 0);

    /// <summary>A delta of 100 pages: each step with its cursor written and read, as a run does.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public SyncCursor WalkUpdatedSince()
    {
        StrategyStep step = _strategy.Begin(new StrategyState { Watermark = s_time });
        SyncCursor cursor = step.State.ToCursor(_stream);
        for (int page = 1; page <= 100; page++)
        {
            step = _strategy.Advance(
                StrategyState.FromCursor(cursor, _stream),
                new PageFacts { Records = [], Count = 100, HasMore = page < 100, NextToken = page < 100 ? $"token{page}" : null, ServerTime = s_time });
            cursor = step.State.ToCursor(_stream);
        }

        return cursor;
    }

    /// <summary>One permit of an allowance that is not used up.</summary>
    [Benchmark]
    public async Task<TimeSpan> AcquireAsync() => (await _budget.AcquireAsync(_demand, TimeSpan.FromMinutes(1), CancellationToken.None)).Waited;
}
