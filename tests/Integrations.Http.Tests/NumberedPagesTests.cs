using System.Text.Json;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integrations.Http.Tests;

public sealed class NumberedPagesTests
{
    private static readonly StreamName s_stream = new("vendor", "rows");
    private readonly List<PageNumber> _asked = [];
    private int _rows = 237;
    private int _most = 1_000;
    private int _refusedAbove = int.MaxValue;
    private Func<NumberedPage<Row>, PageNumber, NumberedPage<Row>> _bend = static (page, _) => page;

    [Fact]
    public async Task Every_row_is_read_and_pages_share_rows()
    {
        HashSet<int> seen = await ReadAsync(pageSize: 100);

        Assert.Equal(_rows, seen.Count);
        Assert.InRange(_asked.Count, 3, 4);
    }

    [Fact]
    public async Task A_size_that_is_refused_is_halved_and_the_place_in_the_list_stays()
    {
        _refusedAbove = 60;

        HashSet<int> seen = await ReadAsync(pageSize: 200);

        Assert.Equal(_rows, seen.Count);
        Assert.Equal([200, 100, 50], _asked.Take(3).Select(static p => p.Size));
        Assert.All(_asked.Skip(2), static p => Assert.InRange(p.Size, 20, 50));
    }

    [Fact]
    public async Task A_refusal_that_has_another_reason_shows()
    {
        _refusedAbove = 0;

        await Assert.ThrowsAsync<IntegrationValidationException>(() => ReadAsync(pageSize: 100));

        Assert.Equal([100, 50, 25, 20], _asked.Select(static p => p.Size));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_vendor_that_gives_fewer_rows_than_asked_for_is_read_by_its_own_size(bool saysSo)
    {
        _most = 30;
        _bend = (page, _) => saysSo ? page : page with { Size = null, Number = null };

        Assert.Equal(_rows, (await ReadAsync(pageSize: 100)).Count);
    }

    [Fact]
    public async Task A_page_number_that_is_ignored_is_an_error_and_no_end()
    {
        _bend = static (page, asked) => page with { Records = [.. Enumerable.Range(0, asked.Size).Select(Record)], HasNext = true };
        await Assert.ThrowsAsync<IntegrationProtocolException>(() => ReadAsync(pageSize: 100));

        _bend = static (page, _) => page with { Number = 0 };
        IntegrationProtocolException error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => ReadAsync(pageSize: 100));
        Assert.Contains("page 0 in place of page", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_that_changes_while_pages_are_read_neither_ends_the_read_nor_keeps_it_going()
    {
        int answers = 0;
        _bend = (page, _) => page with { Total = ++answers % 2 == 0 ? 3 : 9_999 };

        Assert.Equal(_rows, (await ReadAsync(pageSize: 50)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_word_on_further_pages_the_total_decides_or_a_page_that_is_not_full(bool hasTotal)
    {
        _bend = (page, _) => page with { HasNext = null, Total = hasTotal ? page.Total : null };

        Assert.Equal(_rows, (await ReadAsync(pageSize: 100)).Count);
    }

    [Fact]
    public async Task Rows_that_vanish_while_pages_are_read_hide_no_other()
    {
        _bend = (page, _) =>
        {
            _rows = Math.Max(200, _rows - 3);
            return page;
        };

        Assert.Superset(Enumerable.Range(0, 200).ToHashSet(), await ReadAsync(pageSize: 40));
    }

    private static CapturedRecord<Row> Record(int number) => new(JsonSerializer.SerializeToUtf8Bytes(number), null, new Row(number), null);

    private async Task<HashSet<int>> ReadAsync(int pageSize)
    {
        var walk = new ListWalk<Row>(new Services(pageSize), new AccountInfo { Ref = new AccountRef("vendor", new RowId(1)) }, s_stream)
        {
            List = (ask, token) => NumberedPages.ReadAsync(ask, AnswerAsync, token),
            Mark = static row => new RecordMark(VendorId.From(row.Number), null, null, null),
        };
        var seen = new HashSet<int>();
        await foreach (ListWalkPage<Row> page in walk.Pages(SyncMode.Full, StrategyState.Initial, since: null, TestContext.Current.CancellationToken))
        {
            seen.UnionWith(page.Page!.Items.Select(static r => r.Number));
        }

        return seen;
    }

    private Task<NumberedPage<Row>> AnswerAsync(PageNumber page, CancellationToken cancellationToken)
    {
        _asked.Add(page);
        if (page.Size > _refusedAbove)
        {
            throw new IntegrationValidationException("refused", []);
        }

        int size = Math.Min(page.Size, _most);
        int from = Math.Min(_rows, page.Number * size);
        int to = Math.Min(_rows, from + size);
        return Task.FromResult(_bend(
            new NumberedPage<Row>([.. Enumerable.Range(from, to - from).Select(Record)]) { Number = page.Number, Size = size, HasNext = to < _rows, Total = _rows }, page));
    }

    private sealed record Row(int Number);

    private sealed class Services(int pageSize) : SourceServices("vendor", null!, TimeProvider.System, NullLogger.Instance)
    {
        public override ListRules Rules => new() { PageSize = pageSize, SmallestPageSize = PageNumber.SmallestSize, Overlap = TimeSpan.FromMinutes(5) };
    }
}
