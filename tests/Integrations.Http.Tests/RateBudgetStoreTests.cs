using CsCheck;
using Integrations.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Http.Tests;

public sealed class RateBudgetStoreTests
{
    private static readonly RateScope Own = new("acme", new RowId(1), "global");
    private static readonly RateScope Other = new("acme", new RowId(2), "global");
    private static readonly RateScope System = new("acme", null, "all");

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryRateBudgetStore _store;

    public RateBudgetStoreTests() => _store = new InMemoryRateBudgetStore(_time);

    [Fact]
    public void A_scope_with_no_known_limit_is_unlimited()
    {
        RateReservation answer = Reserve(_store, [new(Own, null)], permits: 100_000);

        Assert.Equal(100_000, answer.Granted);
    }

    [Fact]
    public void I12_no_more_is_granted_than_the_allowance_until_the_first_grant_leaves_the_window()
    {
        Assert.Equal(4, Reserve(_store, [Limited(Own, 10)], permits: 4).Granted);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(6, Reserve(_store, [Limited(Own, 10)], permits: 9).Granted);

        RateReservation refused = Reserve(_store, [Limited(Own, 10)]);

        Assert.Equal(0, refused.Granted);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        Assert.Equal(0, Reserve(_store, [Limited(Own, 10)]).Granted);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(4, Reserve(_store, [Limited(Own, 10)], permits: 9).Granted);
    }

    [Fact]
    public void The_margin_lengthens_the_window()
    {
        Reserve(_store, [Limited(Own, 1)], margin: 0.03);

        Assert.Equal(TimeSpan.FromSeconds(10.3), Reserve(_store, [Limited(Own, 1)], margin: 0.03).RetryAfter);
    }

    [Fact]
    public async Task I12_a_permit_whose_request_was_late_counts_from_its_answer()
    {
        Reserve(_store, [Limited(Own, 3)], permits: 2, margin: 0.03);
        _time.Advance(TimeSpan.FromSeconds(2));
        await _store.DelayAsync(new RateLateness { Scope = Own, Granted = [TimeSpan.FromSeconds(2)], CountFrom = TimeSpan.FromSeconds(0.3) }, TestContext.Current.CancellationToken);

        // One of the two leaves 10.3 s after its grant, the other a window after its answer.
        _time.Advance(TimeSpan.FromSeconds(8.3));
        Assert.Equal(2, Reserve(_store, [Limited(Own, 3)], permits: 3, margin: 0.03).Granted);
        Assert.Equal(TimeSpan.FromSeconds(1.7), Reserve(_store, [Limited(Own, 3)], margin: 0.03).RetryAfter);
    }

    [Fact]
    public async Task I12_a_permit_whose_answer_took_longer_than_a_window_counts_anew()
    {
        Reserve(_store, [Limited(Own, 1)]);
        _time.Advance(TimeSpan.FromSeconds(12));
        await _store.DelayAsync(new RateLateness { Scope = Own, Granted = [TimeSpan.FromSeconds(12)], CountFrom = TimeSpan.Zero }, TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(10), Reserve(_store, [Limited(Own, 1)]).RetryAfter);
    }

    [Fact]
    public void A_permit_counts_in_every_scope_or_in_none()
    {
        Assert.Equal(3, Reserve(_store, [Limited(Own, 10), Limited(System, 3)], permits: 5).Granted);

        RateReservation refused = Reserve(_store, [Limited(Other, 10), Limited(System, 3)], permits: 5);

        Assert.Equal(0, refused.Granted);
        Assert.Equal(1, refused.LimitedBy);
        Assert.Equal(0, refused.States[0].Used);
        Assert.Equal(7, Reserve(_store, [Limited(Own, 10)], permits: 20).Granted);
    }

    [Fact]
    public void I12_the_system_scope_bounds_all_accounts_together()
    {
        int granted = 0;
        for (int account = 1; account <= 50; account++)
        {
            granted += Reserve(_store, [Limited(new RateScope("acme", new RowId(account), "global"), 10), Limited(System, 120)], permits: 10).Granted;
        }

        Assert.Equal(120, granted);
    }

    [Fact]
    public void A_lower_limit_from_an_answer_rules_at_once()
    {
        Reserve(_store, [Limited(Own, 250)], permits: 10);

        Report(new RateReport { Scope = Own, Limit = new RateLimit(12, TimeSpan.FromSeconds(10)) });

        Assert.Equal(2, Reserve(_store, [Limited(Own, 250)], permits: 100).Granted);
    }

    [Fact]
    public void A_limit_lower_than_what_was_sent_waits_until_enough_has_left_the_window()
    {
        for (int i = 0; i < 10; i++)
        {
            Reserve(_store, [Limited(Own, 250)]);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Report(new RateReport { Scope = Own, Limit = new RateLimit(3, TimeSpan.FromSeconds(10)) });

        // The eighth of the ten, sent at 0.7 s, has to leave; now it is 1.0 s.
        Assert.Equal(TimeSpan.FromSeconds(9.7), Reserve(_store, [Limited(Own, 250)]).RetryAfter);
    }

    [Fact]
    public void A_higher_limit_from_an_answer_rules_too()
    {
        Report(new RateReport { Scope = Own, Limit = new RateLimit(250, TimeSpan.FromSeconds(10)) });

        Assert.Equal(250, Reserve(_store, [Limited(Own, 125)], permits: 1000).Granted);
    }

    [Fact]
    public void Remaining_zero_after_the_use_of_others_means_wait_until_the_window_rolls()
    {
        RateReservation mine = Reserve(_store, [Limited(Own, 250)]);

        Report(new RateReport { Scope = Own, Remaining = 0, Granted = mine.States[0] });

        RateReservation refused = Reserve(_store, [Limited(Own, 250)]);
        Assert.Equal(0, refused.Granted);
        Assert.True(refused.States[0].ForeignUse);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(250, Reserve(_store, [Limited(Own, 250)], permits: 1000).Granted);
    }

    [Fact]
    public void A_remaining_that_our_own_use_explains_holds_nothing_back()
    {
        RateReservation mine = Reserve(_store, [Limited(Own, 10)], permits: 6);

        Report(new RateReport { Scope = Own, Remaining = 4, Granted = mine.States[0] });

        Assert.Equal(4, Reserve(_store, [Limited(Own, 10)], permits: 10).Granted);
    }

    [Fact]
    public void An_answer_that_comes_late_does_not_count_our_own_later_requests_as_foreign()
    {
        RateReservation first = Reserve(_store, [Limited(Own, 10)]);
        Reserve(_store, [Limited(Own, 10)], permits: 3);

        // The vendor answers the first after all four have arrived.
        Report(new RateReport { Scope = Own, Remaining = 6, Granted = first.States[0] });

        Assert.Equal(6, Reserve(_store, [Limited(Own, 10)], permits: 10).Granted);
    }

    [Fact]
    public void Once_others_are_known_to_send_doubt_counts_as_theirs_for_a_window()
    {
        RateReservation first = Reserve(_store, [Limited(Own, 10)]);
        Report(new RateReport { Scope = Own, Remaining = 4, Granted = first.States[0] });
        _time.Advance(TimeSpan.FromSeconds(8));
        RateReservation second = Reserve(_store, [Limited(Own, 10)]);
        Reserve(_store, [Limited(Own, 10)], permits: 3);

        // Three more than we had sent: it may be our three since, it may be others.
        Report(new RateReport { Scope = Own, Remaining = 5, Granted = second.States[0] });

        Assert.Equal(2, Reserve(_store, [Limited(Own, 10)], permits: 10).Granted);
    }

    [Fact]
    public void Foreign_use_ends_as_soon_as_an_answer_shows_that_it_has()
    {
        RateReservation first = Reserve(_store, [Limited(Own, 10)]);
        Report(new RateReport { Scope = Own, Remaining = 2, Granted = first.States[0] });
        RateReservation second = Reserve(_store, [Limited(Own, 10)]);

        Report(new RateReport { Scope = Own, Remaining = 8, Granted = second.States[0] });

        Assert.Equal(8, Reserve(_store, [Limited(Own, 10)], permits: 10).Granted);
    }

    [Fact]
    public void A_block_holds_everybody_and_a_shorter_one_does_not_end_it()
    {
        Report(new RateReport { Scope = Own, BlockFor = TimeSpan.FromSeconds(30) });
        Report(new RateReport { Scope = Own, BlockFor = TimeSpan.FromSeconds(5) });

        Assert.Equal(TimeSpan.FromSeconds(30), Reserve(_store, [new(Own, null)]).RetryAfter);
        Assert.Equal(1, Reserve(_store, [new(Other, null)]).Granted);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, Reserve(_store, [new(Own, null)]).Granted);
    }

    [Fact]
    public void A_limit_of_zero_grants_nothing()
    {
        RateReservation refused = Reserve(_store, [Limited(Own, 0)]);

        Assert.Equal(0, refused.Granted);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.RetryAfter);
    }

    [Fact]
    public void I18_idle_scopes_are_forgotten()
    {
        for (int account = 0; account < 5_000; account++)
        {
            Reserve(_store, [Limited(new RateScope("acme", new RowId(account), "global"), 10)]);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(_store.Scopes, 1, 2_048);
    }

    [Fact]
    public void I12_random_histories_never_exceed_the_limit_in_any_window_and_a_refusal_names_the_right_time()
    {
        Gen.Select(Gen.Int[1, 30], Gen.Double[0, 0.1], Gen.Select(Gen.Int[0, 4_000], Gen.Int[1, 12]).Array[1, 200])
            .Sample((limit, margin, steps) =>
            {
                FakeTimeProvider time = new();
                InMemoryRateBudgetStore store = new(time);
                List<TimeSpan> sent = [];
                TimeSpan clock = TimeSpan.Zero;
                foreach ((int pause, int permits) in steps)
                {
                    time.Advance(TimeSpan.FromMilliseconds(pause));
                    clock += TimeSpan.FromMilliseconds(pause);
                    RateReservation answer = Reserve(store, [Limited(Own, limit)], permits, margin);
                    sent.AddRange(Enumerable.Repeat(clock, answer.Granted));
                    if (answer.Granted == 0)
                    {
                        time.Advance(answer.RetryAfter);
                        clock += answer.RetryAfter;
                        Assert.NotEqual(0, Reserve(store, [Limited(Own, limit)], 1, margin).Granted);
                        sent.Add(clock);
                    }
                }

                // Any limit+1 permits in a row span more than the window.
                for (int i = limit; i < sent.Count; i++)
                {
                    Assert.True(sent[i] - sent[i - limit] >= TimeSpan.FromSeconds(10), $"{limit + 1} permits within {sent[i] - sent[i - limit]}");
                }
            }, iter: 2_000);
    }

    private static RateScopeDemand Limited(RateScope scope, int permits) => new(scope, new RateLimit(permits, TimeSpan.FromSeconds(10)));

    private static RateReservation Reserve(InMemoryRateBudgetStore store, IReadOnlyList<RateScopeDemand> scopes, int permits = 1, double margin = 0)
    {
        Task<RateReservation> answer = store.ReserveAsync(new RateReservationRequest { Scopes = scopes, Permits = permits, Margin = margin }).AsTask();
        Assert.True(answer.IsCompletedSuccessfully);
        return answer.GetAwaiter().GetResult();
    }

    private void Report(RateReport report) => Assert.True(_store.ReportAsync(report).AsTask().IsCompletedSuccessfully);
}
