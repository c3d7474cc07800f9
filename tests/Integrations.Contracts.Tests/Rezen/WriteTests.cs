using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>The vendor's traps of writing.</summary>
public sealed class WriteTests(RezenStub server) : IClassFixture<RezenStub>
{
    private const string Draft = "bd000000-0000-4000-8000-000000000051";
    private const string Deal = "b7000000-0000-4000-8000-000000000001";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_success_that_has_problems_says_so()
    {
        var (client, script) = server.Expect(
            server.Host(),
            new Exchange("POST", $"arrakis/api/v1/transaction-builder/{Draft}/submit", $$"""{"id":"{{Deal}}","errors":["Ledger"],"builderErrors":null,"transactionWarnings":[{"code":"W1"},{"code":"W2"}]}"""));

        var result = await client.SubmitDraftAsync(Draft, Token);

        script.Verify();
        Assert.True(result.HasProblems);
        Assert.Equal("Ledger", Assert.Single(result.Errors).GetString());
        Assert.Equal(2, result.Warnings.Count);
        Assert.Equal(Deal, result.Id);
        Assert.NotEqual(Draft, result.Id);
    }

    [Theory]
    [InlineData("\"bd000000-0000-4000-8000-000000000051\"", Draft)]
    [InlineData("", null)]
    [InlineData("true", null)]
    public async Task A_new_draft_may_be_answered_by_its_bare_id_or_by_nothing(string answer, string? id)
    {
        var (client, _) = server.Expect(server.Host(), new Exchange("POST", "arrakis/api/v1/transaction-builder?type=TRANSACTION", answer));

        var result = await client.CreateDraftAsync(isListing: false, Token);

        Assert.Equal(id, result.Id);
        Assert.Null(result.Value);
        Assert.False(result.HasProblems);
    }

    [Fact]
    public async Task A_submission_is_never_repeated_by_itself()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("POST", $"arrakis/api/v1/transaction-builder/{Draft}/submit", "", 503));

        var error = await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => client.SubmitDraftAsync(Draft, Token));

        Assert.False(error.IsRepeatable);
        Assert.Single(script.Verify());
    }

    [Fact]
    public async Task A_write_that_was_answered_429_is_not_repeated_because_the_vendor_does_not_say_what_became_of_it()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("POST", $"arrakis/api/v1/transaction-builder/{Draft}/submit", "", 429) { RetryAfter = "1" });

        await Assert.ThrowsAsync<IntegrationRateLimitException>(() => client.SubmitDraftAsync(Draft, Token));

        Assert.Single(script.Verify());
    }

    [Fact]
    public async Task A_success_whose_answer_is_not_JSON_is_named_as_done()
    {
        var (client, _) = server.Expect(server.Host(), new Exchange("POST", $"arrakis/api/v1/transaction-builder/{Draft}/submit", "<html>done</html>"));

        var error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => client.SubmitDraftAsync(Draft, Token));

        Assert.Contains("do not repeat it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parties_without_sellers_and_splits_that_do_not_sum_up_are_refused_before_any_request()
    {
        var (client, script) = server.Expect(server.Host());

        await Assert.ThrowsAsync<ArgumentException>(() => client.SetDraftPartiesAsync(Draft, new() { Buyers = [], Sellers = [] }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SetDraftSplitsAsync(
            Draft, [new() { ParticipantId = "p", Commission = new() { CommissionPercent = new RezenFraction(0.5m).ToWholePercent(), PercentEnabled = true } }], Token));

        Assert.Empty(script.Verify());
    }
}
