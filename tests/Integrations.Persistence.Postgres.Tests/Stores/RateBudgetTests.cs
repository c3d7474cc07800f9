using CsCheck;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class RateBudgetTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(10);
    private static readonly RateScope _own = new("fub", new RowId(1), "global");
    private static readonly RateScope _other = new("fub", new RowId(2), "global");
    private static readonly RateScope _system = new("fub", null, "global");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I12_it_answers_exactly_as_the_store_in_memory_does()
    {
        Gen<Step> step = Gen.Select(
            Gen.Int[0, 11], Gen.Int[0, 4_000], Gen.Int[1, 12], Gen.Int[0, 20], static (kind, pause, permits, number) => new Step(kind, pause, permits, number));
        await Gen.Select(Gen.Int[0, 12], Gen.Bool, step.Array[1, 30]).SampleAsync(
            async (limit, wide, steps) =>
            {
                FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
                await using ServiceProvider services = await StartAsync(time);
                IRateBudgetStore stored = services.GetRequiredService<IRateBudgetStore>();
                InMemoryRateBudgetStore memory = new(time);
                RateScopeState? last = null;
                foreach (Step next in steps)
                {
                    time.Advance(TimeSpan.FromMilliseconds(next.Pause));
                    if (next.Kind < 7)
                    {
                        RateReservationRequest request = new()
                        {
                            Scopes =
                            [
                                new RateScopeDemand(next.Kind < 4 ? _own : _other, wide && next.Kind == 0 ? null : new RateLimit(limit, _window)),
                                new RateScopeDemand(_system, new RateLimit(limit * 2, _window)),
                            ],
                            Permits = next.Permits,
                            Margin = next.Kind % 2 == 0 ? 0 : 0.03,
                        };
                        RateReservation expected = await memory.ReserveAsync(request, Token);
                        RateReservation actual = await stored.ReserveAsync(request, Token);
                        Assert.Equal((expected.Granted, expected.RetryAfter, expected.LimitedBy), (actual.Granted, actual.RetryAfter, actual.LimitedBy));
                        if (expected.Granted > 0)
                        {
                            Assert.Equal(expected.States, actual.States);
                            last = next.Kind < 4 ? expected.States[0] : last;
                        }
                    }
                    else if (next.Kind > 9)
                    {
                        RateLateness late = new()
                        {
                            Scope = _own,
                            Granted = [.. Enumerable.Range(1, next.Permits).Select(i => TimeSpan.FromMilliseconds(i * next.Number * 100))],
                            CountFrom = TimeSpan.FromMilliseconds(next.Kind == 10 ? 300 : 3_000),
                        };
                        await memory.DelayAsync(late, Token);
                        await stored.DelayAsync(late, Token);
                    }
                    else
                    {
                        RateReport report = new()
                        {
                            Scope = _own,
                            Limit = next.Kind == 8 ? new RateLimit(next.Number, _window) : null,
                            Remaining = next.Kind == 7 ? next.Number / 2 : null,
                            Granted = last,
                            BlockFor = next.Kind == 9 ? TimeSpan.FromSeconds(next.Permits) : null,
                        };
                        await memory.ReportAsync(report, Token);
                        await stored.ReportAsync(report, Token);
                    }
                }
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task I12_processes_that_share_a_database_share_the_allowance()
    {
        await using ServiceProvider services = await StartAsync(TimeProvider.System);
        IRateBudgetStore[] processes = [.. Enumerable.Range(0, 4).Select(_ => new PostgresRateBudgetStore(services.GetRequiredService<PostgresDatabase>(), TimeProvider.System))];
        RateLimit limit = new(40, TimeSpan.FromHours(1));

        int[] granted = await Task.WhenAll(Enumerable.Range(0, 120).Select(async i => (await processes[i % 4].ReserveAsync(
            new RateReservationRequest { Scopes = i % 2 == 0 ? [new(_own, limit), new(_system, null)] : [new(_system, null), new(_own, limit)] }, Token)).Granted));

        Assert.Equal(40, granted.Sum());
        RateReservation refused = await processes[0].ReserveAsync(new RateReservationRequest { Scopes = [new(_own, limit)] }, Token);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_clock_that_steps_back_opens_no_window()
    {
        FakeTimeProvider ahead = new(new DateTimeOffset(2026, 3, 1, 0, 0, 5, TimeSpan.Zero));
        FakeTimeProvider behind = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using ServiceProvider services = await StartAsync(ahead);
        PostgresDatabase target = services.GetRequiredService<PostgresDatabase>();
        RateReservationRequest request = new() { Scopes = [new(_own, new RateLimit(1, _window))] };

        Assert.Equal(1, (await new PostgresRateBudgetStore(target, ahead).ReserveAsync(request, Token)).Granted);
        Assert.Equal(_window, (await new PostgresRateBudgetStore(target, behind).ReserveAsync(request, Token)).RetryAfter);
        behind.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, (await new PostgresRateBudgetStore(target, behind).ReserveAsync(request, Token)).Granted);
        ahead.Advance(_window);
        Assert.Equal(1, (await new PostgresRateBudgetStore(target, ahead).ReserveAsync(request, Token)).Granted);
    }

    [Fact]
    public async Task Nothing_asked_is_refused()
    {
        await using ServiceProvider services = await StartAsync(TimeProvider.System);
        IRateBudgetStore store = services.GetRequiredService<IRateBudgetStore>();

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.ReserveAsync(new RateReservationRequest { Scopes = [] }, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.ReserveAsync(new RateReservationRequest { Scopes = [new(_own, null)], Permits = 0 }, Token));
    }

    private async Task<ServiceProvider> StartAsync(TimeProvider time)
    {
        await database.ExecuteAsync("truncate integrations.rate_budget");

        // The budget of one process stands first, as a vendor package registers it.
        return database.Services(s => s.AddSingleton(time).AddSingleton<IRateBudgetStore, InMemoryRateBudgetStore>());
    }

    private sealed record Step(int Kind, int Pause, int Permits, int Number);
}
