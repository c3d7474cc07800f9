using System.Net;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class ErrorTests
{
    private const string Secret = "kjh34kjh5k3j4h5kj3h45kj3h4";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, typeof(IntegrationValidationException), false)]
    [InlineData(401, typeof(IntegrationAuthenticationException), false)]
    [InlineData(402, typeof(IntegrationAuthorizationException), false)]
    [InlineData(403, typeof(IntegrationAuthorizationException), false)]
    [InlineData(404, typeof(IntegrationNotFoundException), false)]
    [InlineData(405, typeof(IntegrationValidationException), false)]
    [InlineData(408, typeof(IntegrationUnavailableException), true)]
    [InlineData(409, typeof(IntegrationConflictException), false)]
    [InlineData(410, typeof(IntegrationNotFoundException), false)]
    [InlineData(412, typeof(IntegrationConflictException), false)]
    [InlineData(418, typeof(IntegrationValidationException), false)]
    [InlineData(422, typeof(IntegrationValidationException), false)]
    [InlineData(423, typeof(IntegrationConflictException), false)]
    [InlineData(429, typeof(IntegrationRateLimitException), true)]
    [InlineData(500, typeof(IntegrationUnavailableException), true)]
    [InlineData(503, typeof(IntegrationUnavailableException), true)]
    [InlineData(599, typeof(IntegrationUnavailableException), true)]
    [InlineData(301, typeof(IntegrationProtocolException), true)]
    [InlineData(304, typeof(IntegrationProtocolException), true)]
    public async Task Each_status_becomes_the_error_of_its_kind(int status, Type expected, bool transient)
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer((HttpStatusCode)status, "{}", ("X-Request-Id", "req-1"))), options: each => each.MaxRetries = 0);

        IntegrationException error = await Assert.ThrowsAnyAsync<IntegrationException>(() => host.Drive(host.Api().GetAsync(7, Cancellation)));

        Assert.Equal(expected, error.GetType());
        Assert.Equal(transient, error.IsTransient);
        Assert.Equal(
            new ErrorContext
            {
                Vendor = "acme",
                Account = Acme.Account(1),
                CredentialVersion = 1,
                Stream = new StreamName("acme", "things"),
                Operation = "read page",
                Method = "GET",
                Path = "/v1/things/7",
                StatusCode = status,
                VendorRequestId = "req-1",
                RetryAfter = status == 429 ? TimeSpan.FromSeconds(10) : null,
                Body = "{}",
            },
            error.Context);
        foreach (string word in (string[])["acme", "acme/1", "acme.things", "read page", "GET", "/v1/things/7", $"{status}"])
        {
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_vendors_reader_refines_kind_code_and_fields()
    {
        string body = """{"errorMessage":"The page token is stale"}""";
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.BadRequest, body)));

        IntegrationCursorException cursor = await Assert.ThrowsAsync<IntegrationCursorException>(() => host.Api().GetAsync(7, Cancellation));
        body = """{"errorMessage":"bad field"}""";
        IntegrationValidationException invalid = await Assert.ThrowsAsync<IntegrationValidationException>(() => host.Api().GetAsync(7, Cancellation));

        Assert.Equal("stale_token", cursor.Context.VendorCode);
        Assert.Contains("stale_token", cursor.Message, StringComparison.Ordinal);
        Assert.Equal(["name"], invalid.Fields);
    }

    [Fact]
    public async Task I14_no_secret_and_no_customer_data_is_in_an_error_or_a_log()
    {
        string body = $$"""{"errorMessage":"Person marlo.quill@example.com (+1 555-010-0199) exists","apiKey":"{{Secret}}","firstName":"Marlo","authorization":"Basic {{Secret}}"}""";
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.Conflict, body, ("X-Secret-Header", Secret))));
        host.Credentials.Set(Acme.Account(1), Secret);

        IntegrationException error = await Assert.ThrowsAnyAsync<IntegrationException>(
            () => host.Api().ListAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Cancellation));

        string all = error + error.Context.ToString() + string.Join('\n', host.Logs.GetSnapshot().Select(each => each.Message + each.Exception));
        Assert.DoesNotContain(Secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Secret + ":")), all, StringComparison.Ordinal);
        Assert.DoesNotContain("marlo", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("0199", all, StringComparison.Ordinal);
        Assert.DoesNotContain("updatedAfter", all, StringComparison.Ordinal);
        Assert.DoesNotContain("errorMessage", error.Message, StringComparison.Ordinal);
        Assert.Contains("errorMessage", error.Context.Body, StringComparison.Ordinal);
        Assert.NotEmpty(host.Logs.GetSnapshot());
        Assert.All(host.Logs.GetSnapshot(), each => Assert.Equal(IntegrationTelemetry.HttpName, each.Category));
    }

    [Fact]
    public async Task I14_a_transport_error_names_no_query()
    {
        using AcmeHost host = new((_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"), options: each => each.MaxRetries = 0);

        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(
            () => host.Api().ListAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Cancellation));

        Assert.Contains("NameResolutionError", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("updatedAfter", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"id":""")]
    [InlineData("""{"id":"seven"}""")]
    public async Task A_success_with_an_unusable_body_is_a_protocol_error(string body)
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, body)));

        IntegrationProtocolException error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api().GetAsync(7, Cancellation));

        Assert.Equal(200, error.Context.StatusCode);
        Assert.Equal("acme/1", error.Context.Account.ToString());
        Assert.Equal(body.Length == 0 ? null : body, error.Context.Body);
    }

    [Fact]
    public async Task A_type_that_the_context_does_not_list_is_a_configuration_error_that_names_it()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, "{}")));

        IntegrationConfigurationException error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => host.Api().UnlistedAsync(Cancellation));

        Assert.Contains("[JsonSerializable(typeof(AcmeUnlisted))]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_a_protocol_error_and_is_not_read_to_its_end()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, new string('x', 5_000))), options: each => each.MaxBodyBytes = 1_000);

        IntegrationProtocolException error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api().RawAsync(Cancellation));

        Assert.Contains("1000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task The_plain_client_gives_the_answer_as_it_is()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.NotFound, """{"errorMessage":"no"}""")));
        using HttpClient client = host.Factory.CreateClient(Acme.Call(Acme.Account(1)));

        using HttpResponseMessage response = await client.GetAsync(new Uri("v1/anything", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"errorMessage":"no"}""", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }
}
