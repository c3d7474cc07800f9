using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Integrations.Fub;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>
/// The vendor's API on a real socket, one for a test class. Each test gets an account of its own, by whose key the server knows what that test expects: requests in order, each with
/// method, path and every word of the query. Anything else is answered 409 and fails the test, because what was received is compared as a whole.
/// </summary>
public sealed class VendorStub : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ServiceProvider> _providers = [];
    private long _accounts;

    /// <summary>The one mapping: WireMock looks through its mappings one by one.</summary>
    public VendorStub() => _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(AnswerAsync));

    internal Uri Address => new(_server.Url + "/v1/");

    public void Dispose()
    {
        foreach (var provider in _providers)
        {
            provider.Dispose();
        }

        _server.Dispose();
    }

    /// <summary>An account whose requests are these.</summary>
    internal (FubClient Client, Script Script) Expect(IServiceProvider services, params IEnumerable<Exchange> exchanges)
    {
        var account = Interlocked.Increment(ref _accounts);
        var script = new Script(exchanges);
        _scripts[script.IsAnonymous ? "" : FubHost.Authorization(account)] = script;
        return (FubHost.Client(services, account), script);
    }

    /// <summary>A host of the vendor at this server.</summary>
    internal IServiceProvider Host(Action<FubOptions>? options = null, Action<VendorHttpOptions>? resilience = null, TimeProvider? time = null)
    {
        var provider = FubHost.Build(Address, options, resilience, time);
        _providers.Add(provider);
        return provider;
    }

    private async Task<IResponseMessage> AnswerAsync(IRequestMessage request)
    {
        var headers = request.Headers!.ToDictionary(static h => h.Key, static h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var received = new Received(Normal(request.Method, new Uri(request.Url).PathAndQuery), headers, request.Body);
        var exchange = _scripts.TryGetValue(headers.GetValueOrDefault("Authorization", ""), out var script) ? script.Next(received) : null;
        if (exchange is null)
        {
            return Json(409, """{"errorMessage":"unexpected request"}""");
        }

        if (exchange.Hold is { } hold)
        {
            await hold;
        }

        var response = Json(exchange.Status, exchange.Answer);
        if (exchange.RetryAfter is { } wait)
        {
            response.Headers!["Retry-After"] = new(wait);
        }

        return response;
    }

    private static ResponseMessage Json(int status, string body)
    {
        var response = new ResponseMessage { StatusCode = status, Headers = new Dictionary<string, WireMock.Types.WireMockList<string>>(StringComparer.Ordinal) };
        if (body.Length > 0)
        {
            response.Headers["Content-Type"] = new("application/json");
            response.BodyData = new WireMock.Util.BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = body, Encoding = Encoding.UTF8 };
        }

        return response;
    }

    internal static string Normal(string method, string pathAndQuery)
    {
        var parts = pathAndQuery.Split('?', 2);
        IEnumerable<string> query = parts.Length == 1 ? [] : parts[1].Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{method} {parts[0]}?{string.Join('&', query)}");
    }

    /// <summary>What one account expects, and what came.</summary>
    internal sealed class Script(IEnumerable<Exchange> exchanges)
    {
        private readonly Lock _lock = new();
        private readonly Queue<Exchange> _left = new(exchanges);
        private readonly List<Received> _received = [];
        private readonly List<string> _expected = [.. exchanges.Select(static e => Normal(e.Method, "/v1/" + e.Request))];

        public bool IsAnonymous { get; } = exchanges.Any(static e => e.IsAnonymous);

        public bool HasReceived
        {
            get
            {
                lock (_lock)
                {
                    return _received.Count > 0;
                }
            }
        }

        /// <summary>The requests, once they are exactly those that were expected.</summary>
        public IReadOnlyList<Received> Verify()
        {
            lock (_lock)
            {
                Assert.Equal(_expected, _received.Select(static r => r.Request));
                return [.. _received];
            }
        }

        public Exchange? Next(Received received)
        {
            lock (_lock)
            {
                _received.Add(received);
                return _left.TryPeek(out var next) && Normal(next.Method, "/v1/" + next.Request) == received.Request ? _left.Dequeue() : null;
            }
        }
    }
}
