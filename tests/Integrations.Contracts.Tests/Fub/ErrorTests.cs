using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>What each call makes of each documented error.</summary>
public sealed class ErrorTests(FubStub server) : IClassFixture<FubStub>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, """{"errorMessage":"Synthetic refusal"}""", typeof(IntegrationValidationException))]
    [InlineData(401, "", typeof(IntegrationAuthenticationException))]
    [InlineData(403, """{"errorMessage":"You do not have access to this API endpoint"}""", typeof(IntegrationAuthorizationException))]
    [InlineData(404, """{"errorMessage":"Not found"}""", typeof(IntegrationNotFoundException))]
    [InlineData(429, """{"errorMessage":"Too many requests"}""", typeof(IntegrationRateLimitException))]
    [InlineData(500, "<html>Internal error</html>", null)]
    [InlineData(503, """{"errorMessage":"Maintenance"}""", null)]
    [InlineData(504, "", null)]
    public async Task Every_call_turns_a_documented_error_into_its_kind(int status, string body, Type? kind)
    {
        var host = server.Host(resilience: static o => o.MaxRetries = 0);
        var wrong = new List<string>();
        foreach (var call in FubCases.All)
        {
            var (client, script) = server.Expect(host, Exchange.Of(call) with { Status = status, Answer = body, RetryAfter = status == 429 ? "7" : null });
            var expected = kind ?? (call.IsWrite ? typeof(IntegrationOutcomeUnknownException) : typeof(IntegrationUnavailableException));

            var error = await Record.ExceptionAsync(() => call.RunAsync(host, client, Token)) as IntegrationException;

            script.Verify();
            var isRight = error is not null
                && error.GetType() == expected
                && error.Context.StatusCode == status
                && error.Context.Account == (call.SystemCall is null ? client.Account : null)
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
    [InlineData("GET people", 400, """{"errorMessage":"Deep pagination disabled, use 'nextLink' url."}""", "deep_pagination", typeof(IntegrationValidationException))]
    [InlineData("GET textMessages", 400, """{"errorMessage":"personId, threadId, phone, toNumber, fromNumber, sharedInboxId, groupTextId, participants, or id list must be specified for GET /v1/textMessages."}""", "filter_required", typeof(IntegrationValidationException))]
    [InlineData("GET emails", 400, """{"errorMessage":"id list, inboxThreadId, personId or personId and threadId arguments must be specified for GET /v1/emails."}""", "filter_required", typeof(IntegrationValidationException))]
    [InlineData("GET webhooks", 403, """{"errorMessage":"Only the account owner may access webhooks."}""", "owner_only", typeof(IntegrationAuthorizationException))]
    [InlineData("GET identity", 403, """{"errorMessage":"You do not have access to this API endpoint"}""", "account_locked", typeof(IntegrationAuthorizationException))]
    [InlineData("GET teams", 404, """{"errorMessage":"Collection name 'Transactions' in the URL is not valid. Please use a correct collection name, for example 'people'."}""", "unknown_collection", typeof(IntegrationProtocolException))]
    [InlineData("POST notes", 400, """{"errorMessage":"Person not found"}""", "not_visible", typeof(IntegrationNotFoundException))]
    public async Task A_message_that_was_recorded_gets_a_stable_word(string name, int status, string body, string code, Type kind)
    {
        var call = FubCases.Named(name);
        var (client, _) = server.Expect(server.Host(), Exchange.Of(call) with { Status = status, Answer = body });

        var error = await Record.ExceptionAsync(() => call.Call(client, Token));

        Assert.IsType(kind, error);
        Assert.Equal(code, ((IntegrationException)error).Context.VendorCode);
    }

    [Fact]
    public async Task A_lead_of_an_unknown_person_is_a_not_found_error_that_says_how_to_wait()
    {
        var (client, _) = server.Expect(server.Host(), new Exchange("POST", "events", """{"errorMessage":"Not found"}""", 404));

        var error = await Assert.ThrowsAsync<IntegrationNotFoundException>(
            () => client.SendLeadAsync(new FubLead { Source = "Example Portal", Type = FubEventType.Registration, Person = new() { Id = 9 } }, Token));

        Assert.Contains(nameof(FubClient.WaitForPersonAsync), error.Message, StringComparison.Ordinal);
    }
}
