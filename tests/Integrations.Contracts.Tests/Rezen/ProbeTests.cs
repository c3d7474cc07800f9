using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>A probe asks all that is configured, once, and tells no value of an answer.</summary>
public sealed class ProbeTests(RezenStub server) : IClassFixture<RezenStub>
{
    private const string Me = "aa000000-0000-4000-8000-000000000020";
    private const string Team = "11000000-0000-4000-8000-0000000000aa";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_configured_path_is_asked_once_and_its_outcome_told()
    {
        var host = server.Host(
            static o =>
            {
                o.LifecycleGroups.Add("OPEN");
                o.Tiers.Add(1);
                (o.Endpoints.Equity, o.Endpoints.EquityPath) = ("hermes", "equity/{agentId}");
                o.Services["dropbox"] = new Uri("http://127.0.0.1:9/");
            },
            static o => o.MaxRetries = 0);
        var arrakis = "arrakis/api/v1/";
        var yenta = "yenta/api/v1/";
        var (client, script) = server.Expect(
            host,
            [
                new Exchange("GET", yenta + "users/me", RezenCases.Fixture("me")),
                new Exchange("GET", yenta + "agents/me", "<html></html>"),
                new Exchange("GET", $"{yenta}teams/{Team}", RezenCases.Fixture("team")),
                new Exchange("GET", $"{arrakis}transactions/participant/{Me}/transactions/OPEN?pageNumber=0&pageSize=1", RezenCases.Page("transactions", RezenCases.Fixture("transaction"))),
                new Exchange("GET", $"{arrakis}transactions/participant/{Me}/listing-transactions/OPEN?pageNumber=0&pageSize=1", """{"com.real.commons.apierror.ApiError":{"message":"Not authorized."}}""", 403),
                new Exchange("GET", $"{arrakis}transactions/participant/{Me}/transactions/lifecycle-group-counts", "", 404),
                new Exchange("GET", $"{arrakis}transactions/participant/{Me}/listing-transactions/lifecycle-group-counts", "", 503),
                new Exchange("GET", $"{yenta}agents/{Me}/down-line/1?pageNumber=0&pageSize=1", """{"downLineAgents":[]}"""),
                new Exchange("GET", $"{arrakis}revshares/{Me}/contributions/1?pageNumber=0&pageSize=1", "", 400),
                new Exchange("GET", $"{yenta}agents/{Me}/front-line-agents-info", "[]"),
                new Exchange("GET", $"{yenta}agents/{Me}/sponsor-tree", "{}"),
                new Exchange("GET", $"{yenta}agents/{Me}/network-size-by-tier", "{}"),
                new Exchange("GET", $"{arrakis}revshares/{Me}/payments/pending?pageNumber=0&pageSize=1", "{}"),
                new Exchange("GET", $"{arrakis}revshares/{Me}/payments?pageNumber=0&pageSize=1", "{}"),
                new Exchange("GET", $"{arrakis}revshares/{Me}/by-tier", "{}"),
                new Exchange("GET", $"{arrakis}income/overview/{Me}/current", "{}"),
                new Exchange("GET", $"{arrakis}agent/{Me}/cap-info", RezenCases.Fixture("cap")),
                new Exchange("GET", $"{arrakis}buyer-record?pageNumber=0&pageSize=1", "{}"),
                new Exchange("GET", $"{arrakis}transaction-builder/paged?from=0&limit=1", "{}"),
                new Exchange("GET", "keymaker/api/v1/api-keys", "[]"),
                new Exchange("GET", $"hermes/api/v1/equity/{Me}", "{}"),
                .. new[] { "arrakis", "hermes", "keymaker", "sherlock", "yenta" }.Select(static s => new Exchange("GET", $"v3/api-docs/{s}-public", """{"openapi":"3.0.1"}""")),
            ]);

        var results = await host.GetRequiredService<IRezenProbe>().RunAsync(new VendorCredential { ApiKey = RezenHost.Key(client.Account.Id.Value) }, Token);

        script.Verify();
        Assert.Equal(RezenProbeOutcome.Answered, Of("me").Outcome);
        Assert.Equal(RezenProbeOutcome.Unreadable, Of("my agent").Outcome);
        Assert.Contains("agents[1]", Of("team").Properties);
        Assert.Contains("transactions[1]", Of("transactions OPEN").Properties);
        Assert.Equal((RezenProbeOutcome.Refused, 403, "not_authorized"), (Of("listings OPEN").Outcome, Of("listings OPEN").Status, Of("listings OPEN").Error));
        Assert.Equal(RezenProbeOutcome.NotFound, Of("transaction counts").Outcome);
        Assert.Equal(RezenProbeOutcome.Unavailable, Of("listing counts").Outcome);
        Assert.Equal(RezenProbeOutcome.Failed, Of("contributions 1").Outcome);
        Assert.Equal(["[0]"], Of("front line").Properties);
        Assert.Equal(("arrakis", "agent/{agentId}/cap-info"), (Of("cap").Service, Of("cap").Path));
        Assert.Equal(RezenProbeOutcome.NotConfigured, Of("referral code").Outcome);
        Assert.Equal(RezenProbeOutcome.NotConfigured, Of("webhooks").Outcome);
        Assert.Equal((RezenProbeOutcome.Unavailable, "unavailable"), (Of("description of dropbox").Outcome, Of("description of dropbox").Error));
        Assert.Contains("openapi", Of("description of yenta").Properties);
        Assert.DoesNotContain(Me, string.Join(' ', results), StringComparison.Ordinal);

        RezenProbeResult Of(string name) => results.Single(r => r.Name == name);
    }

    [Fact]
    public async Task A_refused_key_is_told_and_what_needs_its_identity_is_not_asked()
    {
        var host = server.Host(resilience: static o => o.MaxRetries = 0);
        var (client, _) = server.Expect(host, new Exchange("GET", "yenta/api/v1/users/me", "", 401));

        var results = await host.GetRequiredService<IRezenProbe>().RunAsync(new VendorCredential { ApiKey = RezenHost.Key(client.Account.Id.Value) }, Token);

        Assert.Equal((RezenProbeOutcome.Refused, 401), (results[0].Outcome, results[0].Status));
        Assert.Equal(RezenProbeOutcome.NotAsked, results.Single(static r => r.Name == "cap").Outcome);
    }
}
