using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Integrations.Simulators.Tests;

public sealed class OAuthTests : FubSimulatorTests
{
    private const string Back = "https://app.example.com/oauth/fub?x=1";

    private readonly FubSimulatorOptions _options = new() { RateLimits = FubSimulatorRateLimits.Off };
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected override FubSimulatorOptions Options => _options;

    [Fact]
    public async Task The_authorize_page_sends_the_browser_back_with_a_code_or_a_refusal()
    {
        var approved = await AuthorizeAsync();
        Assert.Equal(("approved", "s/1", "1"), (approved["response"], approved["state"], approved["x"]));
        Assert.NotNull(approved["code"]);

        Simulator.OAuth.Deny();
        var denied = await AuthorizeAsync();
        Assert.Equal(("denied", null, "s/1"), (denied["response"], denied["code"], denied["state"]));
    }

    [Theory]
    [InlineData("response_type=code&client_id=client_sim_0001&redirect_uri=https%3A%2F%2Fapp.example.com")]
    [InlineData("response_type=auth_code&client_id=nobody&redirect_uri=https%3A%2F%2Fapp.example.com")]
    [InlineData("response_type=auth_code&client_id=client_sim_0001&redirect_uri=back")]
    [InlineData("response_type=auth_code&client_id=client_sim_0001")]
    public async Task A_wrong_request_stays_at_the_vendor(string query)
    {
        using var response = await _browser.GetAsync(new Uri(Simulator.OAuth.AuthorizeAddress, "?" + query), Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_code_works_once_and_its_token_reads_as_the_user_who_agreed()
    {
        Simulator.OAuth.Approve(Simulator.Accounts[1].Id, 2);
        var code = (await AuthorizeAsync())["code"]!;

        var tokens = await TokensAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back), ("state", "s"));

        Assert.Equal(("Bearer", 3600), (tokens.GetProperty("token_type").GetString(), tokens.GetProperty("expires_in").GetInt32()));
        var identity = await Get(Bearer(tokens), "identity");
        Assert.Equal((Simulator.Accounts[1].Id, 2), (identity.GetProperty("account").GetProperty("id").GetInt64(), identity.GetProperty("user").GetProperty("id").GetInt64()));
        await RefusedAsync(400, "invalid_grant", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back), ("state", "s"));
        Assert.Equal(1, Simulator.Requests.Count(Simulator.Accounts[1].Id, "oauth/token", 200));
    }

    [Fact]
    public async Task Codes_and_tokens_end_by_the_clock()
    {
        var code = (await AuthorizeAsync())["code"]!;
        Clock.Advance(TimeSpan.FromMinutes(15));
        await RefusedAsync(400, "invalid_grant", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back), ("state", "s"));

        var tokens = await SignInAsync();
        var client = Bearer(tokens);
        await Get(client, "identity");
        Clock.Advance(TimeSpan.FromHours(1));
        await AssertError(client, "identity", HttpStatusCode.Unauthorized, "Invalid API key.");
        Clock.Advance(TimeSpan.FromDays(91));
        await RefusedAsync(400, "invalid_grant", ("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
    }

    [Fact]
    public async Task Ninety_days_count_from_the_last_use()
    {
        var tokens = await SignInAsync();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromDays(80));
            await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        }
    }

    [Fact]
    public async Task A_kept_refresh_token_is_not_given_again()
    {
        var tokens = await SignInAsync();

        var next = await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));

        Assert.False(next.TryGetProperty("refresh_token", out _));
        await Get(Bearer(tokens), "identity");
        await Get(Bearer(next), "identity");
    }

    [Fact]
    public async Task A_rotated_refresh_token_ends_at_once()
    {
        (_options.OAuth.Rotation, _options.OAuth.RenewalEndsAccessToken) = (FubSimulatorRotation.Rotate, true);
        var tokens = await SignInAsync();

        var next = await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));

        await RefusedAsync(400, "invalid_grant", ("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        await AssertError(Bearer(tokens), "identity", HttpStatusCode.Unauthorized, "Invalid API key.");
        await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(next)));
    }

    [Fact]
    public async Task With_grace_the_old_refresh_token_lives_until_the_new_access_token_is_used()
    {
        _options.OAuth.Rotation = FubSimulatorRotation.RotateWithGrace;
        var tokens = await SignInAsync();

        await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        var next = await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        await Get(Bearer(next), "identity");

        await RefusedAsync(400, "invalid_grant", ("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(next)));
    }

    [Fact]
    public async Task A_revoked_account_has_no_tokens_and_the_others_keep_theirs()
    {
        var revoked = await SignInAsync();
        Simulator.OAuth.Approve(Simulator.Accounts[1].Id);
        var other = await SignInAsync();

        using var answer = await _browser.PostAsJsonAsync(new Uri(Simulator.AdminAddress, "oauth/revoke"), new { account = Account.Id }, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await AssertError(Bearer(revoked), "identity", HttpStatusCode.Unauthorized, "Invalid API key.");
        await RefusedAsync(400, "invalid_grant", ("grant_type", "refresh_token"), ("refresh_token", Refresh(revoked)));
        await Get(Bearer(other), "identity");
    }

    [Fact]
    public async Task The_admin_API_says_who_agrees()
    {
        using var deny = await _browser.PostAsync(new Uri(Simulator.AdminAddress, "oauth/deny"), content: null, Token);
        Assert.Equal("denied", (await AuthorizeAsync())["response"]);
        using var approve = await _browser.PostAsJsonAsync(new Uri(Simulator.AdminAddress, "oauth/approve"), new { account = Account.Id, userId = 2 }, Token);
        Assert.Equal("approved", (await AuthorizeAsync())["response"]);
        using var wrong = await _browser.PostAsJsonAsync(new Uri(Simulator.AdminAddress, "oauth/approve"), new { account = 1 }, Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest), (deny.StatusCode, approve.StatusCode, wrong.StatusCode));
    }

    [Fact]
    public async Task Wrong_token_requests_have_the_documented_codes()
    {
        await RefusedAsync(400, "unsupported_grant_type", ("grant_type", "password"));
        await RefusedAsync(400, "invalid_request", ("grant_type", "refresh_token"));
        await RefusedAsync(400, "invalid_request", ("grant_type", "authorization_code"), ("code", "c"), ("redirect_uri", Back));
        await RefusedAsync(400, "invalid_grant", ("grant_type", "authorization_code"), ("code", "c"), ("redirect_uri", Back), ("state", ""));
        using var response = await SendAsync("client_sim_0001:wrong", ("grant_type", "refresh_token"));
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (response.StatusCode, (await Json(response)).GetProperty("error").GetString()));
    }

    [Fact]
    public async Task The_token_endpoint_has_faults_of_its_own()
    {
        var tokens = await SignInAsync();
        Simulator.Faults.Add(SimulatorFault.ServerError(503) with { Path = "oauth/token", Account = Account.Id, Times = 1 });
        using var failed = await SendAsync("client_sim_0001:secret_sim_0001", ("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        Simulator.Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(3)) with { Path = "oauth/token", Times = 1 });
        using var throttled = await SendAsync("client_sim_0001:secret_sim_0001", ("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, "3"), (failed.StatusCode, throttled.StatusCode, throttled.Headers.GetValues("Retry-After").Single()));
        await TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
    }

    [Fact]
    public async Task A_system_makes_its_app_which_returns_to_its_own_addresses_only()
    {
        using var foreign = await Client("nobody", registered: false).PostAsJsonAsync("oauthApps", new { redirectUris = new[] { Back } }, Token);
        using var created = await Client("nobody").PostAsJsonAsync("oauthApps", new { redirectUris = new[] { Back } }, Token);
        var app = await Json(created);
        var id = app.GetProperty("clientId").GetString()!;

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Created), (foreign.StatusCode, created.StatusCode));
        Assert.NotNull((await AuthorizeAsync(id))["code"]);
        using var changed = await Client("nobody").PutAsJsonAsync("oauthApps", new { redirectUris = new[] { "https://other.example.com/" } }, Token);
        Assert.False((await Json(changed)).TryGetProperty("clientSecret", out _));
        using var refused = await _browser.GetAsync(Address(id), Token);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static string Refresh(JsonElement tokens) => tokens.GetProperty("refresh_token").GetString()!;

    private Uri Address(string client) =>
        new(Simulator.OAuth.AuthorizeAddress, $"?response_type=auth_code&client_id={client}&redirect_uri={Uri.EscapeDataString(Back)}&state=s%2F1");

    private async Task<System.Collections.Specialized.NameValueCollection> AuthorizeAsync(string client = "client_sim_0001")
    {
        using var response = await _browser.GetAsync(Address(client), Token);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith("https://app.example.com/oauth/fub?", response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(response.Headers.Location.Query);
    }

    private async Task<JsonElement> SignInAsync() =>
        await TokensAsync(("grant_type", "authorization_code"), ("code", (await AuthorizeAsync())["code"]!), ("redirect_uri", Back), ("state", "s"));

    private async Task<JsonElement> TokensAsync(params (string Name, string Value)[] form)
    {
        using var response = await SendAsync("client_sim_0001:secret_sim_0001", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    private async Task RefusedAsync(int status, string code, params (string Name, string Value)[] form)
    {
        using var response = await SendAsync("client_sim_0001:secret_sim_0001", form);
        Assert.Equal((status, code), ((int)response.StatusCode, (await Json(response)).GetProperty("error").GetString()));
    }

    private async Task<HttpResponseMessage> SendAsync(string client, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Simulator.OAuth.TokenAddress);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(client)));
        request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _browser.SendAsync(request, Token);
    }

    private HttpClient Bearer(JsonElement tokens)
    {
        var client = Client("nobody");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return client;
    }
}
