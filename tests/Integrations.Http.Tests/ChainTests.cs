using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Integrations.Http.Tests;

/// <summary>The whole chain over real sockets.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly AcmeHost _host;

    public ChainTests() => _host = new AcmeHost(address: new Uri(_server.Url! + "/"), options: each => each.RetryDelay = TimeSpan.FromMilliseconds(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_comes_with_its_records_bytes_and_the_vendors_clock_and_is_counted()
    {
        const string Body = """{"_metadata":{"total":2},"things":[{"id":1,"name":"A"},{"id":2, "name":"B"}]}""";
        _server.Given(Request.Create().WithPath("/v1/things").UsingGet())
            .RespondWith(Response.Create().WithHeader("Date", "Thu, 15 Jan 2026 16:20:29 GMT").WithBody(Body));
        RequestTally tally = new();

        AcmePage page = await _host.Api(1, tally).ListAsync(new DateTimeOffset(2026, 1, 15, 16, 20, 29, TimeSpan.Zero), Cancellation);

        Assert.Equal(["""{"id":1,"name":"A"}""", """{"id":2, "name":"B"}"""], page.Page.Records.Select(each => Encoding.UTF8.GetString(each.Raw.Span)));
        Assert.Equal("B", page.Page.Records[1].Value!.Name);
        Assert.NotNull(page.ServerTime);
        Assert.Equal(1, tally.Requests);
        Assert.Equal(Body.Length, tally.BytesRead);
        Assert.Equal("2026-01-15T16:20:29Z", Assert.Single(_server.LogEntries).RequestMessage!.Query!["updatedAfter"].Single());
    }

    [Fact]
    public async Task Each_account_sends_its_own_credential()
    {
        _server.Given(Request.Create().WithPath("/v1/things/7")).RespondWith(Response.Create().WithBody("""{"id":7}"""));

        await _host.Api(1).GetAsync(7, Cancellation);
        await _host.Api(2).GetAsync(7, Cancellation);

        Assert.Equal(
            [Basic("key-of-1"), Basic("key-of-2")],
            _server.LogEntries.Select(each => each.RequestMessage!.Headers!["Authorization"].Single()));
    }

    [Fact]
    public async Task A_401_is_renewed_once_and_the_request_is_sent_again()
    {
        _server.Given(Request.Create().WithPath("/v1/things/7").WithHeader("Authorization", Basic("renewed"))).AtPriority(1)
            .RespondWith(Response.Create().WithBody("""{"id":7}"""));
        _server.Given(Request.Create().WithPath("/v1/things/7")).AtPriority(2).RespondWith(Response.Create().WithStatusCode(401));
        _host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", Version = old.Version + 1 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.Api(1).GetAsync(7, Cancellation)));
        await _host.Api(1).GetAsync(7, Cancellation);

        Assert.Equal(1, _host.Renewals.Count);
    }

    [Fact]
    public async Task Second_401_is_an_authentication_error()
    {
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithStatusCode(401));
        _host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", Version = old.Version + 1 });

        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => _host.Api(1).GetAsync(7, Cancellation));

        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_500_is_retried()
    {
        _server.Given(Request.Create().WithPath("/v1/things/7")).InScenario("s").WillSetStateTo("up").RespondWith(Response.Create().WithStatusCode(500));
        _server.Given(Request.Create().WithPath("/v1/things/7")).InScenario("s").WhenStateIs("up").RespondWith(Response.Create().WithBody("""{"id":7}"""));
        RequestTally tally = new();

        Assert.Equal(7, (await _host.Api(1, tally).GetAsync(7, Cancellation)).Id);
        Assert.Equal(2, tally.Requests);
    }

    [Fact]
    public async Task A_POST_has_a_length_and_a_type_and_is_sent_once_even_after_503()
    {
        _server.Given(Request.Create().WithPath("/v1/things").UsingPost()).RespondWith(Response.Create().WithStatusCode(503));

        await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => _host.Api(1).CreateAsync(new AcmeThing { Id = 7, Name = "café" }, Cancellation));

        ILogEntry entry = Assert.Single(_server.LogEntries);
        Assert.Equal("""{"id":7,"name":"caf\u00E9"}""", entry.RequestMessage!.Body);
        Assert.Equal("application/json", entry.RequestMessage.Headers!["Content-Type"].Single());
        Assert.False(entry.RequestMessage.Headers.ContainsKey("Transfer-Encoding"));
    }

    [Fact]
    public async Task A_POST_that_meets_an_old_token_is_sent_again_with_its_body()
    {
        _server.Given(Request.Create().WithPath("/v1/things").UsingPost().WithHeader("Authorization", Basic("renewed"))).AtPriority(1)
            .RespondWith(Response.Create().WithBody("""{"id":7}"""));
        _server.Given(Request.Create().UsingAnyMethod()).AtPriority(2).RespondWith(Response.Create().WithStatusCode(401));
        _host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", Version = old.Version + 1 });

        await _host.Api(1).CreateAsync(new AcmeThing { Id = 7 }, Cancellation);

        Assert.Equal(2, _server.LogEntries.Count);
        Assert.All(_server.LogEntries, each => Assert.Contains("\"id\":7", each.RequestMessage!.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task I14_a_redirect_to_another_host_is_not_followed_and_the_credential_is_not_sent_there()
    {
        using WireMockServer other = WireMockServer.Start();
        other.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithBody("""{"id":7}"""));
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithStatusCode(302).WithHeader("Location", other.Url + "/v1/things/7"));

        IntegrationProtocolException error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => _host.Api(1).GetAsync(7, Cancellation));

        Assert.Equal(302, error.Context.StatusCode);
        Assert.Empty(other.LogEntries);
    }

    [Fact]
    public async Task A_cookie_of_one_account_is_not_sent_with_another()
    {
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithHeader("Set-Cookie", "session=1; Path=/").WithBody("""{"id":7}"""));

        await _host.Api(1).GetAsync(7, Cancellation);
        await _host.Api(2).GetAsync(7, Cancellation);

        Assert.All(_server.LogEntries, each => Assert.False(each.RequestMessage!.Headers!.ContainsKey("Cookie")));
    }

    [Fact]
    public async Task A_vendor_that_is_not_there_is_unavailable()
    {
        using AcmeHost host = new(address: new Uri("http://127.0.0.1:9/"), options: each => each.MaxRetries = 0);

        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api(1).GetAsync(7, Cancellation));

        Assert.Contains("ConnectionError", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_are_learned_from_headers_over_the_wire()
    {
        foreach (int left in (int[])[1, 0])
        {
            _server.Given(Request.Create().WithPath("/v1/notes")).InScenario("s").WhenStateIs(left == 1 ? null! : "one").WillSetStateTo(left == 1 ? "one" : "two")
                .RespondWith(Response.Create()
                    .WithHeader("X-RateLimit-Limit", "2").WithHeader("X-RateLimit-Remaining", $"{left}").WithHeader("X-RateLimit-Window", "3600").WithHeader("X-RateLimit-Context", "notes")
                    .WithBody("{}"));
        }

        await _host.Api(1).NotesAsync(Cancellation);
        await _host.Api(1).NotesAsync(Cancellation);

        IntegrationRateLimitException error = await Assert.ThrowsAsync<IntegrationRateLimitException>(() => _host.Api(1).NotesAsync(Cancellation));

        Assert.InRange(error.Context.RetryAfter!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(62));
        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_host_may_add_a_handler_of_its_own_and_adding_the_vendor_twice_is_harmless()
    {
        int seen = 0;
        using AcmeHost host = new(address: new Uri(_server.Url! + "/"), services: services =>
        {
            services.AddVendorHttpClient(Acme.Profile(new Uri(_server.Url! + "/"))).AddHttpMessageHandler(() => new Counting(() => seen++));
        });
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithBody("""{"id":7}"""));
        RequestTally tally = new();

        await host.Api(1, tally).GetAsync(7, Cancellation);

        Assert.Equal(1, seen);
        Assert.Equal(1, tally.Requests);
    }

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    private static string Basic(string key) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(key + ":"));

    private sealed class Counting(Action seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
