using System.Net;
using System.Text.Json;

namespace Integrations.Simulators.Tests;

public sealed class RezenFaultTests : RezenSimulatorTests
{
    [Fact]
    public async Task One_host_can_be_unreachable_while_the_others_work()
    {
        Simulator.Faults.Add(SimulatorFault.Unreachable("arrakis"));

        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Arrakis, Transactions + "OPEN"));
        Assert.Equal(Account.YentaId, IdOf(await Get(Yenta, "users/me")));

        Simulator.Faults.Clear();
        await Get(Arrakis, Transactions + "OPEN");
    }

    [Fact]
    public async Task The_gateway_answers_502_with_html_and_a_service_500_with_its_wrapper()
    {
        Simulator.Faults.Add(SimulatorFault.ServerError(502) with { Path = "arrakis/transactions/participant/{id}/transactions", Times = 1 });
        Simulator.Faults.Add(SimulatorFault.ServerError(422) with { Path = "yenta/teams" });

        using (var gateway = await Send(Arrakis, Transactions + "OPEN"))
        {
            Assert.Equal(HttpStatusCode.BadGateway, gateway.StatusCode);
            Assert.Equal("text/html", gateway.Content.Headers.ContentType!.MediaType);
        }

        await Get(Arrakis, Transactions + "OPEN");
        await AssertError(Yenta, $"teams/{Account.TeamId}", HttpStatusCode.UnprocessableEntity, "unexpected");
    }

    [Fact]
    public async Task Overload_is_429_with_and_without_a_wait()
    {
        Simulator.Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(7)) with { Times = 1 });
        using (var told = await Send(Arrakis, Transactions + "OPEN")) Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (told.StatusCode, told.Headers.RetryAfter!.Delta));
        Simulator.Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.Zero) with { Times = 1 });
        using (var untold = await Send(Arrakis, Transactions + "OPEN")) Assert.Equal((HttpStatusCode.TooManyRequests, null), (untold.StatusCode, untold.Headers.RetryAfter));
    }

    [Fact]
    public async Task A_budget_is_a_keys_own()
    {
        await using var simulator = await RezenSimulator.StartAsync(new RezenSimulatorOptions { TimeProvider = Clock, RateLimits = new RezenSimulatorRateLimits { Requests = 2 } }, Token);
        var me = new Uri(simulator.Services["yenta"], "api/v1/users/me").ToString();
        var other = Client("yenta", simulator.Accounts[1].ApiKey);

        await Get(Yenta, me);
        await Get(Yenta, me);
        using (var third = await Send(Yenta, me)) Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (third.StatusCode, third.Headers.RetryAfter!.Delta));
        await Get(other, me);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Get(Yenta, me);
    }

    [Fact]
    public async Task An_ignored_page_number_repeats_the_first_page()
    {
        var first = await Get(Arrakis, Transactions + "CLOSED?pageSize=5");
        Simulator.Faults.Add(SimulatorFault.RepeatedPage());

        var second = await Get(Arrakis, Transactions + "CLOSED?pageSize=5&pageNumber=1");

        Assert.Equal(1, second.GetProperty("pageNumber").GetInt32());
        Assert.True(second.GetProperty("hasNext").GetBoolean());
        Assert.Equal(first.GetProperty("transactions").GetRawText(), second.GetProperty("transactions").GetRawText());
    }

    [Fact]
    public async Task The_total_can_change_from_page_to_page()
    {
        Simulator.Faults.Add(SimulatorFault.ChangingTotal());

        var totals = new List<int>();
        for (var number = 0; number < 3; number++) totals.Add((await Get(Arrakis, $"{Transactions}CLOSED?pageSize=5&pageNumber={number}")).GetProperty("totalCount").GetInt32());

        Assert.Equal(3, totals.Distinct().Count());
    }

    [Fact]
    public async Task A_locked_user_is_403_without_a_body_and_a_forbidden_path_with_one()
    {
        Simulator.Faults.Add(SimulatorFault.AccountLocked(Account.Id) with { Times = 1 });
        using (var locked = await Send(Yenta, "users/me"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, locked.StatusCode);
            Assert.Empty(await locked.Content.ReadAsByteArrayAsync(Token));
        }

        Simulator.Faults.Add(SimulatorFault.Forbidden("arrakis/revshares"));
        await AssertError(Arrakis, $"revshares/{Account.YentaId}/payments", HttpStatusCode.Forbidden, "Not authorized.");
        await Get(Arrakis, Transactions + "OPEN");
    }

    [Fact]
    public async Task Bodies_are_cut_off_and_connections_reset()
    {
        Simulator.Faults.Add(SimulatorFault.TruncatedJson() with { Times = 1 });
        using (var cut = await Send(Arrakis, Transactions + "OPEN"))
        {
            var body = await cut.Content.ReadAsStringAsync(Token);
            Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
        }

        Simulator.Faults.Add(SimulatorFault.CutConnection() with { Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Send(Arrakis, Transactions + "OPEN"));
        Assert.Equal(1, Simulator.Requests.Count(Account.Id, "arrakis/transactions/participant/{id}/transactions/OPEN", status: 0));
    }

    [Fact]
    public async Task One_record_can_be_spoilt()
    {
        var id = (await Group(Transactions, "CLOSED"))[2];
        Simulator.Faults.Add(SimulatorFault.MissingField() with { RecordUuid = id });
        Simulator.Faults.Add(SimulatorFault.ChangedFieldType("price", "0.005") with { RecordUuid = id });

        var rows = await ReadAll(Arrakis, Transactions + "CLOSED", "transactions");

        var spoilt = Assert.Single(rows, static r => !r.TryGetProperty("id", out _));
        Assert.Equal(0.005m, spoilt.GetProperty("price").GetDecimal());
    }

    [Fact]
    public async Task A_late_change_is_seen_after_its_time()
    {
        Simulator.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromMinutes(3)));

        var made = Simulator.Create(Account.Id, "transactions");

        Assert.DoesNotContain(made, await Group(Transactions, "OPEN"));
        Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains(made, await Group(Transactions, "OPEN"));
    }
}
