namespace Integrations.Abstractions.Tests;

public sealed class PageNumberTests
{
    [Theory]
    [InlineData(0, 100, 0, 100)]
    [InlineData(95, 100, 1, 95)]
    [InlineData(300, 100, 3, 100)]
    public void The_size_of_a_page_moves_it_to_where_it_is_wanted(int offset, int largest, int number, int size) => Assert.Equal(new PageNumber(number, size), PageNumber.At(offset, largest));

    [Fact]
    public void A_page_never_begins_behind_the_row_that_is_wanted_and_always_reaches_beyond_it()
    {
        for (int largest = PageNumber.SmallestSize; largest < 300; largest++)
        {
            for (int offset = 0; offset < 2_000; offset++)
            {
                var page = PageNumber.At(offset, largest);

                Assert.InRange(page.Offset, 0, offset);
                Assert.InRange(page.Size, 1, largest);
                Assert.True(page.Offset + page.Size > offset + 5, $"{page} of at most {largest} does not get on from {offset}.");
            }
        }
    }

    [Theory]
    [InlineData(100, 1_300)]
    [InlineData(250, 500)]
    [InlineData(500, 240)]
    public void Pages_that_share_rows_cost_few_requests_more(int largest, int most)
    {
        int pages = 0;
        for (int end = 0; end < 100_000; pages++)
        {
            var page = PageNumber.At(Math.Max(0, end - 5), largest);
            end = page.Offset + page.Size;
        }

        Assert.InRange(pages, 100_000 / largest, most);
    }

    [Fact]
    public void A_size_below_the_smallest_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(static () => PageNumber.At(7, PageNumber.SmallestSize - 1));
}
