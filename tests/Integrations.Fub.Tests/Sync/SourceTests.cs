using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub.Tests;

public sealed class SourceTests
{
    private const string PeopleFlags = "includeTrash=true&includeUnclaimed=true";
    private const string Keys = "fields=id,updated,lastActivity,lastText,textsReceived,textsSent&" + PeopleFlags;
    private const string All = "fields=allFields&" + PeopleFlags;
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_full_read_follows_the_token_to_the_end_and_hands_on_every_record_with_its_bytes()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&{All}", FubServer.Page("people", Person(9003) + "," + Person(9002), total: 3, next: "t1"), date: Now)
            .Expect($"people?limit=100&{All}&next=t1", FubServer.Page("people", """{"id":9001,"newField":"é"}""", total: 3), date: Now);

        List<SyncPage> pages = await ReadAsync(server, "people", SyncMode.Full);

        Assert.Equal(["9003", "9002", "9001"], pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
        Assert.Equal("""{"id":9001,"newField":"é"}""", System.Text.Encoding.UTF8.GetString(pages[1].Records[0].Raw.Span));
        Assert.Equal([false, true], pages.Select(static p => p.IsLast));
        Assert.Equal(Now, pages[0].ServerTime);
        Assert.Equal(3, pages[0].ReportedTotal);
        Assert.Equal("full-sweep", pages[0].Strategy);
        Assert.Equal(Now, StrategyState.FromCursor(pages[1].Next, FubStreams.People.Name).Watermark);
    }

    [Fact]
    public async Task A_read_that_was_cut_off_continues_at_its_page()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&{All}", FubServer.Page("people", Person(9003), total: 2, next: "t1"), date: Now)
            .Expect($"people?limit=100&{All}&next=t1", FubServer.Page("people", Person(9002), total: 2), date: Now);
        SyncCursor? cursor = null;
        await foreach (SyncPage page in server.Source("people").ReadPages(Request(SyncMode.Full), TestContext.Current.CancellationToken))
        {
            cursor = page.Next;
            break;
        }

        SyncPage rest = Assert.Single(await ReadAsync(server, "people", SyncMode.Full, cursor));

        Assert.Equal("9002", rest.Records[0].Id!.Value.Value);
        Assert.True(rest.IsLast);
    }

    [Fact]
    public async Task An_unreadable_record_keeps_its_id_and_its_page_goes_on()
    {
        await using var server = new FubServer();
        server.Expect($"people?limit=100&{All}", FubServer.Page("people", """{"id":9003,"emails":"none"},{"name":"no id"},""" + Person(9002), total: 3), date: Now);

        SyncPage page = Assert.Single(await ReadAsync(server, "people", SyncMode.Full));

        Assert.Equal(["9003", null, "9002"], page.Records.Select(static r => r.Id?.Value));
        Assert.Equal("unreadable", page.Records[0].Problem!.Code);
        MappedRecord reject = server.Source("people").Mapper.Map(page.Records[1], Fixture.Account);
        Assert.Equal("missing_id", reject.Problem!.Code);
    }

    [Fact]
    public async Task A_delta_by_the_filter_tests_it_first_and_keeps_the_verdict_for_a_day()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=1&sort=-updated&{Keys}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z"), total: 2), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-14T16:20:29Z&{Keys}", FubServer.Page("people", Person(9002), total: 1), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-16T17:00:00Z&{Keys}", FubServer.Page("people", "", total: 0), date: Now)
            .Expect($"people?limit=100&updatedAfter=2026-01-15T15:55:00Z&{All}", FubServer.Page("people", Person(9002), total: 1), date: Now);
        SyncPage first = Assert.Single(await ReadAsync(server, "people", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z")));
        Assert.Equal("updated-since", first.Strategy);

        server.Time.Advance(TimeSpan.FromHours(23));
        server.Expect($"people?limit=100&updatedAfter=2026-01-15T16:55:00Z&{All}", FubServer.Page("people", Person(9002), total: 1), date: Now);
        await ReadAsync(server, "people", SyncMode.Delta, first.Next);

        server.Time.Advance(TimeSpan.FromHours(2));
        server
            .Expect($"people?limit=1&sort=-updated&{Keys}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z"), total: 2), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-14T16:20:29Z&{Keys}", FubServer.Page("people", Person(9002), total: 1), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-16T17:00:00Z&{Keys}", FubServer.Page("people", "", total: 0), date: Now)
            .Expect($"people?limit=100&updatedAfter=2026-01-15T16:55:00Z&{All}", FubServer.Page("people", Person(9002), total: 1), date: Now);
        await ReadAsync(server, "people", SyncMode.Delta, first.Next);
    }

    [Fact]
    public async Task A_filter_that_reports_nothing_is_replaced_by_a_walk_from_the_last_changed_person_down()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=1&sort=-updated&{Keys}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z"), total: 2), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-14T16:20:29Z&{Keys}", FubServer.Page("people", "", total: 0), date: Now)
            .Expect($"people?limit=100&sort=-updated&{All}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z") + "," + Person(9001, "2026-01-15T10:00:00Z"), total: 2), date: Now);

        SyncPage page = Assert.Single(await ReadAsync(server, "people", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z")));

        Assert.Equal("sorted-walk", page.Strategy);
        Assert.Equal(2, page.Records.Count);
        Assert.Equal(SourceNote.Broken, SourceNote.Of(StrategyState.FromCursor(page.Next, FubStreams.People.Name)).Filter);
    }

    [Fact]
    public async Task A_filter_that_is_ignored_is_replaced_as_well()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=1&sort=-updated&{Keys}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z"), total: 2), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-14T16:20:29Z&{Keys}", FubServer.Page("people", Person(9002), total: 2), date: Now)
            .Expect($"people?limit=1&updatedAfter=2026-01-16T17:00:00Z&{Keys}", FubServer.Page("people", Person(9002), total: 2), date: Now)
            .Expect($"people?limit=100&sort=-updated&{All}", FubServer.Page("people", Person(9002, "2026-01-15T10:00:00Z"), total: 1), date: Now);

        SyncPage page = Assert.Single(await ReadAsync(server, "people", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z")));

        Assert.Equal("sorted-walk", page.Strategy);
    }

    [Fact]
    public async Task An_empty_answer_of_a_filter_that_worked_is_not_believed_when_a_record_has_changed()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&updatedAfter=2026-01-15T15:55:00Z&{All}", FubServer.Page("people", "", total: 0), date: Now)
            .Expect($"people?limit=1&sort=-updated&{Keys}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z"), total: 2), date: Now)
            .Expect($"people?limit=100&sort=-updated&{All}", FubServer.Page("people", Person(9002, "2026-01-15T16:20:29Z") + "," + Person(9001, "2026-01-15T10:00:00Z"), total: 2), date: Now);

        SyncPage page = Assert.Single(await ReadAsync(server, "people", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z", SourceNote.Works)));

        Assert.Equal(["9002", "9001"], page.Records.Select(static r => r.Id!.Value.Value));
    }

    [Fact]
    public async Task An_empty_answer_is_believed_when_the_newest_change_is_older()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&updatedAfter=2026-01-15T15:55:00Z&{All}", FubServer.Page("people", "", total: 0), date: Now)
            .Expect($"people?limit=1&sort=-updated&{Keys}", FubServer.Page("people", Person(9002, "2026-01-15T10:00:00Z"), total: 2), date: Now);

        SyncPage page = Assert.Single(await ReadAsync(server, "people", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z", SourceNote.Works)));

        Assert.Empty(page.Records);
        Assert.True(page.IsLast);
        Assert.Equal(Now, StrategyState.FromCursor(page.Next, FubStreams.People.Name).Watermark);
    }

    [Theory]
    [InlineData("calls", "updated-since", true)]
    [InlineData("calls", "id-tail", false)]
    [InlineData("appointments", "updated-since", true)]
    [InlineData("appointments", "id-tail", false)]
    public async Task Calls_and_appointments_use_the_filter_only_where_it_is_proven(string entity, string strategy, bool works)
    {
        await using var server = new FubServer();
        string newest = $$"""{"id":35010,"created":"2026-01-13T18:03:10Z","updated":"2026-01-13T18:03:10Z"}""";
        server
            .Expect($"{entity}?limit=1", FubServer.Page(entity, newest, total: 1), date: Now)
            .Expect($"{entity}?limit=1&updatedAfter=2026-01-12T18:03:10Z", FubServer.Page(entity, works ? newest : "", total: works ? 1 : 0), date: Now);
        if (works)
        {
            server.Expect($"{entity}?limit=1&updatedAfter=2026-01-16T17:00:00Z", FubServer.Page(entity, "", total: 0), date: Now);
            server.Expect($"{entity}?limit=100&updatedAfter=2026-01-15T15:55:00Z", FubServer.Page(entity, "", total: 0), date: Now);
            server.Expect($"{entity}?limit=1", FubServer.Page(entity, newest, total: 1), date: Now);
        }
        else
        {
            server.Expect($"{entity}?limit=100", FubServer.Page(entity, newest, total: 1), date: Now);
        }

        SyncPage page = (await ReadAsync(server, entity, SyncMode.Delta, Watermark("2026-01-15T16:00:00Z", stream: entity)))[^1];

        Assert.Equal(strategy, page.Strategy);
    }

    [Fact]
    public async Task Events_are_read_from_the_newest_down_until_known_and_older_than_the_window()
    {
        await using var server = new FubServer { Options = static o => o.TrailingWindow = TimeSpan.FromDays(2) };
        server
            .Expect("events?limit=100", FubServer.Page("events", Event(30, "2026-01-15T12:00:00Z") + "," + Event(29, "2026-01-14T12:00:00Z"), total: 6, next: "a"), date: Now)
            .Expect("events?limit=100&next=a", FubServer.Page("events", Event(20, "2026-01-10T12:00:00Z") + "," + Event(19, "2026-01-09T12:00:00Z"), total: 6, next: "b"), date: Now);
        SyncCursor cursor = (StrategyState.FromCursor(Watermark("2026-01-15T16:00:00Z", stream: "events"), FubStreams.Events.Name) with { HighestId = 29 }).ToCursor(FubStreams.Events.Name);

        List<SyncPage> pages = await ReadAsync(server, "events", SyncMode.Delta, cursor);

        Assert.Equal(["id-tail", "id-tail"], pages.Select(static p => p.Strategy));
        Assert.Equal(30, StrategyState.FromCursor(pages[^1].Next, FubStreams.Events.Name).HighestId);
    }

    [Fact]
    public async Task A_read_of_what_was_created_asks_the_filter_and_moves_no_cursor()
    {
        await using var server = new FubServer();
        server.Expect("calls?limit=100&createdAfter=2026-01-15T05:00:00Z", FubServer.Page("calls", Event(1, "2026-01-15T06:00:00Z"), total: 1), date: Now);
        SyncCursor cursor = Watermark("2026-01-14T16:00:00Z", stream: "calls");

        SyncPage page = Assert.Single(await ReadAsync(server, "calls", SyncMode.CreatedSince, cursor, new DateTimeOffset(2026, 1, 15, 5, 0, 0, TimeSpan.Zero)));

        Assert.Equal(StrategyState.FromCursor(cursor, FubStreams.Calls.Name).Watermark, StrategyState.FromCursor(page.Next, FubStreams.Calls.Name).Watermark);
    }

    [Fact]
    public async Task A_cursor_of_another_stream_fails_before_any_request()
    {
        await using var server = new FubServer();

        await Assert.ThrowsAsync<IntegrationCursorException>(() => ReadAsync(server, "people", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z", stream: "calls")));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_refused_list_of_fields_is_asked_again_with_all_fields()
    {
        await using var server = new FubServer { Options = static o => o.PeopleFields = "id,name" };
        server
            .Expect($"people?limit=100&fields=id,name&{PeopleFlags}", """{"errorMessage":"Invalid fields"}""", 400)
            .Expect($"people?limit=100&{All}", FubServer.Page("people", Person(1), total: 1), date: Now);

        Assert.Single(Assert.Single(await ReadAsync(server, "people", SyncMode.Full)).Records);
    }

    [Fact]
    public async Task Deals_know_from_their_pipelines_whether_their_stage_is_closed()
    {
        await using var server = new FubServer();
        server
            .Expect("pipelines?limit=100", FubServer.Page("pipelines", Fixture.Text("pipeline"), total: 1))
            .Expect("deals?limit=100&includeArchived=1&includeDeleted=1", FubServer.Page("deals", """{"id":1,"stageId":22},{"id":2,"stageId":21},{"id":3,"stageId":99}""", total: 3), date: Now);

        SyncPage page = Assert.Single(await ReadAsync(server, "deals", SyncMode.Delta, Watermark("2026-01-15T16:00:00Z", stream: "deals")));

        IRowMapper mapper = server.Source("deals").Mapper;
        Assert.Equal([true, false, null], page.Records.Select(r => ((FubDealRow)mapper.Map(r, Fixture.Account).Row!).ClosedStage));
    }

    [Fact]
    public async Task Deals_are_read_without_pipelines_where_the_key_may_not_read_them()
    {
        await using var server = new FubServer();
        server
            .Expect("pipelines?limit=100", """{"errorMessage": "You do not have access to this API endpoint"}""", 403)
            .Expect("deals?limit=100&includeArchived=1&includeDeleted=1", FubServer.Page("deals", """{"id":1,"stageId":22}""", total: 1), date: Now);

        Assert.Single(Assert.Single(await ReadAsync(server, "deals", SyncMode.Full)).Records);
    }

    [Fact]
    public async Task Stages_are_both_kinds_under_ids_of_their_own()
    {
        await using var server = new FubServer();
        ExpectStages(server);

        SyncPage page = Assert.Single(await ReadAsync(server, "stages", SyncMode.Full));

        Assert.Equal(["people:2", "deal:20", "deal:21", "deal:22"], page.Records.Select(static r => r.Id!.Value.Value));
        FubStageRow row = (FubStageRow)server.Source("stages").Mapper.Map(page.Records[3], Fixture.Account).Row!;
        Assert.Equal(("deal", 22, 2, true), (row.StageKind, row.StageId, row.PipelineId, row.ClosedStage));
        Assert.Equal(4, page.ReportedTotal);
    }

    [Fact]
    public async Task Stages_over_several_pages_bring_the_pipelines_with_the_last_one_also_after_a_cut()
    {
        await using var server = new FubServer { Options = static o => o.PageSize = 2 };
        server.Expect("stages?limit=2", FubServer.Page("stages", """{"id":3},{"id":2}""", total: 3, limit: 2), date: Now);
        for (int read = 0; read < 2; read++)
        {
            server
                .Expect("stages?limit=2&offset=1", FubServer.Page("stages", """{"id":2},{"id":1}""", total: 3, offset: 1, limit: 2), date: Now)
                .Expect("pipelines?limit=2", FubServer.Page("pipelines", Fixture.Text("pipeline"), total: 1, limit: 2), date: Now);
        }

        List<SyncPage> pages = await ReadAsync(server, "stages", SyncMode.Full);
        SyncPage rest = Assert.Single(await ReadAsync(server, "stages", SyncMode.Full, pages[0].Next));

        Assert.Equal(["people:3", "people:2", "people:1", "deal:20", "deal:21", "deal:22"], pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value));
        Assert.Equal([null, 6L], pages.Select(static p => p.ReportedTotal));
        Assert.Equal(["people:2", "people:1", "deal:20", "deal:21", "deal:22"], rest.Records.Select(static r => r.Id!.Value.Value));
        Assert.True(rest.IsLast);
    }

    [Fact]
    public async Task A_stage_that_is_not_reported_any_more_is_a_delete()
    {
        await using var server = new FubServer();
        ExpectStages(server);

        IReadOnlyList<SyncRecord> records = await server.Source("stages").ReadByIdsAsync(Fixture.Account, [new VendorId("deal:21"), new VendorId("people:7")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([SyncOperation.Upsert, SyncOperation.Delete], records.Select(static r => r.Operation));
    }

    [Fact]
    public async Task I7_absence_from_a_list_is_confirmed_at_the_records_own_address()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=3&id=1,2,3&{All}", FubServer.Page("people", Person(1), total: 1))
            .Expect("people/2?fields=allFields", Person(2))
            .Expect("people/3?fields=allFields", """{"errorMessage":"Person not found"}""", 404);

        IReadOnlyList<SyncRecord> records = await ReadByIdsAsync(server, "people", 1, 2, 3);

        Assert.Equal([("1", SyncOperation.Upsert), ("2", SyncOperation.Upsert), ("3", SyncOperation.Delete)], records.Select(static r => (r.Id!.Value.Value, r.Operation)));
    }

    [Fact]
    public async Task I7_a_list_that_ignores_the_ids_deletes_nothing()
    {
        await using var server = new FubServer();
        server
            .Expect("calls?limit=2&id=1,2", FubServer.Page("calls", Event(100, "2026-01-15T12:00:00Z") + "," + Event(99, "2026-01-15T11:00:00Z"), total: 4000))
            .Expect("calls/1", Event(1, "2026-01-01T12:00:00Z"))
            .Expect("calls/2", Event(2, "2026-01-01T12:00:00Z"));

        IReadOnlyList<SyncRecord> records = await ReadByIdsAsync(server, "calls", 1, 2);

        Assert.Equal([("1", SyncOperation.Upsert), ("2", SyncOperation.Upsert)], records.Select(static r => (r.Id!.Value.Value, r.Operation)));
    }

    [Fact]
    public async Task I7_a_404_that_speaks_of_the_path_deletes_nothing()
    {
        await using var server = new FubServer();
        server.Expect("events/1", """{"errorMessage": "Collection name 'Events' in the URL is not valid. Please use a correct collection name, for example 'people'."}""", 404);

        await Assert.ThrowsAsync<IntegrationProtocolException>(() => ReadByIdsAsync(server, "events", 1));
    }

    [Fact]
    public async Task Groups_have_no_address_and_are_read_whole()
    {
        await using var server = new FubServer();
        server.Expect("groups?limit=100", FubServer.Page("groups", """{"id":40},{"id":41}""", total: 2));

        IReadOnlyList<SyncRecord> records = await ReadByIdsAsync(server, "groups", 41, 7);

        Assert.Equal([SyncOperation.Upsert, SyncOperation.Delete], records.Select(static r => r.Operation));
    }

    [Theory]
    [InlineData("people", "people?limit=1&" + Keys, "people", "includeTrash=true;includeUnclaimed=true")]
    [InlineData("deals", "deals?limit=1&includeArchived=1&includeDeleted=1", "deals", "includeArchived=1;includeDeleted=1")]
    [InlineData("users", "users?limit=1&fields=allFields&includeDeleted=true", "users", "includeDeleted=true")]
    [InlineData("calls", "calls?limit=1", "calls", "")]
    [InlineData("events", "events?limit=1", "events", "")]
    [InlineData("appointments", "appointments?limit=1", "appointments", "")]
    [InlineData("groups", "groups?limit=1", "groups", "")]
    public async Task A_count_costs_one_request_and_names_its_flags(string entity, string request, string collection, string flags)
    {
        await using var server = new FubServer();
        server.Expect(request, FubServer.Page(collection, """{"id":1}""", total: 4312));
        var tally = new RequestTally();

        VendorCount? count = await server.Source(entity).CountAsync(Fixture.Account, tally, TestContext.Current.CancellationToken);

        Assert.Equal(4312, count!.Total);
        Assert.False(count.IsDerived);
        Assert.Equal(flags, string.Join(';', count.Flags.Select(static f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal)));
        Assert.Equal(1, tally.Requests);
    }

    [Fact]
    public async Task A_count_without_a_total_is_none()
    {
        await using var server = new FubServer();
        server.Expect("calls?limit=1", FubServer.Page("calls", """{"id":1}"""));

        Assert.Null(await server.Source("calls").CountAsync(Fixture.Account, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keys_are_read_with_few_fields()
    {
        await using var server = new FubServer();
        server
            .Expect($"people?limit=100&{Keys}", FubServer.Page("people", Person(2, "2026-01-15T16:20:29Z"), total: 2, next: "x"))
            .Expect($"people?limit=100&{Keys}&next=x", FubServer.Page("people", Person(1), total: 2));
        var keys = new List<SourceKey>();

        await foreach (KeyPage page in server.Source("people").ReadKeys(Fixture.Account, cancellationToken: TestContext.Current.CancellationToken))
        {
            keys.AddRange(page.Keys);
        }

        Assert.Equal([new SourceKey(new VendorId("2"), new DateTimeOffset(2026, 1, 15, 16, 20, 29, TimeSpan.Zero)), new SourceKey(new VendorId("1"), null)], keys);
    }

    [Fact]
    public async Task The_flags_for_trash_and_unclaimed_leads_can_be_switched_off()
    {
        await using var server = new FubServer
        {
            Options = static o =>
            {
                o.IncludeTrash = false;
                o.IncludeUnclaimed = false;
            },
        };
        server.Expect("people?limit=100&fields=allFields", FubServer.Page("people", Person(1), total: 1), date: Now);

        Assert.Single(await ReadAsync(server, "people", SyncMode.Full));
    }

    [Fact]
    public async Task An_identifier_that_is_none_is_refused_before_any_request()
    {
        await using var server = new FubServer();

        await Assert.ThrowsAsync<ArgumentException>(() => server.Source("people").ReadByIdsAsync(Fixture.Account, [new VendorId("x")], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Empty(server.Requests);
    }

    internal static SyncRequest Request(SyncMode mode, SyncCursor? cursor = null, DateTimeOffset? since = null) => new() { Account = Fixture.Account, Mode = mode, Cursor = cursor, Since = since };

    internal static async Task<List<SyncPage>> ReadAsync(FubServer server, string entity, SyncMode mode, SyncCursor? cursor = null, DateTimeOffset? since = null)
    {
        var pages = new List<SyncPage>();
        await foreach (SyncPage page in server.Source(entity).ReadPages(Request(mode, cursor, since), TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    internal static SyncCursor Watermark(string at, string? verdict = null, string stream = "people")
    {
        StrategyState state = StrategyState.Initial with { Watermark = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) };
        SourceNote note = SourceNote.Empty with { Filter = verdict, TestedAt = verdict is null ? null : Now };
        return note.In(state).ToCursor(new StreamName("fub", stream));
    }

    private static Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(FubServer server, string entity, params long[] ids) =>
        server.Source(entity).ReadByIdsAsync(Fixture.Account, [.. ids.Select(VendorId.From)], cancellationToken: TestContext.Current.CancellationToken);

    private static void ExpectStages(FubServer server) => server
        .Expect("stages?limit=100", FubServer.Page("stages", Fixture.Text("stage"), total: 1), date: Now)
        .Expect("pipelines?limit=100", FubServer.Page("pipelines", Fixture.Text("pipeline"), total: 1), date: Now);

    private static string Person(long id, string? updated = null) =>
        updated is null ? $$"""{"id":{{id}}}""" : $$"""{"id":{{id}},"updated":"{{updated}}"}""";

    private static string Event(long id, string created) => $$"""{"id":{{id}},"created":"{{created}}","updated":"{{created}}"}""";
}
