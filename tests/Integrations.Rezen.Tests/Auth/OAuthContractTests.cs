using System.Web;
using Integrations.Abstractions;
using Integrations.Http;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>Sign-ins against the simulated issuer, which insists on the proof key, the encoded client and its discovery.</summary>
public sealed class OAuthContractTests
{
    private static readonly Uri s_back = new("https://app.example.com/oauth/rezen");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AccountRef Account => new("rezen", new RowId(17));

    [Fact]
    public async Task A_code_is_exchanged_and_the_account_is_that_of_the_user_who_agreed()
    {
        await using var world = await World.StartAsync();

        OAuthResult result = await world.OAuth.CompleteAsync(await world.CallbackAsync(), cancellationToken: Cancellation);

        Assert.Equal(world.Simulator.Accounts[0].YentaId.ToString("D"), result.Account!.VendorAccountId);
        VendorCredential stored = world.Credentials.Stored(Account);
        Assert.Equal(world.Time.GetUtcNow().AddHours(12), stored.ExpiresAt);
        Assert.Null(stored.ApiKey);
        Assert.NotNull(stored.RefreshToken);
    }

    [Fact]
    public async Task A_user_who_declines_is_a_result()
    {
        await using var world = await World.StartAsync();
        world.Simulator.OAuth.Deny();

        Assert.True((await world.OAuth.CompleteAsync(await world.CallbackAsync(), cancellationToken: Cancellation)).IsDenied);
    }

    [Theory]
    [InlineData("https://issuer.example.com")]
    [InlineData(null)]
    public async Task I11_a_callback_that_does_not_name_the_issuer_connects_nothing(string? issuer)
    {
        await using var world = await World.StartAsync();
        var query = HttpUtility.ParseQueryString(await world.CallbackAsync());
        query["iss"] = issuer;
        if (issuer is null)
        {
            query.Remove("iss");
        }

        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => world.OAuth.CompleteAsync(query.ToString()!, cancellationToken: Cancellation));

        Assert.Equal(SignInFailure.OtherIssuer, error.Failure);
    }

    [Fact]
    public async Task A_code_lives_a_minute()
    {
        await using var world = await World.StartAsync();
        string callback = await world.CallbackAsync();
        world.Time.Advance(TimeSpan.FromSeconds(61));

        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => world.OAuth.CompleteAsync(callback, cancellationToken: Cancellation));

        Assert.Equal(SignInFailure.CodeRefused, error.Failure);
    }

    [Fact]
    public async Task A_token_about_to_end_is_renewed_before_it_is_sent_and_the_new_refresh_token_is_stored()
    {
        await using var world = await World.StartAsync();
        await world.OAuth.CompleteAsync(await world.CallbackAsync(), cancellationToken: Cancellation);
        VendorCredential first = world.Credentials.Stored(Account);
        world.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(30));

        await world.Client.GetMeAsync(Cancellation);

        VendorCredential second = world.Credentials.Stored(Account);
        Assert.NotEqual(first.AccessToken, second.AccessToken);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
    }

    [Fact]
    public async Task What_the_user_took_back_is_an_authentication_error()
    {
        await using var world = await World.StartAsync();
        await world.OAuth.CompleteAsync(await world.CallbackAsync(), cancellationToken: Cancellation);
        world.Simulator.OAuth.Revoke(world.Simulator.Accounts[0].Id);

        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => world.Client.GetMeAsync(Cancellation));
    }

    private sealed class World : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        private World(RezenSimulator simulator, FakeTimeProvider time)
        {
            (Simulator, Time) = (simulator, time);
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton<ICredentialStore>(Credentials);
            services.AddSingleton<IOAuthStateStore, States>();
            services.AddSingleton<IAccountConnector>(p => new Connector(p.GetServices<IVendorIdentityReader>(), Credentials));
            services.AddRezenIntegration(o =>
            {
                foreach ((string service, Uri address) in simulator.Services)
                {
                    o.Services[service] = new Uri(address.GetLeftPart(UriPartial.Authority));
                }

                (o.OAuth.ClientId, o.OAuth.ClientSecret, o.OAuth.Issuer) = ("client_sim_0001", "secret_sim_0001", simulator.OAuth.Issuer);
            });
            _services = services.BuildServiceProvider();
        }

        public RezenSimulator Simulator { get; }

        public FakeTimeProvider Time { get; }

        public StubCredentials Credentials { get; } = new();

        public IRezenOAuth OAuth => _services.GetRequiredService<IRezenOAuth>();

        public RezenClient Client => _services.GetRequiredService<IRezenClientFactory>().Create(Account);

        public static async Task<World> StartAsync()
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 16, 12, 0, 0, TimeSpan.Zero));
            return new World(await RezenSimulator.StartAsync(new RezenSimulatorOptions { TimeProvider = time, AccountCount = 1 }, Cancellation), time);
        }

        /// <summary>Goes to the vendor's page as a browser does. What comes back is the query of the callback.</summary>
        public async Task<string> CallbackAsync()
        {
            Uri page = await OAuth.BeginAsync(s_back, cancellationToken: Cancellation);
            using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
            using HttpResponseMessage response = await browser.GetAsync(page, Cancellation);
            return response.Headers.Location!.Query;
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await Simulator.DisposeAsync();
        }
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

    private sealed class Connector(IEnumerable<IVendorIdentityReader> readers, StubCredentials credentials) : IAccountConnector
    {
        public async Task<AccountInfo> ConnectAsync(string vendor, VendorCredential credential, ConnectOptions? options = null, CancellationToken cancellationToken = default)
        {
            VendorIdentity identity = await readers.Single().ReadAsync(credential, cancellationToken);
            credentials.Set(Account, credential);
            return new AccountInfo { Ref = Account, VendorAccountId = identity.AccountId };
        }
    }
}
