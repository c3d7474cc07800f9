namespace Integrations.Abstractions.Tests;

public sealed class StrategyTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(5);
    private static readonly StrategyState s_known = new() { Watermark = s_start.AddHours(-1), HighestId = 100 };

    [Fact]
    public void I3_the_watermark_is_the_vendor_time_at_the_first_page_and_not_the_newest_stamp()
    {
        var strategy = new UpdatedSince(s_overlap);
        StrategyStep step = strategy.Begin(s_known);

        step = strategy.Advance(step.State, Page([3, 2], hasMore: true, token: "a") with { ServerTime = s_start });
        step = strategy.Advance(step.State, Page([1], stamp: s_start.AddMinutes(30)) with { ServerTime = s_start.AddHours(1) });

        Assert.Null(step.Next);
        Assert.Equal(s_start, step.State.Watermark);
        Assert.Null(step.State.Walk);
    }

    [Fact]
    public void A_first_read_has_no_floor_and_the_next_one_begins_an_overlap_before_the_watermark()
    {
        var strategy = new UpdatedSince(s_overlap);

        Assert.Null(strategy.Begin(StrategyState.Initial, s_start).Next!.ChangedSince);
        Assert.Equal(s_known.Watermark - s_overlap, strategy.Begin(s_known).Next!.ChangedSince);
    }

    [Fact]
    public void The_floor_is_lowered_and_never_raised_by_reach_back_to()
    {
        var strategy = new UpdatedSince(s_overlap);

        Assert.Equal(s_start.AddDays(-1), strategy.Begin(s_known, s_start.AddDays(-1)).Next!.ChangedSince);
        Assert.Equal(s_known.Watermark - s_overlap, strategy.Begin(s_known, s_start).Next!.ChangedSince);
    }

    [Fact]
    public void A_read_under_way_that_does_not_reach_back_far_enough_begins_anew()
    {
        var strategy = new UpdatedSince(s_overlap);
        StrategyStep step = strategy.Begin(s_known);
        step = strategy.Advance(step.State, Page([3, 2], hasMore: true, token: "a") with { ServerTime = s_start });

        Assert.Equal("a", strategy.Begin(step.State).Next!.Token);
        PageRequest anew = strategy.Begin(step.State, s_start.AddDays(-1)).Next!;

        Assert.Null(anew.Token);
        Assert.Equal(s_start.AddDays(-1), anew.ChangedSince);
    }

    [Fact]
    public void Another_strategys_read_is_dropped_and_the_watermark_kept()
    {
        var first = new UpdatedSince(s_overlap);
        StrategyStep step = first.Begin(s_known);
        step = first.Advance(step.State, Page([3, 2], hasMore: true, token: "a") with { ServerTime = s_start });

        StrategyStep sweep = new FullSweep().Begin(step.State);

        Assert.Null(sweep.Next!.Token);
        Assert.Equal(s_known.Watermark, sweep.State.Watermark);
        Assert.Throws<InvalidOperationException>(() => first.Advance(sweep.State, Page([1])));
    }

    [Fact]
    public void A_refused_token_restarts_the_read_and_keeps_its_start()
    {
        var strategy = new FullSweep();
        StrategyStep step = strategy.Begin(s_known);
        step = strategy.Advance(step.State, Page([3, 2], hasMore: true, token: "a") with { ServerTime = s_start });

        step = strategy.Advance(step.State, new PageFacts { Records = [], Count = 0, HasMore = false, IsTokenRefused = true, ServerTime = s_start.AddHours(9) });

        Assert.NotNull(step.Next);
        Assert.Null(step.Next.Token);
        step = strategy.Advance(step.State, Page([3, 2, 1]) with { ServerTime = s_start.AddHours(9) });
        Assert.Equal(s_start, step.State.Watermark);
    }

    [Fact]
    public void A_token_that_is_refused_for_ever_ends_in_a_protocol_error_and_the_next_run_begins_anew()
    {
        var strategy = new FullSweep();
        StrategyStep step = strategy.Begin(s_known);
        StrategyState stored = step.State;

        IntegrationProtocolException error = Assert.Throws<IntegrationProtocolException>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                stored = step.State;
                step = strategy.Advance(
                    step.State,
                    step.Next!.Token is null
                        ? Page([3, 2], hasMore: true, token: "a") with { ServerTime = s_start }
                        : new PageFacts { Records = [], Count = 0, HasMore = false, IsTokenRefused = true });
            }
        });

        Assert.Contains("refuses its own page token", error.Message, StringComparison.Ordinal);
        StrategyStep anew = strategy.Begin(stored);
        Assert.Null(anew.Next!.Token);
        Assert.Equal(0, anew.State.Walk!.Restarts);
        Assert.Equal(s_known.Watermark, anew.State.Watermark);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_vendor_that_pages_in_a_circle_is_not_taken_as_complete(int length)
    {
        var strategy = new UpdatedSince(s_overlap);
        StrategyStep step = strategy.Begin(s_known);
        int pages = 0;

        Assert.Throws<IntegrationProtocolException>(() =>
        {
            while (step.Next is not null)
            {
                int n = pages++ % length;
                step = strategy.Advance(step.State, Page([1000 - (2 * n), 999 - (2 * n)], hasMore: true, token: $"t{pages % length}"));
            }
        });

        Assert.InRange(pages, 2, 200);
    }

    [Fact]
    public void A_vendor_that_ignores_the_offset_is_not_taken_as_complete()
    {
        var strategy = new FullSweep();
        StrategyStep step = strategy.Begin(s_known);

        Assert.Throws<IntegrationProtocolException>(() =>
        {
            for (int i = 0; i < 1000 && step.Next is not null; i++)
            {
                step = strategy.Advance(step.State, Page([9, 8, 7, 6, 5, 4], hasMore: step.Next.Offset == 0));
            }
        });
    }

    [Fact]
    public void An_empty_page_that_says_there_is_more_is_not_taken_as_complete()
    {
        var strategy = new FullSweep();
        StrategyStep step = strategy.Begin(s_known);

        Assert.Throws<IntegrationProtocolException>(() =>
        {
            for (int i = 0; i < 1000 && step.Next is not null; i++)
            {
                step = strategy.Advance(step.State, Page([], hasMore: true));
            }
        });
    }

    [Fact]
    public void A_scroll_that_keeps_its_token_goes_on_as_long_as_its_pages_differ()
    {
        var strategy = new FullSweep();
        StrategyStep step = strategy.Begin(StrategyState.Initial);
        for (int i = 50; i > 1; i--)
        {
            step = strategy.Advance(step.State, Page([i], hasMore: true, token: "scroll") with { ServerTime = s_start });
            Assert.Equal("scroll", step.Next!.Token);
        }

        step = strategy.Advance(step.State, Page([1], token: null));

        Assert.Null(step.Next);
        Assert.Equal(50, step.State.HighestId);
        Assert.Equal(0, step.State.Walk?.Restarts ?? 0);
    }

    [Fact]
    public void Pages_by_offset_share_rows_and_a_page_that_shares_none_is_followed_by_one_further_up()
    {
        var strategy = new FullSweep();
        StrategyStep step = strategy.Begin(StrategyState.Initial);

        step = strategy.Advance(step.State, Page([20, 19, 18, 17, 16, 15, 14, 13, 12, 11], hasMore: true));
        Assert.Equal(5, step.Next!.Offset);
        step = strategy.Advance(step.State, Page([5, 4, 3, 2, 1]));
        Assert.NotNull(step.Next);
        Assert.Equal(0, step.Next.Offset);
        step = strategy.Advance(step.State, Page([14, 10, 9, 8, 7, 6, 5, 4, 3, 2], hasMore: true));
        Assert.Equal(5, step.Next!.Offset);
        step = strategy.Advance(step.State, Page([6, 5, 4, 3, 2, 1]));

        Assert.Null(step.Next);
    }

    [Fact]
    public void I3_a_sorted_walk_does_not_join_pages_within_one_second_and_sweeps_instead()
    {
        var strategy = new SortedWalk(s_overlap, 2000);
        StrategyStep step = strategy.Begin(s_known);
        Assert.Equal(PageOrder.NewestChangeFirst, step.Next!.Order);

        step = strategy.Advance(step.State, Page([1, 2, 3, 4], hasMore: true, stamp: s_start));

        Assert.Equal(PageOrder.Stable, step.Next!.Order);
        Assert.Equal(0, step.Next.Offset);
    }

    [Fact]
    public void A_sorted_walk_stops_below_its_floor()
    {
        var strategy = new SortedWalk(s_overlap, 2000);
        StrategyStep step = strategy.Begin(s_known);

        step = strategy.Advance(step.State, Facts([Mark(1, s_start), Mark(2, s_known.Watermark!.Value - s_overlap - TimeSpan.FromSeconds(1))], hasMore: true));

        Assert.Null(step.Next);
        Assert.Equal(s_start, step.State.Watermark);
    }

    [Fact]
    public void A_sorted_walk_sweeps_when_the_vendor_does_not_sort()
    {
        var strategy = new SortedWalk(s_overlap, 2000);
        StrategyStep step = strategy.Begin(s_known);

        step = strategy.Advance(step.State, Facts([Mark(1, s_start), Mark(2, s_start.AddSeconds(1))], hasMore: true));

        Assert.Equal(PageOrder.Stable, step.Next!.Order);
    }

    [Fact]
    public void A_sorted_walk_sweeps_at_the_offset_wall_whether_it_is_told_of_it_or_refused()
    {
        var told = new SortedWalk(s_overlap, 3);
        StrategyStep step = told.Begin(s_known);
        RecordMark[] marks = [.. Enumerable.Range(0, 9).Select(static i => Mark(i + 1, s_start.AddSeconds(-i)))];
        Assert.Equal(PageOrder.Stable, told.Advance(step.State, Facts(marks, hasMore: true)).Next!.Order);

        var refused = new SortedWalk(s_overlap, 2000);
        step = refused.Advance(refused.Begin(s_known).State, Facts(marks, hasMore: true));
        Assert.Equal(3, step.Next!.Offset);
        step = refused.Advance(step.State, new PageFacts { Records = [], Count = 0, HasMore = false, IsOffsetRefused = true });

        Assert.Equal(PageOrder.Stable, step.Next!.Order);
    }

    [Fact]
    public void An_offset_wall_without_tokens_is_a_protocol_error()
    {
        var strategy = new FullSweep();

        Assert.Throws<IntegrationProtocolException>(() =>
            strategy.Advance(strategy.Begin(s_known).State, new PageFacts { Records = [], Count = 0, HasMore = false, IsOffsetRefused = true }));
    }

    [Fact]
    public void An_id_tail_reads_on_past_a_record_that_is_unknown_or_young()
    {
        var strategy = new IdTail(TimeSpan.FromDays(7));
        DateTimeOffset old = s_start.AddDays(-30);

        Assert.NotNull(Next(101, old));
        Assert.NotNull(Next(99, s_start.AddDays(-6)));
        Assert.Null(Next(99, old));

        PageRequest? Next(long id, DateTimeOffset created) => strategy.Advance(
            strategy.Begin(s_known).State,
            Facts([new RecordMark(VendorId.From(id), null, created, id), new RecordMark(VendorId.From(98), null, old, 98)], hasMore: true)).Next;
    }

    [Fact]
    public void A_window_slice_is_halved_where_the_offset_is_refused()
    {
        var strategy = new WindowSlices(s_overlap, TimeSpan.FromHours(8));
        StrategyStep step = strategy.Begin(s_known);
        DateTimeOffset from = s_known.Watermark!.Value - s_overlap;
        Assert.Equal(from.AddHours(8), step.Next!.ChangedBefore);

        step = strategy.Advance(step.State, new PageFacts { Records = [], Count = 0, HasMore = false, IsOffsetRefused = true });

        Assert.Equal(from, step.Next!.ChangedSince);
        Assert.Equal(from.AddHours(4), step.Next.ChangedBefore);
    }

    [Fact]
    public void Window_slices_go_up_to_the_vendors_time()
    {
        var strategy = new WindowSlices(s_overlap, TimeSpan.FromMinutes(40));
        StrategyStep step = strategy.Begin(s_known);
        int slices = 0;
        while (step.Next is not null)
        {
            slices++;
            step = strategy.Advance(step.State, Page([]) with { ServerTime = s_start });
        }

        Assert.Equal(2, slices);
        Assert.Equal(s_start, step.State.Watermark);
    }

    [Fact]
    public void Without_the_vendors_time_the_watermark_is_the_newest_stamp_of_the_first_page_and_never_goes_back()
    {
        var strategy = new UpdatedSince(s_overlap);
        StrategyStep step = strategy.Begin(s_known);
        step = strategy.Advance(step.State, Page([3, 2], hasMore: true, token: "a", stamp: s_start) with { ServerTime = null });
        step = strategy.Advance(step.State, Page([1], stamp: s_start.AddHours(3)) with { ServerTime = null });
        Assert.Equal(s_start, step.State.Watermark);

        step = strategy.Advance(strategy.Begin(s_known).State, Page([]) with { ServerTime = null });
        Assert.Equal(s_known.Watermark, step.State.Watermark);
    }

    [Fact]
    public void A_read_of_created_records_moves_no_watermark()
    {
        var strategy = new FullSweep(createdSince: s_start);
        StrategyStep step = strategy.Begin(s_known);
        Assert.Equal(s_start, step.Next!.CreatedSince);

        step = strategy.Advance(step.State, Page([500]) with { ServerTime = s_start.AddHours(1) });

        Assert.Equal(s_known, step.State);
    }

    private static RecordMark Mark(long id, DateTimeOffset stamp) => new(VendorId.From(id), stamp, stamp, id);

    private static PageFacts Page(long[] ids, bool hasMore = false, string? token = null, DateTimeOffset? stamp = null) =>
        Facts([.. ids.Select(id => Mark(id, stamp ?? s_start))], hasMore) with { NextToken = token };

    private static PageFacts Facts(RecordMark[] marks, bool hasMore) => new() { Records = marks, Count = marks.Length, HasMore = hasMore, ServerTime = s_start };
}
