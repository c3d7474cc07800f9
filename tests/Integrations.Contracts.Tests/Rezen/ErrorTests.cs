using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>What each call makes of each error that is known.</summary>
public sealed class ErrorTests(RezenStub server) : IClassFixture<RezenStub>
{
    private const string Wrapped = """{"com.real.commons.apierror.ApiError":{"status":403,"message":"Not authorized."}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, """{"com.real.commons.apierror.ApiError":{"status":400,"message":"Synthetic refusal"}}""", typeof(IntegrationValidationException))]
    [InlineData(401, "", typeof(IntegrationAuthenticationException))]
    [InlineData(401, """{"message":"Unauthorized"}""", typeof(IntegrationAuthenticationException))]
    [InlineData(403, Wrapped, typeof(IntegrationAuthorizationException))]
    [InlineData(404, """{"com.real.commons.apierror.ApiError":{"status":404,"message":"Not found"}}""", typeof(IntegrationNotFoundException))]
    [InlineData(429, "", typeof(IntegrationRateLimitException))]
    [InlineData(500, """{"timestamp":"2026-01-15T16:20:29Z","status":500,"error":"Internal Server Error","path":"/api/v1"}""", null)]
    [InlineData(502, "<html>Bad Gateway</html>", null)]
    [InlineData(503, "", null)]
    public async Task Every_call_turns_a_known_error_into_its_kind(int status, string body, Type? kind)
    {
        var host = server.Host(resilience: static o => o.MaxRetries = 0);
        var wrong = new List<string>();
        foreach (var call in RezenCases.All)
        {
            var (client, script) = server.Expect(host, Exchange.Of(call) with { Status = status, Answer = body, RetryAfter = status == 429 ? "7" : null });
            var expected = kind ?? (call.IsWrite ? typeof(IntegrationOutcomeUnknownException) : typeof(IntegrationUnavailableException));

            var error = await Record.ExceptionAsync(() => call.Call(client, Token)) as IntegrationException;

            script.Verify();
            var isRight = error is not null
                && error.GetType() == expected
                && error.Context.StatusCode == status
                && error.Context.Account == client.Account
                && error.Context.Method == call.Method
                && (status != 429 || error.Context.RetryAfter == TimeSpan.FromSeconds(7))
                && (error is not IntegrationOutcomeUnknownException unknown || unknown.IsRepeatable == call.IsRepeatable);
            if (!isRight)
            {
                wrong.Add($"{call}: {error?.GetType().Name ?? "no error"} {error?.Message}");
            }
        }

        Conventions.AssertNone(wrong);
    }

    [Theory]
    [InlineData(403, Wrapped, "not_authorized", typeof(IntegrationAuthorizationException))]
    [InlineData(403, "<html><head><title>403 Forbidden</title></head></html>", "edge_refused", typeof(IntegrationAuthorizationException))]
    [InlineData(404, """{"com.real.commons.apierror.ApiError":{"status":404,"message":"Transaction not found by id"}}""", "transaction_not_found", typeof(IntegrationNotFoundException))]
    [InlineData(404, """{"com.real.commons.apierror.ApiError":{"message":"No open transaction found for listing"}}""", "no_open_transaction", typeof(IntegrationNotFoundException))]
    [InlineData(400, """{"com.real.commons.apierror.ApiError":{"message":"'x' could not be converted to type 'UUID'"}}""", "bad_id", typeof(IntegrationValidationException))]
    [InlineData(400, """{"message":"Value 'createdAt' could not be converted to type 'AgentSort'"}""", "bad_value", typeof(IntegrationValidationException))]
    [InlineData(400, """{"errorMessage":"'x' could not be converted to type 'UUID'"}""", "bad_id", typeof(IntegrationValidationException))]
    [InlineData(400, """{"error":{"detail":"'x' could not be converted to type 'UUID'"}}""", "bad_id", typeof(IntegrationValidationException))]
    [InlineData(400, """{"title":"Bad Request"}""", null, typeof(IntegrationValidationException))]
    [InlineData(400, "{\"message\":\"cut of", null, typeof(IntegrationValidationException))]
    [InlineData(400, """{"message":"\ud800"}""", null, typeof(IntegrationValidationException))]
    public async Task A_message_that_is_known_gets_a_stable_word(int status, string body, string? code, Type kind)
    {
        var call = RezenCases.Named("GET yenta users/me");
        var (client, _) = server.Expect(server.Host(), Exchange.Of(call) with { Status = status, Answer = body });

        var error = await Record.ExceptionAsync(() => call.Call(client, Token));

        Assert.IsType(kind, error);
        Assert.Equal(code, ((IntegrationException)error).Context.VendorCode);
    }

    [Fact]
    public async Task A_key_in_an_error_body_is_masked()
    {
        var call = RezenCases.Named("GET yenta users/me");
        var (client, _) = server.Expect(server.Host(), Exchange.Of(call) with { Status = 400, Answer = """{"detail":"bad real_Ab1_z given","x":"real_9"}""" });

        var error = (IntegrationException)(await Record.ExceptionAsync(() => call.Call(client, Token)))!;

        Assert.DoesNotContain("real_", error.Context.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("real_", error.Message, StringComparison.Ordinal);
    }
}
