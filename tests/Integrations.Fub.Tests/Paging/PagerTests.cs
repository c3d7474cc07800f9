using System.Text;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub.Tests;

public sealed class PagerTests
{
    private const string Host = "api.followupboss.com";

    [Fact]
    public void The_token_is_taken_before_offset_arithmetic()
    {
        ListPage<FubCall> page = Read("""{"_metadata":{"offset":0,"limit":2,"total":5,"next":"tok"},"calls":[{"id":2},{"id":1}]}""", new FubAsk { Limit = 2 });

        Assert.Equal(("tok", true, 2), (page.NextToken, page.HasMore, page.Records.Count));
    }

    [Theory]
    [InlineData("5", 0, true)]
    [InlineData("\"5\"", 0, true)]
    [InlineData("2", 0, false)]
    [InlineData("5", 3, false)]
    public void Without_a_token_rows_are_left_while_offset_and_count_are_below_the_total(string total, int offset, bool hasMore)
    {
        ListPage<FubCall> page = Read(
            $$"""{"_metadata":{"offset":{{offset}},"limit":2,"total":{{total}} },"calls":[{"id":2},{"id":1}]}""",
            new FubAsk { Limit = 2, Offset = offset == 0 ? null : offset });

        Assert.Equal(hasMore, page.HasMore);
        Assert.Null(page.NextToken);
    }

    [Fact]
    public void A_page_read_by_token_that_brings_no_further_token_is_the_last() =>
        Assert.False(Read("""{"_metadata":{"total":500},"calls":[{"id":1}]}""", new FubAsk { Limit = 1, Next = "a" }).HasMore);

    [Fact]
    public void An_empty_array_ends_the_read_even_under_a_token() =>
        Assert.False(Read("""{"_metadata":{"total":500,"next":"again"},"calls":[]}""", new FubAsk { Limit = 100, Next = "a" }).HasMore);

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Without_metadata_a_full_page_may_have_more(int limit, bool hasMore)
    {
        ListPage<FubCall> page = Read("""{"calls":[{"id":2},{"id":1}]}""", new FubAsk { Limit = limit });

        Assert.Equal(hasMore, page.HasMore);
    }

    [Theory]
    [InlineData("""{"_metadata":{"collection":"CALLS","total":1},"Calls":[{"id":1}]}""")]
    [InlineData("""{"_metadata":{"collection":"calls"},"callLog":[{"id":1}]}""")]
    [InlineData("""{"_metadata":[],"calls":[{"id":1}]}""")]
    [InlineData("""{"calls":[{"id":1}],"_metadata":{"total":1},"warnings":[1]}""")]
    public void The_array_is_found_by_its_name_in_any_casing_or_as_the_only_one(string json) => Assert.Equal(1, Assert.Single(Page(json).Items).Id);

    [Theory]
    [InlineData("""{"_metadata":{},"a":[],"b":[]}""")]
    [InlineData("""{"errorMessage":"x"}""")]
    [InlineData("""<html>""")]
    [InlineData("""{"calls":[{"id":1},{"id":""")]
    [InlineData("")]
    public void A_page_without_its_array_or_cut_off_is_a_protocol_error(string json) => Assert.Throws<IntegrationProtocolException>(() => Page(json));

    [Theory]
    [InlineData("https://api.followupboss.com/v1/calls?limit=2&&next=tok%3D", "tok=")]
    [InlineData("https:\\/\\/api.followupboss.com\\/v1\\/calls?next=tok", "tok")]
    [InlineData("https://evil.example.com/v1/calls?next=tok", null)]
    [InlineData("not a link", null)]
    public void A_next_link_is_followed_only_to_the_vendors_own_host(string link, string? token) =>
        Assert.Equal(token, Page($$"""{"_metadata":{"nextLink":"{{link}}"},"calls":[]}""").Next);

    [Fact]
    public async Task The_wall_is_a_fact_and_a_token_that_is_refused_is_another()
    {
        ListPage<FubCall> wall = await ReadAsync(new FubAsk { Offset = 2000 }, "deep_pagination");
        ListPage<FubCall> token = await ReadAsync(new FubAsk { Next = "old" }, null);

        Assert.True(wall.IsOffsetRefused);
        Assert.True(token.IsTokenRefused);
        await Assert.ThrowsAsync<IntegrationValidationException>(() => ReadAsync(new FubAsk(), "filter_required"));
    }

    [Fact]
    public async Task A_sweep_by_offset_that_meets_the_wall_fails_with_words_and_one_that_is_given_a_token_passes_it()
    {
        await using var server = new FubServer { Options = static o => o.PageSize = 2 };
        server
            .Expect("groups?limit=2", FubServer.Page("groups", """{"id":4},{"id":3}""", total: 4))
            .Expect("groups?limit=2&offset=1", """{"errorMessage": "Deep pagination disabled, use 'nextLink' url."}""", 400);

        IntegrationException error = await Assert.ThrowsAnyAsync<IntegrationException>(() => SourceTests.ReadAsync(server, "groups", SyncMode.Full));

        Assert.Contains("offset", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_list_by_offset_is_stitched_by_shared_rows_and_brings_each_once()
    {
        await using var server = new FubServer { Options = static o => o.PageSize = 2 };
        server
            .Expect("groups?limit=2", FubServer.Page("groups", """{"id":3},{"id":2}""", total: 3, limit: 2))
            .Expect("groups?limit=2&offset=1", FubServer.Page("groups", """{"id":2},{"id":1}""", total: 3, offset: 1, limit: 2));

        List<SyncPage> pages = await SourceTests.ReadAsync(server, "groups", SyncMode.Full);

        Assert.Equal(["3", "2", "1"], pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
    }

    [Fact]
    public async Task A_token_that_repeats_its_page_ends_in_an_error_and_not_in_a_loop()
    {
        await using var server = new FubServer();
        for (int restart = 0; restart <= 8; restart++)
        {
            server
                .Expect("calls?limit=100", FubServer.Page("calls", """{"id":2}""", total: 9, next: "same"))
                .Expect("calls?limit=100&next=same", FubServer.Page("calls", """{"id":2}""", total: 9, next: "same"));
        }

        await Assert.ThrowsAnyAsync<IntegrationException>(() => SourceTests.ReadAsync(server, "calls", SyncMode.Full));
    }

    private static FubPage<FubCall> Page(string json) => FubPager.ReadPage(new ReceivedBody(Encoding.UTF8.GetBytes(json)), FubJsonContext.Default.FubCall, "calls", Host);

    private static ListPage<FubCall> Read(string json, FubAsk ask) =>
        FubPager.ReadAsync(ask, (_, _) => Task.FromResult(Page(json)), TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    private static Task<ListPage<FubCall>> ReadAsync(FubAsk ask, string? code) => FubPager.ReadAsync<FubCall>(
        ask,
        (_, _) => throw new IntegrationValidationException("refused", [], new ErrorContext { VendorCode = code, StatusCode = 400 }),
        TestContext.Current.CancellationToken);
}
