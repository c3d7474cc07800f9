using System.Net;
using System.Net.Http.Headers;

namespace Integrations.Simulators.Tests;

public sealed class RezenAccessTests : RezenSimulatorTests
{
    [Fact]
    public async Task A_missing_or_unknown_key_is_401_without_a_body()
    {
        foreach (var key in new[] { "", "real_sim_unknown" })
        {
            using var response = await Send(Client("yenta", key), "users/me");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
        }
    }

    [Fact]
    public async Task A_key_as_bearer_is_403_without_a_body()
    {
        var client = Client("yenta", key: "");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Account.ApiKey);

        using var response = await Send(client, "users/me");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Without_a_user_agent_the_gateway_answers_403_with_html()
    {
        using var response = await Send(Client("yenta", userAgent: ""), "users/me");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task What_belongs_to_another_user_is_403_with_a_message()
    {
        var other = Simulator.Accounts[1].YentaId;

        await AssertError(Arrakis, $"transactions/participant/{other}/transactions/OPEN", HttpStatusCode.Forbidden, "Not authorized.");
        await AssertError(Yenta, $"agents/{other}/down-line/1", HttpStatusCode.Forbidden, "Not authorized.");
        await AssertError(Arrakis, $"revshares/{other}/payments", HttpStatusCode.Forbidden, "Not authorized.");
    }

    [Fact]
    public async Task What_is_no_uuid_is_400_and_what_is_not_there_is_404()
    {
        await AssertError(Yenta, "users/myself", HttpStatusCode.BadRequest, "could not be converted to type 'UUID'");
        await AssertError(Arrakis, "transactions/participant/12/transactions/OPEN", HttpStatusCode.BadRequest, "'12' could not be converted to type 'UUID'");
        await AssertError(Arrakis, $"transactions/{Guid.NewGuid()}", HttpStatusCode.NotFound, "Transaction not found by id");
        await AssertError(Arrakis, $"transactions/{Simulator.Ids(2, "transactions")[0]}", HttpStatusCode.NotFound, "Transaction not found by id");
        await AssertError(Arrakis, Transactions + "SOMETIME", HttpStatusCode.BadRequest, "'SOMETIME' could not be converted");
        await AssertError(Yenta, "agents/search/active?sortBy=createdAt", HttpStatusCode.BadRequest, "'createdAt' could not be converted");
        await AssertError(Yenta, $"agents/{Account.YentaId}/down-line/6", HttpStatusCode.BadRequest, "Tier 6");
    }

    [Fact]
    public async Task A_service_answers_its_own_paths_only()
    {
        await AssertError(Arrakis, "users/me", HttpStatusCode.NotFound, "No endpoint");
        await AssertError(Yenta, Transactions + "OPEN", HttpStatusCode.NotFound, "No endpoint");
    }

    [Fact]
    public async Task Every_port_serves_the_other_services_below_their_names()
    {
        var user = await Get(Arrakis, new Uri(Simulator.Services["arrakis"], "/yenta/api/v1/users/me").ToString());

        Assert.Equal(Account.YentaId, IdOf(user));
        Assert.Equal(1, Simulator.Requests.Count(Account.Id, "yenta/users/me"));
    }
}
