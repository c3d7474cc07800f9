using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Integrations.Simulators.Tests;

public sealed class AdminTests : FubSimulatorTests
{
    private HttpClient Admin => field ??= new HttpClient(new SocketsHttpHandler()) { BaseAddress = Simulator.AdminAddress };

    [Fact]
    public async Task Records_are_created_edited_deleted_and_merged_over_HTTP()
    {
        var people = $"accounts/{Account.Id}/people";
        var first = (await Call(HttpMethod.Post, people, "{\"firstName\":\"Nova\"}")).GetProperty("id").GetInt64();
        var second = (await Call(HttpMethod.Post, people, "{}")).GetProperty("id").GetInt64();
        await Call(HttpMethod.Patch, $"{people}/{first}", "{\"lastName\":\"Prime\"}");
        await Call(HttpMethod.Post, $"{people}/{first}/merge", $"{{\"losers\":[{second}]}}");

        Assert.Equal("Nova Prime", (await Get($"people/{first}")).GetProperty("name").GetString());
        Assert.Equal("Trash", (await Call(HttpMethod.Get, $"{people}/{second}")).GetProperty("stage").GetString());
        await Call(HttpMethod.Delete, $"{people}/{first}");
        using var gone = await Send(Owner, $"people/{first}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Counts_ids_bursts_and_accounts_are_told_over_HTTP()
    {
        var accounts = await Call(HttpMethod.Get, "accounts");
        var counts = await Call(HttpMethod.Get, $"accounts/{Account.Id}/counts");
        var ids = await Call(HttpMethod.Get, $"accounts/{Account.Id}/calls/ids");
        var changes = await Call(HttpMethod.Post, $"accounts/{Account.Id}/burst", "{\"changes\":12,\"seed\":3}");

        Assert.Equal(Account.OwnerKey, accounts[0].GetProperty("keys")[0].GetProperty("key").GetString());
        Assert.Equal(ids.GetArrayLength(), counts.EnumerateArray().Single(c => c.GetProperty("entity").GetString() == "calls").GetProperty("total").GetInt32());
        Assert.Equal(12, changes.GetArrayLength());
    }

    [Fact]
    public async Task Faults_requests_and_the_clock_are_steered_over_HTTP()
    {
        await Call(HttpMethod.Post, "faults", "{\"kind\":\"serverError\",\"path\":\"people\",\"times\":1,\"status\":502}");
        using var failed = await Send(Owner, "people");
        Assert.Equal(HttpStatusCode.BadGateway, failed.StatusCode);
        Assert.Equal(1, (await Call(HttpMethod.Get, "faults"))[0].GetProperty("fired").GetInt32());
        await Call(HttpMethod.Delete, "faults");
        Assert.Empty(Simulator.Faults.Active);

        Assert.Equal(502, (await Call(HttpMethod.Get, "requests"))[0].GetProperty("status").GetInt32());
        var before = Clock.GetUtcNow();
        await Call(HttpMethod.Post, "clock/advance", "{\"seconds\":90}");
        Assert.Equal(TimeSpan.FromSeconds(90), Clock.GetUtcNow() - before);
    }

    [Theory]
    [InlineData("POST", "faults", "{\"kind\":\"nonsense\"}")]
    [InlineData("POST", "faults", "[1]")]
    [InlineData("POST", "faults", "{broken")]
    [InlineData("GET", "nowhere", "")]
    [InlineData("DELETE", "accounts/1700000001/people/1", "")]
    public async Task Wrong_calls_are_refused_with_a_sentence(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body) };
        using var response = await Admin.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await Json(response)).GetProperty("error").GetString()!);
    }

    private async Task<JsonElement> Call(HttpMethod method, string path, string body = "")
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        using var response = await Admin.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
