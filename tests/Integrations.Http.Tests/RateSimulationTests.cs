using Integrations.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Http.Tests;

/// <summary>A vendor that counts arrivals, several clients with varying ways to it, and the store between them. One thread, one clock, a seed: the same run each time.</summary>
public sealed class RateSimulationTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(250, 40, 1)]
    [InlineData(20, 6, 2)]
    [InlineData(10, 3, 3)]
    [InlineData(125, 60, 4)]
    public void I12_a_vendor_that_counts_by_arrival_almost_never_answers_429_and_the_allowance_is_used(int limit, int clients, int seed)
    {
        Outcome outcome = Run(limit, clients, seed, foreign: 0);

        Assert.True(outcome.Throttled <= outcome.Sent * 0.001, $"{outcome.Throttled} of {outcome.Sent} were answered 429");
        Assert.True(outcome.Share >= 0.95, $"only {outcome.Share:P1} of the allowance was used");
    }

    [Fact]
    public void I12_requests_that_are_late_at_the_vendor_are_counted_when_they_arrive()
    {
        Outcome outcome = Run(limit: 250, clients: 120, seed: 6, foreign: 0, jam: TimeSpan.FromSeconds(2.5));

        Assert.Equal(0, outcome.Throttled);
        Assert.True(outcome.Share >= 0.8, $"only {outcome.Share:P1} of the allowance was used");
    }

    [Fact]
    public void What_others_use_with_the_same_credential_is_mostly_left_to_them()
    {
        // Twenty requests under way and others sending at the same time: nobody can know what arrives first, so a few answers 429 remain.
        Outcome outcome = Run(limit: 100, clients: 20, seed: 5, foreign: 30);

        Assert.True(outcome.Throttled <= outcome.Sent * 0.07, $"{outcome.Throttled} of {outcome.Sent} were answered 429");
        Assert.True(outcome.Share >= 0.6, $"only {outcome.Share:P1} of the allowance was used, others took 30 %");
    }

    /// <param name="limit">Requests in a window.</param>
    /// <param name="clients">Requests under way at most.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="foreign">Requests of others in a window.</param>
    /// <param name="jam">What the way to the vendor takes more in one minute of two.</param>
    private static Outcome Run(int limit, int clients, int seed, int foreign, TimeSpan jam = default)
    {
        double margin = new VendorHttpOptions().RateMargin;
        Random random = new(seed);
        FakeTimeProvider time = new();
        InMemoryRateBudgetStore store = new(time);
        RateScope scope = new("acme", new RowId(1), "global");
        RateScopeDemand[] demand = [new(scope, new RateLimit(limit, Window))];
        PriorityQueue<Action<TimeSpan>, TimeSpan> events = new();
        Queue<TimeSpan> arrivals = new();
        TimeSpan now = TimeSpan.Zero;
        TimeSpan end = TimeSpan.FromMinutes(20);
        int sent = 0;
        int throttled = 0;

        for (int i = 0; i < clients; i++)
        {
            events.Enqueue(Send, TimeSpan.Zero);
        }

        for (int i = 0; foreign > 0 && i < foreign * end / Window; i++)
        {
            events.Enqueue(at => Arrive(at), Window / foreign * i);
        }

        while (events.TryDequeue(out Action<TimeSpan>? next, out TimeSpan at) && at < end)
        {
            time.Advance(at - now);
            now = at;
            next(at);
        }

        return new Outcome(sent, throttled, sent / (limit * (end / Window)));

        void Send(TimeSpan at)
        {
            RateReservation answer = store.ReserveAsync(new RateReservationRequest { Scopes = demand, Margin = margin }).AsTask().GetAwaiter().GetResult();
            if (answer.Granted == 0)
            {
                events.Enqueue(Send, at + answer.RetryAfter);
                return;
            }

            sent++;
            TimeSpan there = Way() + (at.Minutes % 2 == 0 ? jam * random.NextDouble() : TimeSpan.Zero);
            events.Enqueue(arrived =>
            {
                (bool refused, int remaining) = Arrive(arrived);
                throttled += refused ? 1 : 0;
                events.Enqueue(
                    back =>
                    {
                        if (back - at > Window * margin)
                        {
                            store.DelayAsync(new RateLateness { Scope = scope, Granted = [back - at], CountFrom = Window * margin }).AsTask().GetAwaiter().GetResult();
                        }

                        store.ReportAsync(new RateReport
                        {
                            Scope = scope,
                            Remaining = remaining,
                            Granted = answer.States[0],
                            BlockFor = refused ? Window : null,
                        }).AsTask().GetAwaiter().GetResult();
                        Send(back);
                    },
                    arrived + Way());
            }, at + there);
        }

        (bool Refused, int Remaining) Arrive(TimeSpan at)
        {
            while (arrivals.TryPeek(out TimeSpan first) && first + Window <= at)
            {
                arrivals.Dequeue();
            }

            if (arrivals.Count >= limit)
            {
                return (true, 0);
            }

            arrivals.Enqueue(at);
            return (false, limit - arrivals.Count);
        }

        // 40 to 340 ms one way, mostly short.
        TimeSpan Way() => TimeSpan.FromMilliseconds(40 + (300 * Math.Pow(random.NextDouble(), 4)));
    }

    private sealed record Outcome(int Sent, int Throttled, double Share);
}
