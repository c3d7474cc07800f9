using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>Services and paths are the host's to set.</summary>
public sealed class EndpointTests(RezenStub server) : IClassFixture<RezenStub>
{
    private const string Agent = "ab000000-0000-4000-8000-000000000031";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disputed_endpoint_moves_to_another_service_and_path()
    {
        var host = server.Host(static o => (o.Endpoints.Cap, o.Endpoints.CapPath) = ("yenta", "agents/{agentId}/cap-info"));
        var (client, script) = server.Expect(host, new Exchange("GET", $"yenta/api/v1/agents/{Agent}/cap-info", RezenCases.Fixture("cap")));

        Assert.False((await client.GetCapAsync(Agent, Token)).Capped);
        script.Verify();
    }

    [Fact]
    public async Task A_family_moves_to_a_service_that_the_host_adds_under_another_prefix()
    {
        var host = server.Host(o =>
        {
            o.Services["wallet"] = new Uri(server.Address, "wallet");
            o.ApiPrefix = "api/v2";
            o.Endpoints.RevenueShare = "wallet";
        });
        var (client, script) = server.Expect(host, new Exchange("GET", $"wallet/api/v2/revshares/{Agent}/payments", RezenCases.Page("payments", "")));

        await client.ListRevenueSharePaymentsAsync(Agent, new(), Token);

        script.Verify();
    }

    [Fact]
    public async Task An_endpoint_that_nobody_knows_fails_with_the_option_to_set_before_any_request()
    {
        var (client, script) = server.Expect(server.Host());

        var equity = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => client.ListEquityAsync(Agent, Token));
        var code = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => client.GetReferralCodeAsync(Agent, Token));

        Assert.Contains("RezenOptions.Endpoints.Equity and EquityPath", equity.Message, StringComparison.Ordinal);
        Assert.Contains("RezenOptions.Endpoints.ReferralCode and ReferralCodePath", code.Message, StringComparison.Ordinal);
        Assert.Empty(script.Verify());
    }

    [Fact]
    public async Task An_endpoint_that_the_host_knows_is_asked()
    {
        var host = server.Host(static o =>
        {
            (o.Endpoints.Equity, o.Endpoints.EquityPath) = ("hermes", "equity/{agentId}/grants");
            (o.Endpoints.ReferralCode, o.Endpoints.ReferralCodePath) = ("yenta", "agents/{agentId}/code");
            o.RowProperties["grants"] = "awards";
        });
        var (client, script) = server.Expect(
            host,
            new Exchange("GET", $"hermes/api/v1/equity/{Agent}/grants", $$"""{"errors":[],"awards":[{{RezenCases.Fixture("equity-grant")}}]}"""),
            new Exchange("GET", $"yenta/api/v1/agents/{Agent}/code", RezenCases.Fixture("referral-code")));

        Assert.Equal(12.5m, (await client.ListEquityAsync(Agent, Token)).Items.Single().AnyShares);
        Assert.Equal("ab12cd3", (await client.GetReferralCodeAsync(Agent, Token)).AnyCode);
        script.Verify();
    }

    [Theory]
    [InlineData("../users/me")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a?b")]
    public async Task An_identifier_cannot_change_the_path_of_an_option(string id)
    {
        var (client, script) = server.Expect(server.Host());

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetCapAsync(id, Token));

        Assert.Empty(script.Verify());
    }

    [Fact]
    public async Task Groups_are_written_in_lower_case_where_the_option_says_so()
    {
        var (client, script) = server.Expect(server.Host(static o => o.LowerCaseGroups = true), new Exchange("GET", $"arrakis/api/v1/transactions/participant/{Agent}/listing-transactions/open", RezenCases.Page("transactions", "")));

        await client.ListListingsAsync(Agent, RezenLifecycleGroup.Open, new(), Token);

        script.Verify();
    }

    [Fact]
    public async Task A_termination_is_asked_for_in_the_other_way_where_the_option_says_so()
    {
        var (client, script) = server.Expect(server.Host(static o => o.TerminationCall = RezenTerminationCall.Post), new Exchange("POST", $"arrakis/api/v1/transactions/{Agent}/request-termination", ""));

        await client.RequestTerminationAsync(Agent, Token);

        script.Verify();
    }

    [Fact]
    public async Task Another_header_carries_the_key_where_the_option_says_so()
    {
        await using var services = RezenHost.Build(server.Address, static o => o.KeyHeader = "X-Other-Key");
        var (client, _) = server.Expect(services);

        var error = await Record.ExceptionAsync(() => client.GetMeAsync(Token));

        // The stub knows an account by the usual header.
        Assert.IsType<IntegrationConflictException>(error);
    }

    [Fact]
    public async Task A_host_that_is_away_leaves_the_others_working()
    {
        var host = server.Host(
            static o => o.Services["arrakis"] = new Uri("http://127.0.0.1:9/"),
            static o => (o.MaxRetries, o.BreakerMinimumThroughput) = (0, 2));
        var (client, script) = server.Expect(host, [.. Enumerable.Repeat(new Exchange("GET", "yenta/api/v1/users/me", RezenCases.Fixture("me")), 4)]);
        var errors = new List<IntegrationUnavailableException>();
        for (int i = 0; i < 4; i++)
        {
            errors.Add(await Assert.ThrowsAsync<IntegrationUnavailableException>(() => client.GetTransactionAsync(Agent, Token)));
            await client.GetMeAsync(Token);
        }

        Assert.Contains("was not asked", errors[^1].Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", errors[^1].Message, StringComparison.Ordinal);
        script.Verify();
    }

    [Theory]
    [InlineData("Services['arrakis']")]
    [InlineData("Endpoints.Cap ")]
    [InlineData("Endpoints.CapPath")]
    [InlineData("Endpoints.Equity and")]
    [InlineData("Webhooks.RegisterPath, ListPath")]
    [InlineData("Webhooks.Secret and")]
    [InlineData("OAuth.ClientId and")]
    [InlineData("Tiers")]
    [InlineData("NetworkOverlap")]
    [InlineData("PageSize")]
    public void A_wrong_setting_is_named(string words)
    {
        using var services = RezenHost.Build(server.Address, static o =>
        {
            o.Services["arrakis"] = new Uri("http://arrakis.example.com/");
            (o.Endpoints.Cap, o.Endpoints.CapPath, o.Endpoints.EquityPath) = ("nowhere", "agent/cap-info", "equity/{agentId}");
            (o.Webhooks.RegisterPath, o.Webhooks.Secret, o.OAuth.ClientId) = ("hooks", "s", "c");
            (o.NetworkOverlap, o.PageSize) = (TimeSpan.Zero, 0);
            o.Tiers.Add(0);
        });

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<RezenOptions>>().Value);

        Assert.Contains(error.Failures, f => f.Contains(words, StringComparison.Ordinal));
    }
}
