using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub.Tests;

public sealed class TextMessageWalkTests
{
    private const string Keys = "fields=id,updated,lastActivity,lastText,textsReceived,textsSent&includeTrash=true&includeUnclaimed=true";
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_full_read_walks_along_people_and_skips_those_whose_counters_are_zero()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&{Keys}", FubServer.Page("people", Person(9003, 1, 0) + "," + Person(9002, 0, 0), total: 3, next: "p"), date: Now)
            .Expect("textMessages?limit=100&personId=9003", FubServer.Page("textmessages", Text(61003), total: 1), date: Now)
            .Expect($"people?limit=100&{Keys}&next=p", FubServer.Page("people", """{"id":9001}""", total: 3), date: Now)
            .Expect("textMessages?limit=100&personId=9001", FubServer.Page("textmessages", "", total: 0), date: Now);

        List<SyncPage> pages = await SourceTests.ReadAsync(server, "textMessages", SyncMode.Full);

        Assert.Equal(["61003"], pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
        Assert.Equal([true], pages.Where(static p => p.IsLast).Select(static p => p.IsLast));
        Assert.True(pages[^1].IsLast);
        Assert.Equal(Now, StrategyState.FromCursor(pages[^1].Next, FubStreams.TextMessages.Name).Watermark);
    }

    [Fact]
    public async Task Counters_that_are_not_trusted_skip_nobody_and_count_nothing()
    {
        await using var server = new FubServer { Options = static o => o.TrustTextCounters = false };
        server
            .Expect($"people?limit=100&{Keys}", FubServer.Page("people", Person(9002, 0, 0), total: 1), date: Now)
            .Expect("textMessages?limit=100&personId=9002", FubServer.Page("textmessages", Text(61003), total: 1), date: Now);

        await SourceTests.ReadAsync(server, "textMessages", SyncMode.Full);

        Assert.Null(await server.Source("textMessages").CountAsync(Fixture.Account, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task I3_a_walk_that_is_cut_off_anywhere_continues_inside_its_person(int pagesBeforeTheCut)
    {
        await using var server = new FubServer();
        ExpectPeople(server);
        server
            .Expect("textMessages?limit=100&personId=9003", FubServer.Page("textmessages", Text(61009), total: 1), date: Now)
            .Expect("textMessages?limit=100&personId=9002", FubServer.Page("textmessages", Text(61008), total: 2, next: "m"), date: Now)
            .Expect("textMessages?limit=100&personId=9002&next=m", FubServer.Page("textmessages", Text(61007), total: 2), date: Now);
        var seen = new List<string>();
        SyncCursor? cursor = null;
        bool isLast = false;
        int taken = 0;
        await foreach (SyncPage page in server.Source("textMessages").ReadPages(SourceTests.Request(SyncMode.Full), TestContext.Current.CancellationToken))
        {
            seen.AddRange(page.Records.Select(static r => r.Id!.Value.Value));
            cursor = page.Next;
            isLast = page.IsLast;
            if (++taken == pagesBeforeTheCut)
            {
                break;
            }
        }

        if (!isLast)
        {
            ExpectPeople(server);
            List<SyncPage> rest = await SourceTests.ReadAsync(server, "textMessages", SyncMode.Full, cursor);
            seen.AddRange(rest.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
            Assert.True(rest[^1].IsLast);
        }

        Assert.Equal(["61009", "61008", "61007"], seen);
    }

    [Fact]
    public async Task I3_what_other_people_answered_is_kept_when_one_person_cannot_be_read()
    {
        await using var server = new FubServer { Options = static o => o.TextMessageConcurrency = 4 };
        ExpectPeople(server);
        server
            .Expect("textMessages?limit=100&personId=9003", FubServer.Page("textmessages", Text(61009), total: 1), date: Now)
            .Expect("textMessages?limit=100&personId=9002", """{"errorMessage":"No access"}""", status: 403, date: Now);
        var pages = new List<SyncPage>();

        await Assert.ThrowsAsync<IntegrationAuthorizationException>(async () =>
        {
            await foreach (SyncPage page in server.Source("textMessages").ReadPages(SourceTests.Request(SyncMode.Full), TestContext.Current.CancellationToken))
            {
                pages.Add(page);
            }
        });

        SyncPage kept = Assert.Single(pages);
        Assert.Equal(["61009"], kept.Records.Select(static r => r.Id!.Value.Value));
        SourceNote note = SourceNote.Of(StrategyState.FromCursor(kept.Next, FubStreams.TextMessages.Name));
        Assert.Equal(["p9003"], note.Done!);
    }

    [Fact]
    public async Task A_delta_asks_for_people_with_activity_and_reads_their_messages_back_to_the_watermark()
    {
        await using var server = new FubServer();
        SyncCursor cursor = SourceTests.Watermark("2026-01-15T16:00:00Z", SourceNote.Works, "textMessages");
        server
            .Expect($"people?limit=100&lastActivityAfter=2026-01-15T15:55:00Z&{Keys}", FubServer.Page("people", Person(9003, 1, 5) + "," + Person(9002, 1, 1, "2026-01-10T00:00:00Z"), total: 2), date: Now)
            .Expect("textMessages?limit=100&personId=9003", FubServer.Page("textmessages", Text(61009, "2026-01-15T16:20:00Z"), total: 3, next: "a"), date: Now)
            .Expect("textMessages?limit=100&personId=9003&next=a", FubServer.Page("textmessages", Text(61001, "2026-01-01T00:00:00Z"), total: 3, next: "b"), date: Now);

        List<SyncPage> pages = await SourceTests.ReadAsync(server, "textMessages", SyncMode.Delta, cursor);

        Assert.Equal(["61009", "61001"], pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
        Assert.Equal(Now, StrategyState.FromCursor(pages[^1].Next, FubStreams.TextMessages.Name).Watermark);
    }

    [Fact]
    public async Task An_activity_filter_that_reports_nothing_is_replaced_by_a_walk_in_order_of_activity()
    {
        await using var server = new FubServer();
        string active = """{"id":9003,"lastActivity":"2026-01-15T16:20:00Z","textsReceived":1,"textsSent":0}""";
        string old = """{"id":9002,"lastActivity":"2026-01-01T00:00:00Z","textsReceived":1,"textsSent":0,"lastText":"2026-01-01T00:00:00Z"}""";
        server
            .Expect($"people?limit=1&sort=-lastActivity&{Keys}", FubServer.Page("people", active, total: 2), date: Now)
            .Expect($"people?limit=1&lastActivityAfter=2026-01-14T16:20:00Z&{Keys}", FubServer.Page("people", "", total: 0), date: Now)
            .Expect($"people?limit=100&sort=-lastActivity&{Keys}", FubServer.Page("people", active + "," + old, total: 2), date: Now)
            .Expect("textMessages?limit=100&personId=9003", FubServer.Page("textmessages", Text(61009, "2026-01-15T16:20:00Z"), total: 1), date: Now);

        List<SyncPage> pages = await SourceTests.ReadAsync(server, "textMessages", SyncMode.Delta, SourceTests.Watermark("2026-01-15T16:00:00Z", stream: "textMessages"));

        Assert.Single(pages.SelectMany(static p => p.Records));
    }

    [Fact]
    public async Task Number_by_number_each_number_is_read_as_receiver_and_as_sender()
    {
        await using var server = new FubServer
        {
            Options = static o =>
            {
                o.TextMessageMode = FubTextMessageMode.PerNumber;
                o.UserFields = "allFields,calling";
            },
        };
        server
            .Expect("users?limit=100&fields=allFields,calling&includeDeleted=true", FubServer.Page("users", """{"id":41,"calling":{"enabled":true,"callingPhoneNumber":"2025550199"}},{"id":42,"calling":[]}""", total: 2), date: Now)
            .Expect("textMessages?limit=100&toNumber=2025550199", FubServer.Page("textmessages", Text(61003), total: 1), date: Now)
            .Expect("textMessages?limit=100&fromNumber=2025550199", FubServer.Page("textmessages", Text(61001), total: 1), date: Now);

        List<SyncPage> pages = await SourceTests.ReadAsync(server, "textMessages", SyncMode.Full);

        Assert.Equal(["61003", "61001"], pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
    }

    [Fact]
    public async Task The_count_is_the_sum_of_the_counters_and_says_so()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&{Keys}", FubServer.Page("people", Person(9003, 1, 2), total: 2, next: "p"), date: Now)
            .Expect($"people?limit=100&{Keys}&next=p", FubServer.Page("people", Person(9002, 3, 4), total: 2), date: Now);

        VendorCount? count = await server.Source("textMessages").CountAsync(Fixture.Account, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((10, true), (count!.Total, count.IsDerived));
        Assert.Equal("true", count.Flags["includeTrash"]);
    }

    [Fact]
    public async Task Named_messages_are_read_by_their_ids()
    {
        await using var server = new FubServer();
        server
            .Expect("textMessages?limit=2&id=61001,61003", FubServer.Page("textmessages", Text(61003), total: 1))
            .Expect("textMessages/61001", """{"errorMessage":"Not found"}""", 404);

        IReadOnlyList<SyncRecord> records = await server.Source("textMessages").ReadByIdsAsync(Fixture.Account, [VendorId.From(61001), VendorId.From(61003)], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([("61003", SyncOperation.Upsert), ("61001", SyncOperation.Delete)], records.Select(static r => (r.Id!.Value.Value, r.Operation)));
    }

    private static void ExpectPeople(FubServer server) =>
        server.Expect($"people?limit=100&{Keys}", FubServer.Page("people", Person(9003, 1, 0) + "," + Person(9002, 1, 1), total: 2), date: Now);

    private static string Person(long id, int received, int sent, string? lastText = null) =>
        $$"""{"id":{{id}},"textsReceived":{{received}},"textsSent":{{sent}},"lastText":{{(lastText is null ? "null" : $"\"{lastText}\"")}}}""";

    private static string Text(long id, string created = "2026-01-15T16:20:29Z") => $$"""{"id":{{id}},"created":"{{created}}","updated":"{{created}}"}""";
}
