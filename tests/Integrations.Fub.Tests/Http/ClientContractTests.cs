using Integrations.Abstractions;

namespace Integrations.Fub.Tests;

/// <summary>Every call of the client: the exact request, the headers of the account and of the system, and that its answer is read.</summary>
public sealed class ClientContractTests
{
    public static TheoryData<string, string, string> Lists { get; } = new()
    {
        { "people", "people?limit=100&offset=200&sort=-updated&fields=allFields&includeTrash=true&includeUnclaimed=false&updatedAfter=2026-01-15T16:20:29Z&lastActivityAfter=2026-01-14T16:20:29Z&id=9001,9002", "people" },
        { "deals", "deals?limit=50&next=eyJzaW5jZUlkIjo5MDAxfQ==&includeArchived=1&includeDeleted=1&pipelineId=2&status=Active", "deals" },
        { "calls", "calls?limit=100&createdAfter=2026-01-15T16:20:29Z&personId=9002&sort=-created", "calls" },
        { "textMessages", "textMessages?limit=100&personId=9002", "textmessages" },
        { "appointments", "appointments?start=2026-01-15T16:20:29Z&end=2026-01-16T16:20:29Z&userId=41", "appointments" },
        { "events", "events?type=Inquiry,Registration&hasProperty=true", "events" },
        { "users", "users?fields=allFields,calling&includeDeleted=true&role=Agent", "users" },
        { "groups", "groups?type=Agent", "groups" },
        { "stages", "stages?limit=100&offset=100", "stages" },
        { "pipelines", "pipelines?name=Buyers", "pipelines" },
        { "customFields", "customFields?label=Closing Date", "customfields" },
        { "dealCustomFields", "dealCustomFields?limit=100", "dealcustomfields" },
        { "appointmentTypes", "appointmentTypes?sort=name", "appointmenttypes" },
        { "appointmentOutcomes", "appointmentOutcomes?limit=10", "appointmentoutcomes" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_is_asked_for_with_exactly_the_words_of_its_query(string list, string request, string collection)
    {
        await using var server = new FubServer();
        string record = list switch
        {
            "people" => Fixture.Text("person"),
            "deals" => Fixture.Text("deal"),
            "calls" => Fixture.Text("call"),
            "textMessages" => Fixture.Text("text-message"),
            "appointments" => Fixture.Text("appointment"),
            "events" => Fixture.Text("event"),
            "users" => Fixture.Text("user"),
            "groups" => Fixture.Text("group"),
            "stages" => Fixture.Text("stage"),
            "pipelines" => Fixture.Text("pipeline"),
            "appointmentTypes" => Fixture.Text("appointment-type"),
            "appointmentOutcomes" => Fixture.Text("appointment-outcome"),
            _ => Fixture.Text("custom-field") + "," + Fixture.Text("custom-field-dropdown"),
        };
        server.Expect(request, FubServer.Page(collection, record, total: 4312, next: "abc"));

        (int count, long? total, string? next) = await ListAsync(server.Client(), list);

        Assert.Equal(list.EndsWith("ustomFields", StringComparison.Ordinal) ? 2 : 1, count);
        Assert.Equal(4312, total);
        Assert.Equal("abc", next);
        IReadOnlyDictionary<string, string> headers = Assert.Single(server.Headers);
        Assert.Equal(FubServer.Basic, headers["Authorization"]);
        Assert.Equal("synthetic-system", headers["X-System"]);
        Assert.Equal("synthetic-system-key-0001", headers["X-System-Key"]);
    }

    [Theory]
    [InlineData("person", "people/9002?fields=allFields", 9002)]
    [InlineData("deal", "deals/5920", 5920)]
    [InlineData("call", "calls/35010", 35010)]
    [InlineData("text-message", "textMessages/61003", 61003)]
    [InlineData("appointment", "appointments/296990", 296990)]
    [InlineData("event", "events/4700001", 4700001)]
    [InlineData("user", "users/41?fields=allFields", 41)]
    [InlineData("stage", "stages/2", 2)]
    [InlineData("pipeline", "pipelines/2", 2)]
    public async Task A_record_is_asked_for_at_its_address(string fixture, string request, long id)
    {
        await using var server = new FubServer();
        server.Expect(request, Fixture.Text(fixture));
        FubClient client = server.Client();
        CancellationToken token = TestContext.Current.CancellationToken;

        long? read = fixture switch
        {
            "person" => (await client.GetPersonAsync(id, token)).Id,
            "deal" => (await client.GetDealAsync(id, token)).Id,
            "call" => (await client.GetCallAsync(id, token)).Id,
            "text-message" => (await client.GetTextMessageAsync(id, token)).Id,
            "appointment" => (await client.GetAppointmentAsync(id, token)).Id,
            "event" => (await client.GetEventAsync(id, token)).Id,
            "user" => (await client.GetUserAsync(id, token)).Id,
            "stage" => (await client.GetStageAsync(id, token)).Id,
            _ => (await client.GetPipelineAsync(id, token)).Id,
        };

        Assert.Equal(id, read);
    }

    [Fact]
    public async Task The_identity_is_read()
    {
        await using var server = new FubServer();
        server.Expect("identity", Fixture.Text("identity"));

        FubIdentity identity = await server.Client().GetIdentityAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1700000001, identity.Account!.Id);
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_a_not_found_error_that_names_account_and_operation()
    {
        await using var server = new FubServer();
        server.Expect("people/9?fields=allFields", """{"errorMessage":"Person not found"}""", 404);

        IntegrationNotFoundException error = await Assert.ThrowsAsync<IntegrationNotFoundException>(() => server.Client().GetPersonAsync(9, TestContext.Current.CancellationToken));

        Assert.Contains("fub/17", error.Message, StringComparison.Ordinal);
        Assert.Contains("get person", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_of_another_vendor_is_refused_before_any_request()
    {
        var server = new FubServer();
        IFubClientFactory factory = (IFubClientFactory)server.Services.GetService(typeof(IFubClientFactory))!;

        Assert.Throws<ArgumentException>(() => factory.Create(new AccountRef("lofty", new RowId(17))));
    }

    private static async Task<(int Count, long? Total, string? Next)> ListAsync(FubClient client, string list)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var at = new DateTimeOffset(2026, 1, 15, 11, 20, 29, TimeSpan.FromHours(-5));
        return list switch
        {
            "people" => Of(await client.ListPeopleAsync(
                new FubPeopleQuery
                {
                    Limit = 100,
                    Offset = 200,
                    Sort = "-updated",
                    Fields = "allFields",
                    IncludeTrash = true,
                    IncludeUnclaimed = false,
                    UpdatedAfter = at,
                    LastActivityAfter = at.AddDays(-1),
                    Id = "9001,9002",
                },
                token)),
            "deals" => Of(await client.ListDealsAsync(
                new FubDealsQuery { Limit = 50, Next = "eyJzaW5jZUlkIjo5MDAxfQ==", IncludeArchived = 1, IncludeDeleted = 1, PipelineId = 2, Status = "Active" },
                token)),
            "calls" => Of(await client.ListCallsAsync(new FubCallsQuery { Limit = 100, CreatedAfter = at, PersonId = 9002, Sort = "-created" }, token)),
            "textMessages" => Of(await client.ListTextMessagesAsync(new FubTextMessagesQuery { Limit = 100, PersonId = 9002 }, token)),
            "appointments" => Of(await client.ListAppointmentsAsync(new FubAppointmentsQuery { Start = at, End = at.AddDays(1), UserId = 41 }, token)),
            "events" => Of(await client.ListEventsAsync(new FubEventsQuery { Type = "Inquiry,Registration", HasProperty = true }, token)),
            "users" => Of(await client.ListUsersAsync(new FubUsersQuery { Fields = "allFields,calling", IncludeDeleted = true, Role = "Agent" }, token)),
            "groups" => Of(await client.ListGroupsAsync(new FubGroupsQuery { Type = "Agent" }, token)),
            "stages" => Of(await client.ListStagesAsync(new FubListQuery { Limit = 100, Offset = 100 }, token)),
            "pipelines" => Of(await client.ListPipelinesAsync(new FubListQuery { Name = "Buyers" }, token)),
            "customFields" => Of(await client.ListCustomFieldsAsync(new FubListQuery { Label = "Closing Date" }, token)),
            "dealCustomFields" => Of(await client.ListDealCustomFieldsAsync(new FubListQuery { Limit = 100 }, token)),
            "appointmentTypes" => Of(await client.ListAppointmentTypesAsync(new FubListQuery { Sort = "name" }, token)),
            _ => Of(await client.ListAppointmentOutcomesAsync(new FubListQuery { Limit = 10 }, token)),
        };
    }

    private static (int Count, long? Total, string? Next) Of<T>(FubPage<T> page)
        where T : class => (page.Items.Count, page.Total, page.Next);
}
