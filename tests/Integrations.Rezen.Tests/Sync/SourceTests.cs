using System.Globalization;
using Integrations.Abstractions;
using Integrations.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>What reading reZEN must get right beyond the acceptance suite: the traps of its lists.</summary>
public sealed class SourceTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I3_a_deal_that_goes_back_to_a_group_that_was_read_is_in_the_next_delta()
    {
        await using RezenStub stub = Deals(open: [1], closed: [2]);
        stub.Before = request =>
        {
            if (request.Path.EndsWith("/CLOSED", StringComparison.Ordinal) && stub.Lists[RezenStub.Participant + "/transactions/CLOSED"].Rows is { Count: > 0 } closed)
            {
                closed.Clear();
                stub.Lists[RezenStub.Participant + "/transactions/OPEN"].Rows.Add(Deal(2, minute: 30));
            }
        };

        List<SyncPage> full = await stub.ReadAsync("transactions");
        List<SyncPage> delta = await stub.ReadAsync("transactions", SyncMode.Delta, full[^1].Next);

        Assert.Equal([Id(1)], Ids(full));
        SyncRecord moved = Assert.Single(delta.SelectMany(static p => p.Records), static r => r.Id!.Value.Value == Id(2));
        Assert.Equal("OPEN", Row<RezenTransactionRow>(stub, "transactions", moved).LifecycleGroup);
    }

    [Fact]
    public async Task A_deal_that_moves_to_another_group_has_another_hash_although_its_payload_is_the_same()
    {
        await using RezenStub stub = Deals(open: [1], closed: []);
        SyncRecord open = Assert.Single((await stub.ReadAsync("transactions")).SelectMany(static p => p.Records));
        stub.Lists[RezenStub.Participant + "/transactions/CLOSED"].Rows.AddRange(stub.Lists[RezenStub.Participant + "/transactions/OPEN"].Rows);
        stub.Lists[RezenStub.Participant + "/transactions/OPEN"].Rows.Clear();
        SyncRecord closed = Assert.Single((await stub.ReadAsync("transactions")).SelectMany(static p => p.Records));

        IRowMapper mapper = stub.Source("transactions").Mapper;
        Assert.Equal(open.Raw.ToArray(), closed.Raw.ToArray());
        Assert.NotEqual(mapper.Map(open, Fixture.Account).ContentHash.ToArray(), mapper.Map(closed, Fixture.Account).ContentHash.ToArray());
    }

    [Fact]
    public async Task A_delta_asks_for_the_detail_of_what_changed_and_of_nothing_else()
    {
        await using RezenStub stub = Deals(open: [1, 2, 3], closed: []);
        List<SyncPage> full = await stub.ReadAsync("transactions");
        stub.Now = s_start.AddHours(3);
        stub.Lists[RezenStub.Participant + "/transactions/OPEN"].Rows.Add(Deal(4, minute: 160));
        stub.Answers["arrakis/api/v1/transactions/" + Id(4)] = StubAnswer.Json(Deal(4, minute: 160));
        List<SyncPage> first = await stub.ReadAsync("transactions", SyncMode.Delta, full[^1].Next);
        stub.Asked.Clear();
        stub.Now = s_start.AddHours(6);

        List<SyncPage> quiet = await stub.ReadAsync("transactions", SyncMode.Delta, first[^1].Next);

        Assert.Equal([Id(4)], Ids(first));
        Assert.Empty(Ids(quiet));
        Assert.DoesNotContain(stub.Asked, static r => r.Path.StartsWith("/arrakis/api/v1/transactions/b7", StringComparison.Ordinal));
        Assert.All(stub.Asked, static r => Assert.Equal(("UPDATED_AT", "DESC"), (r.Query["sortBy"], r.Query["sortDirection"])));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_deal_whose_detail_may_not_be_opened_is_its_row(int status)
    {
        await using RezenStub stub = Deals(open: [1], closed: []);
        stub.Answers["arrakis/api/v1/transactions/" + Id(1)] = new StubAnswer(status, """{"com.real.commons.apierror.ApiError":{"status":403,"message":"Not authorized."}}""");

        SyncRecord record = Assert.Single((await stub.ReadAsync("transactions")).SelectMany(static p => p.Records));

        Assert.False(Row<RezenTransactionRow>(stub, "transactions", record).HasDetail);
    }

    [Fact]
    public async Task Without_detail_no_deal_is_asked_for_by_itself()
    {
        await using RezenStub stub = Deals(open: [1, 2], closed: [3]);
        stub.Options = static o => o.TransactionDetail = RezenTransactionDetail.Never;

        List<SyncPage> pages = await stub.ReadAsync("transactions");

        Assert.Equal([Id(1), Id(2), Id(3)], Ids(pages));
        Assert.Equal(3, stub.Asked.Count);
        Assert.Equal(["OPEN", "CLOSED", "TERMINATED"], pages[^1].PartsRead);
    }

    [Fact]
    public async Task Groups_are_counted_one_by_one_and_by_the_endpoint_of_counts_where_the_options_say_so()
    {
        await using RezenStub stub = Deals(open: [1, 2], closed: [3]);
        VendorCount lists = (await stub.Source("transactions").CountAsync(Fixture.Account, null, Token))!;
        await using RezenStub other = new() { Options = static o => o.UsesCountEndpoints = true };
        other.Answers[RezenStub.Participant + "/transactions/lifecycle-group-counts"] = StubAnswer.Json("""{"counts":{"OPEN":2,"CLOSED":1,"TERMINATED":0}}""");
        VendorCount endpoint = (await other.Source("transactions").CountAsync(Fixture.Account, null, Token))!;

        Assert.Equal(3, lists.Total);
        Assert.Equal(new Dictionary<string, long> { ["OPEN"] = 2, ["CLOSED"] = 1, ["TERMINATED"] = 0 }, lists.Parts);
        Assert.Equal((lists.Total, 1), (endpoint.Total, other.Asked.Count));
        Assert.Equal(lists.Parts, endpoint.Parts);
        Assert.All(stub.Asked, static r => Assert.Equal("1", r.Query["pageSize"]));
    }

    [Fact]
    public async Task The_down_line_is_asked_for_all_states_and_by_days_before_the_watermark()
    {
        await using RezenStub stub = Tiers();
        List<SyncPage> full = await stub.ReadAsync("networkDownline");
        stub.Asked.Clear();

        await stub.ReadAsync("networkDownline", SyncMode.Delta, full[^1].Next);

        Assert.Equal(5, stub.Asked.Count);
        Assert.All(stub.Asked, static r => Assert.Equal("2026-02-26", r.Query["updatedAtFrom"]));
        Assert.All(stub.Asked, static r => Assert.Equal("ACTIVE,INACTIVE,CANDIDATE,REJECTED,RESURRECTING", r.Query["statusIn"]));
        Assert.Equal(["1", "2", "3", "4", "5"], full[^1].PartsRead);
    }

    [Fact]
    public async Task A_tier_that_the_programme_does_not_have_is_empty()
    {
        await using RezenStub stub = Tiers();
        stub.Options = static o =>
        {
            for (int tier = 1; tier <= 7; tier++)
            {
                o.Tiers.Add(tier);
            }
        };

        Assert.Single(Ids(await stub.ReadAsync("networkDownline")));
        Assert.Equal(1, (await stub.Source("networkDownline").CountAsync(Fixture.Account, null, Token))!.Total);
    }

    [Fact]
    public async Task Caps_are_read_for_the_down_line_and_the_owner_and_one_that_is_refused_says_so()
    {
        await using RezenStub stub = Tiers();
        stub.Answers["yenta/api/v1/users/me"] = StubAnswer.Json(Fixture.Text("me"));
        stub.Answers["arrakis/api/v1/agent/" + Id(31) + "/cap-info"] = new StubAnswer(403, "");
        stub.Answers["arrakis/api/v1/agent/" + Fixture.YentaId + "/cap-info"] = StubAnswer.Json(Fixture.Text("cap"));

        List<SyncPage> pages = await stub.ReadAsync("networkCap");
        RezenAgentCapRow[] rows = [.. pages.SelectMany(static p => p.Records).Select(r => Row<RezenAgentCapRow>(stub, "networkCap", r))];

        Assert.Equal([(Id(31), "not_visible", null), (Fixture.YentaId, "visible", (decimal?)12000m)], rows.Select(static r => (r.AgentIdRaw, r.Visibility!, r.CapAmount)));
        Assert.True(pages[^1].IsLast);
        IReadOnlyList<SyncRecord> again = await stub.Source("networkCap").ReadByIdsAsync(Fixture.Account, [new VendorId(Id(31)), new VendorId(Id(99))], null, Token);
        Assert.Equal([SyncOperation.Upsert, SyncOperation.Delete], again.Select(static r => r.Operation));
    }

    [Theory]
    [InlineData("networkCap")]
    [InlineData("transactions")]
    public async Task A_refusal_of_the_network_edge_is_no_answer_about_a_record(string entity)
    {
        const string Edge = "<html><head><title>403 Forbidden</title></head></html>";
        await using RezenStub stub = entity == "networkCap" ? Tiers() : Deals(open: [1], closed: []);
        stub.Answers["arrakis/api/v1/agent/" + Id(31) + "/cap-info"] = new StubAnswer(403, Edge);
        stub.Answers["arrakis/api/v1/transactions/" + Id(1)] = new StubAnswer(403, Edge);

        var error = await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => stub.ReadAsync(entity));

        Assert.Equal(RezenErrorReader.EdgeRefused, error.Context.VendorCode);
    }

    [Fact]
    public async Task A_team_that_is_no_object_is_a_protocol_error_and_a_member_of_any_depth_its_own_reject()
    {
        const string Team = "11000000-0000-4000-8000-0000000000aa";
        await using RezenStub stub = new();
        stub.Answers["yenta/api/v1/users/me"] = StubAnswer.Json($$"""{"id":"{{Fixture.YentaId}}","teams":[{"teamId":"{{Team}}"}]}""");
        string deep = new string('[', 600) + new string(']', 600);
        stub.Answers["yenta/api/v1/teams/" + Team] = StubAnswer.Json($$"""{"id":"{{Team}}","agents":[{{Fixture.Text("team-member")}},{"id":"12000000-0000-4000-8000-0000000000ac","agent":{{deep}}}]}""");

        SyncRecord[] records = [.. (await stub.ReadAsync("teamRoster")).SelectMany(static p => p.Records)];
        stub.Answers["yenta/api/v1/teams/" + Team] = StubAnswer.Json("[]");

        Assert.Equal([true, false], records.Select(static r => r.Problem is null));
        await Assert.ThrowsAsync<IntegrationProtocolException>(() => stub.ReadAsync("teamRoster"));
    }

    [Fact]
    public async Task I16_a_member_that_cannot_be_read_is_a_reject_under_its_own_id()
    {
        const string Team = "11000000-0000-4000-8000-0000000000aa";
        const string Member = "12000000-0000-4000-8000-0000000000ac";
        await using RezenStub stub = new();
        stub.Answers["yenta/api/v1/users/me"] = StubAnswer.Json($$"""{"id":"{{Fixture.YentaId}}","teams":[{"teamId":"{{Team}}"}]}""");
        stub.Answers["yenta/api/v1/teams/" + Team] = StubAnswer.Json($$"""{"id":"{{Team}}","agents":[{"id":"{{Member}}","roles":7},{{Fixture.Text("team-member")}}]}""");

        MappedRecord[] mapped = [.. (await stub.ReadAsync("teamRoster")).SelectMany(static p => p.Records).Select(r => stub.Source("teamRoster").Mapper.Map(r, Fixture.Account))];

        Assert.Equal(["unreadable", null], mapped.Select(static r => r.Problem?.Code));
        Assert.Equal(Member, mapped[0].Id!.Value.Value);
        Assert.NotNull(mapped[1].Row);
    }

    [Fact]
    public async Task Contributions_are_read_again_from_the_window_before_the_watermark()
    {
        await using RezenStub stub = new();
        for (int tier = 1; tier <= 5; tier++)
        {
            stub.Lists[$"arrakis/api/v1/revshares/{Fixture.YentaId}/contributions/{tier}"] = ("contributions", tier == 1 ? [Fixture.Text("contribution")] : []);
        }

        List<SyncPage> full = await stub.ReadAsync("contributions");
        bool hasStart = stub.Asked.Exists(static r => r.Query.ContainsKey("startDate"));
        stub.Asked.Clear();
        List<SyncPage> delta = await stub.ReadAsync("contributions", SyncMode.Delta, full[^1].Next);

        Assert.False(hasStart);
        Assert.All(stub.Asked, static r => Assert.Equal("2025-12-29", r.Query["startDate"]));
        Assert.Equal(Ids(full), Ids(delta));
        Assert.Equal(new DateOnly(2025, 12, 29), Row<RezenContributionRow>(stub, "contributions", delta.SelectMany(static p => p.Records).First()).PeriodStart);
    }

    [Fact]
    public async Task A_roster_holds_every_team_and_an_owner_without_teams_has_none()
    {
        const string First = "11000000-0000-4000-8000-0000000000aa";
        const string Second = "11000000-0000-4000-8000-0000000000bb";
        await using RezenStub stub = new();
        string member = Fixture.Text("team-member");
        stub.Answers["yenta/api/v1/users/me"] = StubAnswer.Json($$"""{"id":"{{Fixture.YentaId}}","teams":[{"teamId":"{{First}}"},{"teamId":"{{Second}}"},{"teamId":"{{First}}"}]}""");
        stub.Answers["yenta/api/v1/teams/" + First] = StubAnswer.Json($$"""{"id":"{{First}}","name":"One","agents":[{{member}}],"teamInvitations":[1]}""");
        stub.Answers["yenta/api/v1/teams/" + Second] = StubAnswer.Json($$"""{"id":"{{Second}}","name":"Two"}""");
        stub.Answers["yenta/api/v1/teams/" + Second + "/members"] = StubAnswer.Json($$"""{"members":[{{member.Replace("12000000", "12000001", StringComparison.Ordinal)}}]}""");

        List<SyncPage> pages = await stub.ReadAsync("teamRoster");
        RezenTeamMemberRow[] rows = [.. pages.SelectMany(static p => p.Records).Select(r => Row<RezenTeamMemberRow>(stub, "teamRoster", r))];
        stub.Answers["yenta/api/v1/users/me"] = StubAnswer.Json($$"""{"id":"{{Fixture.YentaId}}"}""");
        List<SyncPage> none = await stub.ReadAsync("teamRoster");

        Assert.Equal(["One", "Two"], rows.Select(static r => r.TeamName));
        Assert.Single(rows.Select(static r => r.AgentIdRaw).Distinct(StringComparer.Ordinal));
        Assert.Equal($$"""{"id":"{{First}}","name":"One"}""", System.Text.Encoding.UTF8.GetString(rows[0].Team!.Value.Span));
        Assert.True(Assert.Single(none).IsLast);
    }

    [Fact]
    public async Task A_property_whose_place_is_not_proved_is_taken_from_the_place_that_is_set_and_the_payload_stays()
    {
        const string Placed = """{"uid":"c-1","who":{"yenta":"ab000000-0000-4000-8000-000000000031"},"result":{"paid":{"amount":12.5,"currency":"USD"}},"payout":{"amount":1,"currency":"USD"},"tier":1}""";
        const string Plain = """{"id":"c-2","agentYentaId":"ab000000-0000-4000-8000-000000000031","payout":{"amount":7,"currency":"USD"},"tier":1}""";
        await using RezenStub stub = new();
        stub.Options = o =>
        {
            o.Tiers.Add(1);
            (o.FieldPaths["contributions.id"], o.FieldPaths["contributions.agentYentaId"], o.FieldPaths["contributions.payout"]) = ("uid", "who.yenta", "result.paid");
        };
        stub.Lists[$"arrakis/api/v1/revshares/{Fixture.YentaId}/contributions/1"] = ("contributions", [Placed, Plain]);

        SyncRecord[] records = [.. (await stub.ReadAsync("contributions")).SelectMany(static p => p.Records).OrderBy(static r => r.Id!.Value.Value, StringComparer.Ordinal)];
        RezenContributionRow[] rows = [.. records.Select(r => Row<RezenContributionRow>(stub, "contributions", r))];

        Assert.Equal([("c-1", 12.5m), ("c-2", 7m)], rows.Select(static r => (r.ContributionIdRaw, r.Amount!.Value)));
        Assert.All(rows, static r => Assert.Equal("ab000000-0000-4000-8000-000000000031", r.ContributorAgentIdRaw));
        Assert.Equal(Placed, System.Text.Encoding.UTF8.GetString(records[0].Raw.Span));
    }

    [Fact]
    public async Task The_profile_is_one_record()
    {
        await using RezenStub stub = new();
        stub.Answers["yenta/api/v1/users/me"] = StubAnswer.Json(Fixture.Text("me"));

        SyncPage page = Assert.Single(await stub.ReadAsync("agentData"));

        Assert.Equal(Fixture.YentaId, Row<RezenAgentRow>(stub, "agentData", Assert.Single(page.Records)).AgentIdRaw);
        Assert.True(page.IsLast);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_stops_its_own_streams_only()
    {
        await using RezenStub stub = Deals(open: [1], closed: []);
        stub.Options = o =>
        {
            o.Services["lost"] = new Uri("http://127.0.0.1:1/");
            o.Endpoints.Users = "lost";
            o.TransactionDetail = RezenTransactionDetail.Never;
        };

        Task<Exception?> lost = Record.ExceptionAsync(() => stub.ReadAsync("teamRoster")).AsTask();
        while (!lost.IsCompleted)
        {
            stub.Pass(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsAssignableFrom<IntegrationUnavailableException>(await lost);
        Assert.Single(Ids(await stub.ReadAsync("transactions")));
    }

    [Theory]
    [InlineData("equity", "EquityPath")]
    [InlineData("referralCode", "ReferralCodePath")]
    public async Task A_stream_without_an_endpoint_says_which_options_it_needs(string entity, string option)
    {
        await using RezenStub stub = new();
        await using RezenStub configured = new()
        {
            Options = static o =>
            {
                (o.Endpoints.Equity, o.Endpoints.EquityPath) = ("arrakis", "equity/{agentId}");
                (o.Endpoints.ReferralCode, o.Endpoints.ReferralCodePath) = ("yenta", "codes/{agentId}");
            },
        };
        configured.Answers["yenta/api/v1/codes/" + Fixture.YentaId] = StubAnswer.Json(Fixture.Text("referral-code"));
        configured.Answers["arrakis/api/v1/equity/" + Fixture.YentaId] = StubAnswer.Json($$"""{"grants":[{{Fixture.Text("equity-grant")}}]}""");

        Assert.Contains(option, stub.Source(entity).NotConfigured, StringComparison.Ordinal);
        Assert.Null(configured.Source(entity).NotConfigured);
        Assert.Single(Ids(await configured.ReadAsync(entity)));
    }

    [Fact]
    public async Task A_deal_that_is_asked_for_by_id_has_its_detail_and_the_group_that_it_says()
    {
        await using RezenStub stub = new();
        stub.Answers["arrakis/api/v1/transactions/" + Id(1)] = StubAnswer.Json(Deal(1, minute: 1).Replace("\"closed\":false", "\"closed\":true", StringComparison.Ordinal));

        IReadOnlyList<SyncRecord> records = await stub.Source("transactions").ReadByIdsAsync(Fixture.Account, [new VendorId(Id(1)), new VendorId(Id(2))], null, Token);

        RezenTransactionRow row = Row<RezenTransactionRow>(stub, "transactions", records[0]);
        Assert.Equal((true, "CLOSED"), (row.HasDetail, row.LifecycleGroup));
        Assert.Equal(SyncOperation.Delete, records[1].Operation);
        await Assert.ThrowsAsync<ArgumentException>(() => stub.Source("transactions").ReadByIdsAsync(Fixture.Account, [new VendorId("12")], null, Token));
    }

    private static RezenStub Deals(int[] open, int[] closed)
    {
        var stub = new RezenStub();
        stub.Lists[RezenStub.Participant + "/transactions/OPEN"] = ("transactions", [.. open.Select(static n => Deal(n, n - 60))]);
        stub.Lists[RezenStub.Participant + "/transactions/CLOSED"] = ("transactions", [.. closed.Select(static n => Deal(n, n - 60))]);
        stub.Lists[RezenStub.Participant + "/transactions/TERMINATED"] = ("transactions", []);
        foreach (int number in open.Concat(closed))
        {
            stub.Answers["arrakis/api/v1/transactions/" + Id(number)] = StubAnswer.Json(Deal(number, number - 60));
        }

        return stub;
    }

    private static RezenStub Tiers()
    {
        var stub = new RezenStub();
        for (int tier = 1; tier <= 5; tier++)
        {
            stub.Lists[$"{RezenStub.Network}/down-line/{tier}"] = ("downLineAgents", tier == 2 ? [Fixture.Object("network-agent", static a => a["id"] = Id(31)).ToJsonString()] : []);
        }

        return stub;
    }

    private static string Deal(int number, int minute) => Fixture.Object("transaction", deal =>
    {
        deal["id"] = Id(number);
        deal["createdAt"] = s_start.AddDays(-1).AddMinutes(number).ToUnixTimeMilliseconds();
        deal["updatedAt"] = s_start.AddMinutes(minute).ToUnixTimeMilliseconds();
    }).ToJsonString();

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"b7000000-0000-4000-8000-{number:D12}");

    private static string[] Ids(IEnumerable<SyncPage> pages) => [.. pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value.Value)];

    private static TRow Row<TRow>(RezenStub stub, string entity, SyncRecord record)
        where TRow : class
    {
        MappedRecord mapped = stub.Source(entity).Mapper.Map(record, Fixture.Account);
        Assert.Null(mapped.Problem);
        return Assert.IsType<TRow>(mapped.Row);
    }
}
