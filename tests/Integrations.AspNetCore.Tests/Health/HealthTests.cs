using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integrations.AspNetCore.Tests;

public sealed partial class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_host_is_live_ready_and_fresh()
    {
        await using HealthHost host = await HealthHost.StartAsync();

        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("integrations_live")).Status);
        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("integrations_ready")).Status);
        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("integrations_fresh")).Status);
    }

    [Fact]
    public async Task A_host_whose_database_is_away_is_live_but_neither_ready_nor_fresh_and_tells_no_address()
    {
        await using HealthHost host = await HealthHost.StartAsync(connectionString: "Host=127.0.0.1;Port=1;Database=hidden;Username=hidden;Password=hidden;Timeout=2");

        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("integrations_live")).Status);
        foreach (string name in new[] { "integrations_ready", "integrations_fresh" })
        {
            HealthReportEntry entry = await host.CheckAsync(name);
            Assert.Equal(HealthStatus.Unhealthy, entry.Status);
            Assert.Contains("(unavailable)", entry.Description, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", entry.Description + entry.Exception, StringComparison.Ordinal);
        }

        using HttpResponseMessage status = await host.Http.GetAsync("/integrations/status", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status.StatusCode);
        Assert.DoesNotContain("hidden", await status.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_lacks_migrations_is_not_ready()
    {
        await using HealthHost host = await HealthHost.StartAsync(isMigrated: false);

        HealthReportEntry entry = await host.CheckAsync("integrations_ready");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("common/0001_types.sql", (IEnumerable<string>)entry.Data["pending"]);
    }

    [Fact]
    public async Task I10_silence_degrades_the_host_and_then_makes_it_unhealthy()
    {
        await using HealthHost host = await HealthHost.StartAsync();
        await host.ConnectAsync();
        await host.ExecuteAsync($"update integrations.sync_state set last_sync_at = '{host.Time.GetUtcNow():O}'");
        Assert.Equal(HealthStatus.Healthy, (await host.CheckAsync("integrations_fresh")).Status);

        // Nothing happens but that time goes on for one stream, and then for all.
        await host.ExecuteAsync("update integrations.sync_state set last_sync_at = last_sync_at - interval '10 days' where entity_type = 'people'");
        host.Time.Advance(TimeSpan.FromSeconds(16));
        HealthReportEntry one = await host.CheckAsync("integrations_fresh");
        host.Time.Advance(TimeSpan.FromDays(8));
        HealthReportEntry all = await host.CheckAsync("integrations_fresh");

        Assert.Equal((HealthStatus.Degraded, 1L), (one.Status, one.Data["late"]));
        Assert.Equal("1 of 1 late, 0 held, 0 rejects", one.Data["fub.people"]);
        Assert.Equal((HealthStatus.Unhealthy, all.Data["streams"]), (all.Status, all.Data["late"]));
    }

    [Fact]
    public async Task A_stopped_account_degrades_the_host()
    {
        await using HealthHost host = await HealthHost.StartAsync();
        await host.ConnectAsync();
        await host.ExecuteAsync("update integrations.fub_accounts set status = 'reauth_required', active = false");

        HealthReportEntry entry = await host.CheckAsync("integrations_fresh");

        Assert.Equal((HealthStatus.Degraded, 1L), (entry.Status, entry.Data["stoppedAccounts"]));
    }

    [Fact]
    public async Task The_status_is_JSON_with_accounts_streams_and_alarms_in_pages()
    {
        await using HealthHost host = await HealthHost.StartAsync();
        AccountRef first = await host.ConnectAsync("1700000001");
        AccountRef second = await host.ConnectAsync("1700000002");
        await host.ExecuteAsync($"update integrations.sync_state set last_sync_at = '{host.Time.GetUtcNow():O}'");
        await host.ExecuteAsync($"update integrations.fub_accounts set status = 'locked', active = false, status_reason = 'Subscription <b>ended</b>.' where id = {second.Id}");

        using JsonDocument page = await JsonAsync(host, "/integrations/status?limit=1");
        JsonElement account = Assert.Single(page.RootElement.GetProperty("accounts").EnumerateArray());
        Assert.Equal((first.ToString(), "Active"), (account.GetProperty("facts").GetProperty("account").GetString(), account.GetProperty("facts").GetProperty("status").GetString()));
        JsonElement people = account.GetProperty("streams").EnumerateArray().Single(static s => s.GetProperty("facts").GetProperty("stream").GetString() == "fub.people");
        Assert.False(people.GetProperty("isLate").GetBoolean());
        Assert.Equal(1, people.GetProperty("facts").GetProperty("steps").GetProperty("count").GetInt64());
        string next = page.RootElement.GetProperty("next").GetString()!;

        using JsonDocument rest = await JsonAsync(host, $"/integrations/status?limit=1&after={next}");
        JsonElement alarm = Assert.Single(Assert.Single(rest.RootElement.GetProperty("accounts").EnumerateArray()).GetProperty("alarms").EnumerateArray());
        Assert.Equal(("account_locked", "Subscription <b>ended</b>."), (alarm.GetProperty("code").GetString(), alarm.GetProperty("why").GetString()));

        using JsonDocument troubled = await JsonAsync(host, "/board/status?troubled=true&vendor=fub");
        Assert.Equal([second.ToString()], troubled.RootElement.GetProperty("accounts").EnumerateArray().Select(static a => a.GetProperty("facts").GetProperty("account").GetString()));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=x")]
    [InlineData("after=fub")]
    [InlineData("after=fub/x")]
    [InlineData("troubled=perhaps")]
    [InlineData("vendor=nobody")]
    public async Task A_wrong_question_is_refused(string query)
    {
        await using HealthHost host = await HealthHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync($"/integrations/status?{query}", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/shut")]
    [InlineData("/shut/status")]
    public async Task I14_an_endpoint_is_shut_until_the_host_says_who_may_see_it(string path)
    {
        await using HealthHost host = await HealthHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("RequireAuthorization()", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_is_one_page_under_a_strict_policy_and_makes_no_markup_of_texts()
    {
        await using HealthHost host = await HealthHost.StartAsync();

        using HttpResponseMessage answer = await host.Http.GetAsync("/board", Token);
        string page = await answer.Content.ReadAsStringAsync(Token);

        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (string element in new[] { "script", "style" })
        {
            string content = page.Split($"<{element}>")[1].Split($"</{element}>")[0];
            Assert.Contains($"{element}-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'", policy, StringComparison.Ordinal);
        }

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch(Foreign(), page);
        Assert.DoesNotMatch(Markup(), page);
    }

    private static async Task<JsonDocument> JsonAsync(HealthHost host, string path)
    {
        using HttpResponseMessage answer = await host.Http.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
    }

    [GeneratedRegex("https?://|src=|href=|@import|url\\(", RegexOptions.NonBacktracking)]
    private static partial Regex Foreign();

    [GeneratedRegex("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(| on[a-z]+=", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();
}
