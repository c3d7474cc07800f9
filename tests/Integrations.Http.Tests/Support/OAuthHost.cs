using System.Net;
using System.Web;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Http.Tests;

/// <summary>A host whose invented vendor has OAuth: states and accounts in memory, a token endpoint that a test answers.</summary>
internal sealed class OAuthHost : IDisposable
{
    public const string ClientSecret = "Canary-client-secret";

    public OAuthHost(Func<HttpRequestMessage, string, HttpResponseMessage>? answer = null, OAuthProfile? profile = null) => Acme = new AcmeHost(
        (_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK)),
        services: services =>
        {
            services.AddSingleton<IOAuthStateStore>(States);
            services.AddSingleton<IAccountConnector>(Connector);
            services.AddVendorOAuth("acme", _ => profile ?? Profile()).ConfigurePrimaryHttpMessageHandler(() => new TokenEndpoint(this, answer ?? ((_, _) => Tokens())));
        });

    public AcmeHost Acme { get; }

    public MemoryStates States { get; } = new();

    public RecordingConnector Connector { get; } = new();

    public List<string> Forms { get; } = [];

    public IOAuthClient Client => Acme.Services.GetRequiredKeyedService<IOAuthClient>("acme");

    public static OAuthProfile Profile(string? clientId = "client-1", bool secretInForm = false, bool stateOnExchange = false, bool stateOnRenewal = false) => new()
    {
        Vendor = "acme",
        AuthorizeAddress = new Uri("https://app.example.com/oauth/authorize"),
        TokenAddress = new Uri("https://app.example.com/oauth/token"),
        ClientId = clientId,
        ClientSecret = ClientSecret,
        MissingClientRemedy = "Set AcmeOptions.ClientId.",
        SecretInForm = secretInForm,
        StateOnExchange = stateOnExchange,
        StateOnRenewal = stateOnRenewal,
    };

    public static HttpResponseMessage Tokens() => AcmeHost.Answer(
        HttpStatusCode.OK, """{"access_token":"Canary-access-1","token_type":"Bearer","expires_in":3600,"refresh_token":"Canary-refresh-1"}""");

    public async Task<string> BeginAsync(ConnectOptions? owner = null) => HttpUtility.ParseQueryString((await Client.BeginAsync(
        new OAuthRequest { RedirectUri = new Uri("https://host.example.com/back"), Owner = owner ?? new ConnectOptions() }, TestContext.Current.CancellationToken)).Query)["state"]!;

    public Task<OAuthResult> CompleteAsync(string query, ConnectOptions? owner = null) => Client.CompleteAsync(query, owner ?? new ConnectOptions(), TestContext.Current.CancellationToken);

    public void Dispose() => Acme.Dispose();

    internal sealed class MemoryStates : IOAuthStateStore
    {
        private readonly Dictionary<Guid, OAuthState> _states = [];

        public IReadOnlyCollection<OAuthState> All => _states.Values;

        public bool LosesRaces { get; set; }

        public Task AddAsync(OAuthState state, CancellationToken cancellationToken = default)
        {
            _states.Add(state.Key, state);
            return Task.CompletedTask;
        }

        public Task<OAuthState?> FindAsync(Guid key, CancellationToken cancellationToken = default) => Task.FromResult(_states.GetValueOrDefault(key));

        public Task<bool> TryUseAsync(Guid key, CancellationToken cancellationToken = default)
        {
            bool isFirst = _states[key].UsedAt is null && !LosesRaces;
            _states[key] = _states[key] with { UsedAt = DateTimeOffset.UnixEpoch };
            return Task.FromResult(isFirst);
        }
    }

    internal sealed class RecordingConnector : IAccountConnector
    {
        public List<(string Vendor, VendorCredential Credential, ConnectOptions? Options)> Connected { get; } = [];

        public Task<AccountInfo> ConnectAsync(string vendor, VendorCredential credential, ConnectOptions? options = null, CancellationToken cancellationToken = default)
        {
            Connected.Add((vendor, credential, options));
            return Task.FromResult(new AccountInfo { Ref = new AccountRef(vendor, new RowId(17)) });
        }
    }

    private sealed class TokenEndpoint(OAuthHost host, Func<HttpRequestMessage, string, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is null)
            {
                return answer(request, "");
            }

            string form = await request.Content.ReadAsStringAsync(cancellationToken);
            host.Forms.Add(form);
            return answer(request, form);
        }
    }
}
