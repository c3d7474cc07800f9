using System.Web;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Fub.Tests;

/// <summary>Every OAuth call, on a real socket: the exact request, and what its answers mean. Values are those of the vendor dossier, section 2.3.</summary>
public sealed class OAuthContractTests
{
    /// <summary>The worked example of the vendor dossier.</summary>
    private const string Client = "Basic Y2xpZW50X3N5bl8wMTpzZWNyZXRfc3luXzAx";

    private const string Tokens = """{"access_token": "synthetic-access-token-0001", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "synthetic-refresh-token-0001"}""";

    private static readonly Uri s_back = new("https://app.example.com/oauth/fub");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AccountRef Account => new("fub", new RowId(17));

    [Fact]
    public async Task The_app_is_created_by_the_system_alone()
    {
        await using FubServer server = Server();
        server.Expect("POST", "/v1/oauthApps", Fixture.Text("oauth-app"), 201);

        FubOAuthApp app = await OAuth(server).CreateAppAsync([s_back], Cancellation);

        Assert.Equal(("client_syn_01", "secret_syn_01", 12L, "https://app.example.com/oauth/fub"), (app.ClientId, app.ClientSecret, app.Id, Assert.Single(app.RedirectUris!)));
        Assert.Equal(new FubTime("2026-01-01T00:00:00Z"), app.CreatedAt);
        Assert.Null(app.Extra);
        Assert.DoesNotContain("secret", app.ToString(), StringComparison.Ordinal);
        AssertSystemOnly(server);
    }

    [Fact]
    public async Task The_addresses_of_the_app_are_replaced()
    {
        await using FubServer server = Server();
        server.Expect("PUT", "/v1/oauthApps", """{"id":12,"redirectUris":["https://app.example.com/oauth/fub"],"clientId":"client_syn_01","scopes":"none"}""");

        FubOAuthApp app = await OAuth(server).SetRedirectUrisAsync([s_back], Cancellation);

        Assert.Null(app.ClientSecret);
        Assert.Equal("none", app.Extra!["scopes"].GetString());
        AssertSystemOnly(server);
    }

    [Fact]
    public async Task Without_a_registered_system_no_app_is_asked_for()
    {
        await using var server = new FubServer { Options = static o => (o.SystemName, o.SystemKey) = (null, null) };

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => OAuth(server).CreateAppAsync([s_back], Cancellation));

        Assert.Contains("SystemName", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => OAuth(Server()).CreateAppAsync([], Cancellation));
    }

    [Theory]
    [InlineData(401, typeof(IntegrationAuthenticationException))]
    [InlineData(403, typeof(IntegrationAuthorizationException))]
    public async Task A_system_that_the_vendor_does_not_know_is_told_what_to_check(int status, Type error)
    {
        await using FubServer server = Server();
        server.Expect("POST", "/v1/oauthApps", """{"errorMessage":"You do not have access to this API endpoint"}""", status);

        Exception thrown = (await Record.ExceptionAsync(() => OAuth(server).CreateAppAsync([s_back], Cancellation)))!;

        Assert.IsType(error, thrown);
        Assert.Contains("SystemKey", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_app_is_not_created_twice_when_the_answer_is_lost(int status)
    {
        await using FubServer server = Server();
        server.Expect("POST", "/v1/oauthApps", "", status);

        await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => OAuth(server).CreateAppAsync([s_back], Cancellation));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "&prompt=login")]
    public async Task The_browser_is_sent_to_the_vendors_page(bool forceLogin, string prompt)
    {
        await using FubServer server = Server();

        Uri address = await OAuth(server).BeginAsync(s_back, forceLogin: forceLogin, cancellationToken: Cancellation);

        Assert.Matches(
            "^https://app\\.followupboss\\.com/oauth/authorize\\?response_type=auth_code&client_id=client_syn_01&redirect_uri=https%3A%2F%2Fapp\\.example\\.com%2Foauth%2Ffub&state=[A-Za-z0-9_-]{64}" + prompt + "$",
            address.AbsoluteUri);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_is_exchanged_and_whose_it_is_is_asked_with_the_token_and_the_system(bool withState)
    {
        await using FubServer server = Server(o => o.OAuth.StateOnExchange = withState);
        string state = await BeginAsync(server);
        server
            .Expect("POST", "/oauth/token", Tokens)
            .Expect("identity", Fixture.Text("identity"))
            .Expect("users?limit=100", FubServer.Page("users", Fixture.Text("user"), total: 1));

        OAuthResult result = await OAuth(server).CompleteAsync($"?response=approved&code=code-0001&state={state}", cancellationToken: Cancellation);

        Assert.Equal("1700000001", result.Account!.VendorAccountId);
        Assert.Equal($"grant_type=authorization_code&code=code-0001&redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Ffub{(withState ? "&state=" + state : "")}", server.Bodies.First());
        IReadOnlyDictionary<string, string> token = server.Headers.First();
        Assert.Equal((Client, "application/x-www-form-urlencoded"), (token["Authorization"], token["Content-Type"]));
        Assert.DoesNotContain("X-System-Key", token.Keys);
        Assert.All(server.Headers.Skip(1), static h => Assert.Equal(("Bearer synthetic-access-token-0001", "synthetic-system-key-0001"), (h["Authorization"], h["X-System-Key"])));
    }

    [Fact]
    public async Task A_user_who_declines_is_a_result()
    {
        await using FubServer server = Server();
        string state = await BeginAsync(server);

        Assert.True((await OAuth(server).CompleteAsync($"response=denied&state={state}", cancellationToken: Cancellation)).IsDenied);
    }

    [Fact]
    public async Task A_code_that_is_refused_connects_nothing()
    {
        await using FubServer server = Server();
        string state = await BeginAsync(server);
        server.Expect("POST", "/oauth/token", """{"error":"invalid_grant"}""", 400);

        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => OAuth(server).CompleteAsync($"response=approved&code=used&state={state}", cancellationToken: Cancellation));

        Assert.Equal(SignInFailure.CodeRefused, error.Failure);
    }

    [Fact]
    public async Task A_token_about_to_end_is_renewed_before_it_is_sent()
    {
        await using FubServer server = Server();
        Stored(server, server.Time.GetUtcNow().AddSeconds(90));
        server.Expect("POST", "/oauth/token", Tokens).Expect("calls/1", """{"id":1}""");

        await server.Client().GetCallAsync(1, Cancellation);

        Assert.Equal("grant_type=refresh_token&refresh_token=old-refresh", server.Bodies.First());
        Assert.Equal([Client, "Bearer synthetic-access-token-0001"], server.Headers.Select(static h => h["Authorization"]));
        VendorCredential stored = server.Credentials.Stored(Account);
        Assert.Equal(
            ("synthetic-access-token-0001", "synthetic-refresh-token-0001", server.Time.GetUtcNow().AddHours(1), 2), (stored.AccessToken, stored.RefreshToken, stored.ExpiresAt, stored.Version));
    }

    [Fact]
    public async Task A_renewal_sends_a_state_when_the_host_says_so_and_keeps_the_refresh_token_that_is_not_given_again()
    {
        await using FubServer server = Server(static o => o.OAuth.StateOnRenewal = true);
        Stored(server, server.Time.GetUtcNow());
        server.Expect("POST", "/oauth/token", """{"access_token":"new-access","expires_in":"3600"}""").Expect("calls/1", """{"id":1}""");

        await server.Client().GetCallAsync(1, Cancellation);

        Assert.Matches("^grant_type=refresh_token&refresh_token=old-refresh&state=[0-9a-f]{32}$", server.Bodies.First());
        Assert.Equal("old-refresh", server.Credentials.Stored(Account).RefreshToken);
    }

    [Fact]
    public async Task A_401_renews_once_and_a_second_is_final()
    {
        await using FubServer server = Server();
        Stored(server, server.Time.GetUtcNow().AddHours(1));
        server
            .Expect("calls/1", """{"errorMessage":"Invalid token"}""", 401)
            .Expect("POST", "/oauth/token", Tokens)
            .Expect("calls/1", """{"id":1}""")
            .Expect("calls/2", "", 401)
            .Expect("POST", "/oauth/token", Tokens.Replace("0001", "0002", StringComparison.Ordinal))
            .Expect("calls/2", "", 401)
            .Expect("calls/2", "", 401);

        await server.Client().GetCallAsync(1, Cancellation);
        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => server.Client().GetCallAsync(2, Cancellation));
        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => server.Client().GetCallAsync(2, Cancellation));

        Assert.Equal(2, server.Requests.Count(static r => r.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("invalid_grant", 400, typeof(IntegrationAuthenticationException))]
    [InlineData("invalid_client", 401, typeof(IntegrationConfigurationException))]
    [InlineData("unauthorized_client", 400, typeof(IntegrationConfigurationException))]
    [InlineData("unsupported_grant_type", 400, typeof(IntegrationValidationException))]
    [InlineData("invalid_request", 400, typeof(IntegrationValidationException))]
    [InlineData("server_error", 500, typeof(IntegrationUnavailableException))]
    [InlineData("server_error", 400, typeof(IntegrationUnavailableException))]
    [InlineData("", 503, typeof(IntegrationUnavailableException))]
    [InlineData("", 429, typeof(IntegrationRateLimitException))]
    public async Task Every_documented_error_of_the_token_endpoint_has_its_kind(string code, int status, Type kind)
    {
        foreach (string key in new[] { "error", "errorMessage" })
        {
            await using FubServer server = Server();
            Stored(server, server.Time.GetUtcNow());
            server.Expect("POST", "/oauth/token", $$"""{"{{key}}":"{{code}}"}""", status);

            Exception error = (await Record.ExceptionAsync(() => server.Client().GetCallAsync(1, Cancellation)))!;

            Assert.IsType(kind, error);
            Assert.Equal(Account, ((IntegrationException)error).Context.Account);
            Assert.DoesNotContain("old-refresh", error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("secret_syn", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html></html>")]
    [InlineData("""{"token_type":"Bearer"}""")]
    public async Task An_answer_without_a_token_passes_by_itself_and_stores_nothing(string body)
    {
        await using FubServer server = Server();
        Stored(server, server.Time.GetUtcNow());
        server.Expect("POST", "/oauth/token", body);

        var error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => server.Client().GetCallAsync(1, Cancellation));

        Assert.True(error.IsTransient);
        Assert.Equal(1, server.Credentials.Stored(Account).Version);
    }

    [Fact]
    public async Task A_token_without_a_client_of_the_host_says_what_to_set()
    {
        await using var server = new FubServer();
        Stored(server, server.Time.GetUtcNow());

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => server.Client().GetCallAsync(1, Cancellation));
        Assert.Contains("FubOptions.OAuth.ClientId", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => OAuth(server).BeginAsync(s_back, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_token_that_the_host_brought_without_a_refresh_token_is_used_until_it_is_refused()
    {
        await using FubServer server = Server();
        server.Credentials.Set(Account, new VendorCredential { AccessToken = "old-access", ExpiresAt = server.Time.GetUtcNow() });
        server.Expect("calls/1", """{"id":1}""").Expect("calls/1", "", 401);

        await server.Client().GetCallAsync(1, Cancellation);

        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => server.Client().GetCallAsync(1, Cancellation));
    }

    private static IFubOAuth OAuth(FubServer server) => server.Services.GetRequiredService<IFubOAuth>();

    private static void Stored(FubServer server, DateTimeOffset end) =>
        server.Credentials.Set(Account, new VendorCredential { AccessToken = "old-access", RefreshToken = "old-refresh", ExpiresAt = end });

    private static FubServer Server(Action<FubOptions>? options = null)
    {
        var server = new FubServer
        {
            Configure = static s =>
            {
                s.AddSingleton<IOAuthStateStore, States>();
                s.AddSingleton<IAccountConnector, Connector>();
            },
        };
        server.Options = o =>
        {
            (o.OAuth.ClientId, o.OAuth.ClientSecret, o.OAuth.TokenAddress) = ("client_syn_01", "secret_syn_01", server.TokenAddress);
            options?.Invoke(o);
        };
        return server;
    }

    private static async Task<string> BeginAsync(FubServer server) =>
        HttpUtility.ParseQueryString((await OAuth(server).BeginAsync(s_back, cancellationToken: Cancellation)).Query)["state"]!;

    private static void AssertSystemOnly(FubServer server)
    {
        IReadOnlyDictionary<string, string> headers = Assert.Single(server.Headers);
        Assert.DoesNotContain("Authorization", headers.Keys);
        Assert.Equal(("synthetic-system", "synthetic-system-key-0001"), (headers["X-System"], headers["X-System-Key"]));
        Assert.Equal("application/json", headers["Content-Type"]);
        Assert.Equal("""{"redirectUris":["https://app.example.com/oauth/fub"]}""", Assert.Single(server.Bodies));
    }

    private sealed class States : IOAuthStateStore
    {
        private readonly Dictionary<Guid, OAuthState> _states = [];

        public Task AddAsync(OAuthState state, CancellationToken cancellationToken = default)
        {
            _states.Add(state.Key, state);
            return Task.CompletedTask;
        }

        public Task<OAuthState?> FindAsync(Guid key, CancellationToken cancellationToken = default) => Task.FromResult(_states.GetValueOrDefault(key));

        public Task<bool> TryUseAsync(Guid key, CancellationToken cancellationToken = default) => Task.FromResult(true);
    }

    private sealed class Connector(IEnumerable<IVendorIdentityReader> readers) : IAccountConnector
    {
        public async Task<AccountInfo> ConnectAsync(string vendor, VendorCredential credential, ConnectOptions? options = null, CancellationToken cancellationToken = default)
        {
            VendorIdentity identity = await readers.Single().ReadAsync(credential, cancellationToken);
            return new AccountInfo { Ref = Account, VendorAccountId = identity.AccountId };
        }
    }
}
