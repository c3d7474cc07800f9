namespace Integrations.Abstractions.Tests;

public sealed class PartsInTurnTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 15, 16, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(5);
    private static readonly StreamName s_stream = new("vendor", "deals");
    private static readonly string[] s_groups = ["OPEN", "CLOSED", "TERMINATED"];

    private readonly PartsInTurn _strategy = new(new UpdatedSince(s_overlap), s_groups);

    [Fact]
    public void The_lists_are_read_in_their_order_and_each_says_when_it_is_done()
    {
        StrategyStep open = _strategy.Begin(StrategyState.Initial);
        StrategyStep closed = _strategy.Advance(open.State, Page(0));
        StrategyStep terminated = _strategy.Advance(closed.State, Page(1));
        StrategyStep done = _strategy.Advance(terminated.State, Page(2));

        Assert.Equal(s_groups, new[] { open, closed, terminated }.Select(static s => s.Next!.Part));
        Assert.Equal([], open.State.PartsRead);
        Assert.Equal(["OPEN"], closed.State.PartsRead);
        Assert.Equal(s_groups, done.State.PartsRead);
        Assert.Null(done.Next);
        Assert.False(done.State.IsUnderWay);
    }

    [Fact]
    public void I3_each_list_has_its_own_watermark_and_the_stream_the_earliest_of_them()
    {
        StrategyState state = Read(StrategyState.Initial);

        Assert.Equal([0, 1, 2], s_groups.Select(name => (state.PartOf(name).Watermark!.Value - s_start).TotalMinutes));
        Assert.Equal(s_start, state.Watermark);
        Assert.Equal(s_start.AddMinutes(1) - s_overlap, _strategy.Advance(_strategy.Begin(state).State, Page(9)).Next!.ChangedSince);
    }

    [Fact]
    public void No_watermark_stands_while_a_list_was_never_read()
    {
        StrategyStep closed = _strategy.Advance(_strategy.Begin(StrategyState.Initial).State, Page(0));

        Assert.Null(closed.State.Watermark);
    }

    [Fact]
    public void A_read_goes_on_from_its_cursor_in_the_list_in_which_it_stood()
    {
        StrategyStep closed = _strategy.Advance(_strategy.Begin(StrategyState.Initial).State, Page(0));
        closed = _strategy.Advance(closed.State, Page(1, next: "tok"));

        StrategyStep resumed = _strategy.Begin(StrategyState.FromCursor(closed.State.ToCursor(s_stream), s_stream));

        Assert.Equal(("CLOSED", "tok"), (resumed.Next!.Part, resumed.Next.Token));
    }

    [Fact]
    public void A_read_of_other_lists_or_by_another_strategy_or_further_back_begins_with_the_first_list()
    {
        StrategyState known = Read(StrategyState.Initial);
        StrategyState inClosed = _strategy.Advance(_strategy.Begin(known).State, Page(10)).State;

        StrategyStep more = new PartsInTurn(new UpdatedSince(s_overlap), [.. s_groups, "ARCHIVED"]).Begin(inClosed);
        StrategyStep other = new PartsInTurn(new SortedWalk(s_overlap, 2_000), s_groups).Begin(inClosed);
        StrategyStep further = _strategy.Begin(inClosed, s_start.AddDays(-1));

        Assert.Equal(("OPEN", "OPEN", "OPEN"), (more.Next!.Part, other.Next!.Part, further.Next!.Part));
        Assert.Equal(s_start.AddMinutes(10) - s_overlap, more.Next.ChangedSince);
        Assert.Equal(s_start.AddDays(-1), further.Next.ChangedSince);
        Assert.Equal("CLOSED", _strategy.Advance(further.State, Page(20)).Next!.Part);
        Assert.Equal(s_start.AddDays(-1), _strategy.Begin(_strategy.Advance(further.State, Page(20)).State, s_start.AddDays(-1)).Next!.ChangedSince);
    }

    [Fact]
    public void A_list_that_is_new_is_read_whole_and_one_that_is_gone_is_forgotten()
    {
        var strategy = new PartsInTurn(new UpdatedSince(s_overlap), ["CLOSED", "ARCHIVED"]);
        StrategyStep step = strategy.Begin(Read(StrategyState.Initial));
        step = strategy.Advance(step.State, Page(10));

        Assert.Equal("ARCHIVED", step.Next!.Part);
        Assert.Null(step.Next.ChangedSince);
        Assert.Equal(["CLOSED", "ARCHIVED"], step.State.Parts!.Select(static p => p.Name));
    }

    [Fact]
    public void Marks_can_be_put_back_for_a_read_that_must_not_move_them()
    {
        StrategyState before = Read(StrategyState.Initial);
        StrategyState after = Read(before, minute: 60);

        StrategyState kept = after.WithMarksOf(before);

        Assert.Equal(before.Watermark, kept.Watermark);
        Assert.Equal(s_groups.Select(name => before.PartOf(name).Watermark), s_groups.Select(name => kept.PartOf(name).Watermark));
    }

    [Theory]
    [InlineData("""{"p":[{"a":"","k":{}}]}""")]
    [InlineData("""{"p":[{"a":"OPEN","k":{"p":[]}}]}""")]
    [InlineData("""{"p":[{"a":"OPEN","k":{"k":{"s":"","p":1}}}]}""")]
    [InlineData("""{"q":{"s":"updated-since","a":"OPEN"}}""")]
    [InlineData("""{"q":{"s":"updated-since","a":""},"p":[]}""")]
    public void A_damaged_cursor_is_refused(string payload) =>
        Assert.Throws<IntegrationCursorException>(() => StrategyState.FromCursor(SyncCursor.Create(s_stream, 1, payload), s_stream));

    [Fact]
    public void A_stream_has_a_list_and_none_twice()
    {
        Assert.Throws<ArgumentException>(static () => new PartsInTurn(new FullSweep(), []));
        Assert.Throws<ArgumentException>(static () => new PartsInTurn(new FullSweep(), ["OPEN", "OPEN"]));
    }

    private StrategyState Read(StrategyState state, int minute = 0)
    {
        StrategyStep step = _strategy.Begin(state);
        while (step.Next is not null)
        {
            step = _strategy.Advance(step.State, Page(minute++));
        }

        return step.State;
    }

    private static PageFacts Page(int minute, string? next = null) => new()
    {
        Records = [new RecordMark(VendorId.From(minute + 1), s_start.AddMinutes(minute), null, null)],
        Count = 1,
        HasMore = next is not null,
        NextToken = next,
        ServerTime = s_start.AddMinutes(minute),
    };
}
