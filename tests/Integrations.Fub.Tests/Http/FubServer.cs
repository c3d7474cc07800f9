using System.Collections.Concurrent;
using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Integrations.Fub.Tests;

/// <summary>
/// A vendor on a real socket that knows only the requests a test expects, each once and in full: method, path and every query word. An unexpected request, and an expected one that
/// never came, fail the test.
/// </summary>
internal sealed class FubServer : IAsyncDisposable
{
    public const string Key = "fka_synthetic_0001";

    /// <summary>The worked example of the vendor dossier.</summary>
    public const string Basic = "Basic ZmthX3N5bnRoZXRpY18wMDAxOg==";

    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly Dictionary<string, Queue<Answer>> _expected = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly Lock _lock = new();
    private ServiceProvider? _services;

    public FubServer()
    {
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(Respond));
    }

    /// <summary>Requests in the order in which they came: method, path and sorted query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Headers { get; } = new();

    /// <summary>Bodies of the requests; empty for one without.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 15, 17, 0, 0, TimeSpan.Zero));

    public StubCredentials Credentials { get; } = new() { [new AccountRef("fub", new RowId(17))] = Key };

    public Action<FubOptions> Options { get; set; } = static _ => { };

    public Action<IServiceCollection> Configure { get; set; } = static _ => { };

    public Uri BaseAddress => new(_server.Url + "/v1/");

    public Uri TokenAddress => new(_server.Url + "/oauth/token");

    public IServiceProvider Services => _services ??= Build();

    public ISyncSource Source(string entity) => Services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == entity);

    public FubClient Client(long account = 17) => Services.GetRequiredService<IFubClientFactory>().Create(new AccountRef("fub", new RowId(account)));

    /// <summary>Expects one request.</summary>
    public FubServer Expect(string pathAndQuery, string json, int status = 200, DateTimeOffset? date = null) => Expect("GET", "/v1/" + pathAndQuery, json, status, date);

    /// <summary>Expects one request, by its method and the path from the root.</summary>
    public FubServer Expect(string method, string pathAndQuery, string json, int status = 200, DateTimeOffset? date = null)
    {
        string key = Normal(method, pathAndQuery);
        lock (_lock)
        {
            if (!_expected.TryGetValue(key, out Queue<Answer>? answers))
            {
                _expected[key] = answers = new Queue<Answer>();
            }

            answers.Enqueue(new Answer(json, status, date));
        }

        return this;
    }

    /// <summary>A list answer.</summary>
    public static string Page(string collection, string records, long? total = null, string? next = null, int offset = 0, int limit = 100)
    {
        string totalText = total is { } number ? $"\"total\":{number}," : "";
        string nextText = next is null ? "null" : $"\"{next}\"";
        return $$"""{"_metadata":{"collection":"{{collection}}","offset":{{offset}},"limit":{{limit}},{{totalText}}"next":{{nextText}},"nextLink":null},"{{collection}}":[{{records}}]}""";
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _server.Stop();
        _server.Dispose();
        Assert.Empty(_unexpected);
        Assert.Empty(_expected.Where(static e => e.Value.Count > 0).Select(static e => e.Key));
    }

    private static string Normal(string method, string pathAndQuery)
    {
        string[] parts = pathAndQuery.Split('?', 2);
        IEnumerable<string> query = parts.Length == 1 ? [] : parts[1].Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal);
        return $"{method} {parts[0]}?{string.Join('&', query)}";
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ICredentialStore>(Credentials);
        Configure(services);
        services.AddFubIntegration(o =>
        {
            o.BaseAddress = BaseAddress;
            o.SystemName = "synthetic-system";
            o.SystemKey = "synthetic-system-key-0001";
            Options(o);
        }).HttpClient.AddHttpMessageHandler(static () => new VendorClock());
        return services.BuildServiceProvider();
    }

    private ResponseMessage Respond(IRequestMessage request)
    {
        var uri = new Uri(request.Url);
        string key = Normal(request.Method, uri.PathAndQuery);
        Requests.Enqueue(key);
        Bodies.Enqueue(request.Body ?? "");
        Headers.Enqueue(request.Headers!.ToDictionary(static h => h.Key, static h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
        Answer? answer;
        lock (_lock)
        {
            answer = _expected.TryGetValue(key, out Queue<Answer>? answers) && answers.Count > 0 ? answers.Dequeue() : null;
        }

        if (answer is null)
        {
            // 409 is neither retried nor taken for a fact of paging.
            _unexpected.Enqueue(key);
            answer = new Answer("""{"errorMessage":"unexpected request"}""", 409, null);
        }

        var headers = new Dictionary<string, WireMock.Types.WireMockList<string>>(StringComparer.Ordinal) { ["Content-Type"] = new("application/json") };
        if (answer.Date is { } date)
        {
            headers[VendorClock.Header] = new(date.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }

        return new ResponseMessage
        {
            StatusCode = answer.Status,
            Headers = headers,
            BodyData = new WireMock.Util.BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = answer.Json, Encoding = System.Text.Encoding.UTF8 },
        };
    }

    private sealed record Answer(string Json, int Status, DateTimeOffset? Date);
}
