using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Web;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class OAuthTests
{
    private static readonly ConnectOptions Owner = new() { TenantId = new Guid("11111111-2222-4333-8444-555555555555"), UserId = 7, TeamId = 3 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, string> Refusals => new()
    {
        // Status, body, error: what a renewal makes of it.
        { 400, """{"error":"invalid_grant"}""", nameof(IntegrationAuthenticationException) },
        { 401, """{"error":"invalid_grant","error_description":"revoked"}""", nameof(IntegrationAuthenticationException) },
        { 400, """{"errorMessage":"invalid_grant: the refresh token was used"}""", nameof(IntegrationAuthenticationException) },
        { 400, """{"error":{"errorMessage":"invalid_grant"}}""", nameof(IntegrationAuthenticationException) },
        { 400, """{"errorMessage":"invalid_client"}""", nameof(IntegrationConfigurationException) },
        { 401, """{"error":"unauthorized_client"}""", nameof(IntegrationConfigurationException) },
        { 401, "", nameof(IntegrationConfigurationException) },
        { 400, """{"error":"invalid_request"}""", nameof(IntegrationValidationException) },
        { 400, """{"error":"unsupported_grant_type"}""", nameof(IntegrationValidationException) },
        { 400, "<html>no</html>", nameof(IntegrationValidationException) },
        { 403, "[]", nameof(IntegrationAuthorizationException) },
        { 400, """{"error":"server_error"}""", nameof(IntegrationUnavailableException) },
        { 400, """{"errorMessage":"temporarily_unavailable"}""", nameof(IntegrationUnavailableException) },
        { 500, """{"error":"invalid_grant"}""", nameof(IntegrationUnavailableException) },
        { 503, "<html>later</html>", nameof(IntegrationUnavailableException) },
        { 408, "", nameof(IntegrationUnavailableException) },
        { 429, """{"error":"invalid_grant"}""", nameof(IntegrationRateLimitException) },
        { 302, "", nameof(IntegrationProtocolException) },
    };

    public static TheoryData<string> Unusable => new()
    {
        "",
        "<!DOCTYPE html><html><body>Just a moment</body></html>",
        "[]",
        "null",
        "\"Canary-access-1\"",
        "{}",
        """{"access_token":null,"refresh_token":"Canary-refresh-1"}""",
        """{"access_token":""}""",
        """{"access_token":17}""",
        """{"access_token":{"token":"Canary-access-1"}}""",
        """{"access_token":"Canary-access-1\r\nX-Evil: 1"}""",
        """{"access_token":"Canary-access-ü"}""",
        """{"access_token":"Canary-access-1","expires_in":3600""",
        """{"token":"Canary-access-1"}""",
    };

    [Fact]
    public async Task The_address_of_the_authorize_page_holds_what_the_standard_asks_for()
    {
        using OAuthHost host = new();

        Uri address = await host.Client.BeginAsync(
            new OAuthRequest { RedirectUri = new Uri("https://host.example.com/back?x=1&y=2"), Owner = Owner, Parameters = new Dictionary<string, string> { ["prompt"] = "login" } }, Cancellation);

        Assert.Equal("https://app.example.com/oauth/authorize", address.GetLeftPart(UriPartial.Path));
        var query = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal(("code", "client-1", "https://host.example.com/back?x=1&y=2", "login"), (query["response_type"], query["client_id"], query["redirect_uri"], query["prompt"]));
        Assert.Equal(5, query.Count);
        Assert.Equal(64, query["state"]!.Length);
        Assert.DoesNotContain(OAuthHost.ClientSecret, address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I14_of_a_state_only_the_hash_is_stored()
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync(Owner);

        OAuthState stored = Assert.Single(host.States.All);

        byte[] bytes = Convert.FromBase64String(state.Replace('-', '+').Replace('_', '/'));
        Assert.Equal(stored.Key, new Guid(bytes.AsSpan(0, 16)));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(16)), stored.SecretHash.ToArray());
        Assert.Equal((Owner, host.Acme.Time.GetUtcNow().AddMinutes(30), null), (stored.Owner, stored.ExpiresAt, stored.UsedAt));
    }

    [Fact]
    public async Task A_code_is_exchanged_and_the_account_connected_for_whom_it_was_begun()
    {
        HttpRequestMessage? sent = null;
        using OAuthHost host = new((request, _) =>
        {
            sent = request;
            return OAuthHost.Tokens();
        });
        string state = await host.BeginAsync(Owner);

        OAuthResult result = await host.CompleteAsync($"?response=approved&code=code%2F1&state={state}", Owner with { TeamId = 99 });

        Assert.False(result.IsDenied);
        Assert.Equal(new AccountRef("acme", new RowId(17)), result.Account.Ref);
        Assert.Equal((HttpMethod.Post, "https://app.example.com/oauth/token"), (sent!.Method, sent.RequestUri!.ToString()));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"client-1:{OAuthHost.ClientSecret}")), sent.Headers.Authorization!.ToString());
        Assert.Equal("grant_type=authorization_code&code=code%2F1&redirect_uri=https%3A%2F%2Fhost.example.com%2Fback", Assert.Single(host.Forms));
        (string vendor, VendorCredential credential, ConnectOptions? options) = Assert.Single(host.Connector.Connected);
        Assert.Equal(("acme", Owner), (vendor, options));
        Assert.Equal(("Canary-access-1", "Canary-refresh-1", host.Acme.Time.GetUtcNow().AddHours(1)), (credential.AccessToken, credential.RefreshToken, credential.ExpiresAt));
    }

    [Fact]
    public async Task Id_and_secret_go_into_the_form_where_the_vendor_wants_them_there()
    {
        HttpRequestMessage? sent = null;
        using OAuthHost host = new(
            (request, _) =>
            {
                sent = request;
                return OAuthHost.Tokens();
            },
            OAuthHost.Profile(secretInForm: true, stateOnExchange: true, stateOnRenewal: true));
        string state = await host.BeginAsync();

        await host.CompleteAsync($"code=c&state={state}");
        await host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation);

        Assert.Null(sent!.Headers.Authorization);
        Assert.Equal(
            $"grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fhost.example.com%2Fback&state={state}&client_id=client-1&client_secret={OAuthHost.ClientSecret}", host.Forms[0]);
        Assert.Matches($"^grant_type=refresh_token&refresh_token=r&state=[0-9a-f]{{32}}&client_id=client-1&client_secret={OAuthHost.ClientSecret}$", host.Forms[1]);
    }

    [Theory]
    [InlineData("response=denied&")]
    [InlineData("error=access_denied&")]
    [InlineData("response=denied&code=c&")]
    public async Task A_user_who_declines_is_a_result_and_no_error(string query)
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync();

        OAuthResult result = await host.CompleteAsync($"{query}state={state}");

        Assert.True(result.IsDenied);
        Assert.Empty(host.Forms);
        await FailsAsync(host, SignInFailure.StateUsed, $"code=c&state={state}");
    }

    [Fact]
    public async Task A_state_works_once()
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync();
        await host.CompleteAsync($"code=c&state={state}");

        await FailsAsync(host, SignInFailure.StateUsed, $"code=c&state={state}");

        Assert.Single(host.Forms);
    }

    [Fact]
    public async Task A_state_that_another_process_uses_at_the_same_moment_was_used()
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync();
        host.States.LosesRaces = true;

        await FailsAsync(host, SignInFailure.StateUsed, $"code=c&state={state}");

        Assert.Empty(host.Forms);
    }

    [Fact]
    public async Task A_state_ends()
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync();
        host.Acme.Time.Advance(TimeSpan.FromMinutes(30));

        await FailsAsync(host, SignInFailure.StateExpired, $"code=c&state={state}");
    }

    [Fact]
    public async Task A_state_that_was_changed_or_invented_is_unknown_and_does_not_use_up_the_right_one()
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync();
        string last = state[^1] == 'A' ? "B" : "A";
        string first = state[0] == 'A' ? "B" : "A";

        foreach (string wrong in new[] { state[..^1] + last, first + state[1..], state[..^1], state + "A", "x", new string('A', 64), new string('!', 64), new string('ü', 64) })
        {
            await FailsAsync(host, SignInFailure.StateUnknown, $"code=c&state={Uri.EscapeDataString(wrong)}");
        }

        Assert.False((await host.CompleteAsync($"code=c&state={state}")).IsDenied);
    }

    [Theory]
    [InlineData(7, "00000000-0000-0000-0000-000000000000")]
    [InlineData(8, "11111111-2222-4333-8444-555555555555")]
    [InlineData(null, "11111111-2222-4333-8444-555555555555")]
    public async Task A_state_of_another_user_or_tenant_connects_nothing(int? user, string tenant)
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync(Owner);

        await FailsAsync(host, SignInFailure.OtherOwner, $"code=c&state={state}", new ConnectOptions { UserId = user, TenantId = new Guid(tenant) });

        Assert.Empty(host.Forms);
    }

    [Theory]
    [InlineData("", SignInFailure.StateMissing)]
    [InlineData("?", SignInFailure.StateMissing)]
    [InlineData("code=c", SignInFailure.StateMissing)]
    [InlineData("code=c&state=", SignInFailure.StateMissing)]
    [InlineData("code=c&state={0}&state={0}", SignInFailure.StateMissing)]
    [InlineData("state={0}", SignInFailure.CodeMissing)]
    [InlineData("response=approved&state={0}", SignInFailure.CodeMissing)]
    [InlineData("code=&state={0}", SignInFailure.CodeMissing)]
    [InlineData("code=a&code=b&state={0}", SignInFailure.CodeMissing)]
    [InlineData("error=server_error&state={0}", SignInFailure.VendorError)]
    [InlineData("error=Canary&code=c&state={0}", SignInFailure.VendorError)]
    [InlineData("%%%&&==&state={0}", SignInFailure.CodeMissing)]
    public async Task A_callback_with_something_missing_says_what(string query, SignInFailure failure)
    {
        using OAuthHost host = new();
        string state = await host.BeginAsync();

        IntegrationSignInException error = await FailsAsync(host, failure, query.Replace("{0}", state, StringComparison.Ordinal));

        Assert.Contains("begin again", error.Message, StringComparison.Ordinal);
        Assert.Empty(host.Forms);
        Assert.Empty(host.Connector.Connected);
    }

    [Fact]
    public async Task A_code_that_the_vendor_refuses_is_a_failed_sign_in()
    {
        using OAuthHost host = new((_, _) => AcmeHost.Answer(HttpStatusCode.BadRequest, """{"error":"invalid_grant"}"""));
        string state = await host.BeginAsync();

        IntegrationSignInException error = await FailsAsync(host, SignInFailure.CodeRefused, $"code=c&state={state}");

        Assert.Equal((400, "invalid_grant"), (error.Context.StatusCode, error.Context.VendorCode));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_renewal_that_is_refused_blames_who_is_to_blame(int status, string body, string error)
    {
        using OAuthHost host = new((_, _) => AcmeHost.Answer((HttpStatusCode)status, body));

        Exception thrown = (await Record.ExceptionAsync(() => host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "Canary-refresh-0" }, Cancellation)))!;

        Assert.Equal(error, thrown.GetType().Name);
        Assert.Equal((status, "/oauth/token"), (((IntegrationException)thrown).Context.StatusCode, ((IntegrationException)thrown).Context.Path));
        Assert.DoesNotContain("Canary", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_429_says_how_long_to_wait()
    {
        using OAuthHost host = new((_, _) => AcmeHost.Answer(HttpStatusCode.TooManyRequests, "", ("Retry-After", "7")));

        var error = await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation));

        Assert.Equal(TimeSpan.FromSeconds(7), error.Context.RetryAfter);
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_success_without_a_usable_token_is_a_protocol_error_that_shows_nothing_of_it(string body)
    {
        using OAuthHost host = new((_, _) => AcmeHost.Answer(HttpStatusCode.OK, body));

        var error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation));

        Assert.Null(error.Context.Body);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_answer_without_end_is_not_read_to_its_end()
    {
        using OAuthHost host = new((_, _) => AcmeHost.Answer(HttpStatusCode.OK, new string(' ', 100_000)));

        await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation));
    }

    [Theory]
    [InlineData("3600", 3600d)]
    [InlineData("\"3600\"", 3600d)]
    [InlineData("3600.5", 3600.5)]
    [InlineData(null, null)]
    [InlineData("null", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("1e300", null)]
    [InlineData("1760000000000", null)]
    [InlineData("true", null)]
    [InlineData("{}", null)]
    public async Task A_lifetime_that_is_missing_or_nonsense_is_unknown(string? expiresIn, double? seconds)
    {
        string property = expiresIn is null ? "" : $",\"expires_in\":{expiresIn}";
        using OAuthHost host = new((_, _) => AcmeHost.Answer(HttpStatusCode.OK, $$"""{"access_token":"a"{{property}}}"""));

        VendorCredential credential = await host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation);

        Assert.Equal(seconds is { } known ? host.Acme.Time.GetUtcNow().AddSeconds(known) : null, credential.ExpiresAt);
        Assert.Null(credential.RefreshToken);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_a_passing_error()
    {
        using OAuthHost host = new((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused Canary"));

        var error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation));

        Assert.True(error.IsTransient);
        Assert.Contains("ConnectionError", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_client_id_every_use_says_what_to_set()
    {
        using OAuthHost host = new(profile: OAuthHost.Profile(clientId: null));

        var begin = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => host.BeginAsync());
        var renew = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => host.Client.RenewAsync(Acme.Account(1), new VendorCredential { RefreshToken = "r" }, Cancellation));

        Assert.All(new[] { begin, renew }, static e => Assert.Contains("AcmeOptions.ClientId", e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://host.example.com/back")]
    [InlineData("/back")]
    [InlineData("javascript:alert(1)")]
    public async Task An_unsafe_address_to_return_to_is_refused(string address)
    {
        using OAuthHost host = new();

        await Assert.ThrowsAsync<IntegrationConfigurationException>(
            () => host.Client.BeginAsync(new OAuthRequest { RedirectUri = new Uri(address, UriKind.RelativeOrAbsolute) }, Cancellation));
    }

    [Fact]
    public async Task A_host_without_a_store_of_states_is_told_so()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK)), services: static s => s.AddVendorOAuth("acme", static _ => OAuthHost.Profile()));
        IOAuthClient client = (IOAuthClient)((Microsoft.Extensions.DependencyInjection.IKeyedServiceProvider)host.Services).GetRequiredKeyedService(typeof(IOAuthClient), "acme");

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => client.BeginAsync(new OAuthRequest { RedirectUri = new Uri("https://host.example.com/") }, Cancellation));

        Assert.Contains(nameof(IOAuthStateStore), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I14_no_secret_is_in_a_log_an_exception_or_a_span()
    {
        ConcurrentQueue<string> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(static e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        int answers = 0;
        using OAuthHost host = new((_, _) => ++answers switch
        {
            1 => OAuthHost.Tokens(),
            2 => AcmeHost.Answer(HttpStatusCode.BadRequest, """{"error":"Canary-refresh-1 is not valid","error_description":"Canary-access-1"}"""),
            _ => AcmeHost.Answer(HttpStatusCode.OK, """{"accesstoken":"Canary-access-2"}"""),
        });
        List<string> errors = [];
        string state = await host.BeginAsync();
        OAuthResult result = await host.CompleteAsync($"code=Canary-code&state={state}");
        VendorCredential credential = host.Connector.Connected[0].Credential;
        for (int i = 0; i < 2; i++)
        {
            errors.Add((await Record.ExceptionAsync(() => host.Client.RenewAsync(Acme.Account(1), credential, Cancellation)))!.ToString());
        }

        errors.Add((await FailsAsync(host, SignInFailure.StateUsed, $"code=Canary-code&state={state}")).ToString());

        string all = string.Join('\n', [.. errors, .. spans, .. host.Acme.Logs.GetSnapshot().Select(static r => $"{r.Message} {r.Exception} {string.Join(' ', r.StructuredState ?? [])}"), result.ToString(), credential.ToString()]);
        Assert.DoesNotContain("Canary", all, StringComparison.Ordinal);
        Assert.DoesNotContain(state, all, StringComparison.Ordinal);
        Assert.Equal(3, errors.Count);
    }

    private static async Task<IntegrationSignInException> FailsAsync(OAuthHost host, SignInFailure failure, string query, ConnectOptions? owner = null)
    {
        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => host.CompleteAsync(query, owner));
        Assert.Equal(failure, error.Failure);
        return error;
    }
}
