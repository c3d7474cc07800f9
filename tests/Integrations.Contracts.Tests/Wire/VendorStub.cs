using System.Collections.Concurrent;
using System.Text;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Integrations.Contracts.Tests.Wire;

/// <summary>
/// A vendor's API on a real socket, one for a test class. Each test gets an account of its own, by whose credential the server knows what that test expects: requests in order, each with
/// method, path and every word of the query. Anything else is answered 409 and fails the test, because what was received is compared as a whole.
/// </summary>
public abstract class VendorStub<TClient, TOptions> : IDisposable
{
    private readonly string _prefix;
    private readonly string _header;
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ServiceProvider> _providers = [];
    private long _accounts;

    /// <summary>A stub with the one mapping: WireMock looks through its mappings one by one.</summary>
    /// <param name="prefix">What all paths begin with.</param>
    /// <param name="header">Header that carries the credential.</param>
    protected VendorStub(string prefix, string header)
    {
        _prefix = prefix;
        _header = header;
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(AnswerAsync));
    }

    internal Uri Address => new(_server.Url + _prefix);

    public void Dispose()
    {
        foreach (var provider in _providers)
        {
            provider.Dispose();
        }

        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An account whose requests are these.</summary>
    internal (TClient Client, Script Script) Expect(IServiceProvider services, params IEnumerable<Exchange> exchanges)
    {
        var account = Interlocked.Increment(ref _accounts);
        var script = new Script(_prefix, exchanges);
        _scripts[script.IsAnonymous ? "" : Credential(account)] = script;
        return (Client(services, account), script);
    }

    /// <summary>A host of the vendor at this server.</summary>
    internal IServiceProvider Host(Action<TOptions>? options = null, Action<VendorHttpOptions>? resilience = null, TimeProvider? time = null)
    {
        var provider = Build(Address, options, resilience, time);
        _providers.Add(provider);
        return provider;
    }

    /// <summary>What the header of an account holds.</summary>
    internal abstract string Credential(long account);

    internal abstract TClient Client(IServiceProvider services, long account);

    internal abstract ServiceProvider Build(Uri address, Action<TOptions>? options, Action<VendorHttpOptions>? resilience, TimeProvider? time);

    private async Task<IResponseMessage> AnswerAsync(IRequestMessage request)
    {
        var headers = request.Headers!.ToDictionary(static h => h.Key, static h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var received = new Received(Received.Normal(request.Method, new Uri(request.Url).PathAndQuery), headers, request.Body);
        var exchange = _scripts.TryGetValue(headers.GetValueOrDefault(_header, ""), out var script) ? script.Next(received) : null;
        if (exchange is null)
        {
            return Json(409, """{"message":"unexpected request"}""");
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
}
