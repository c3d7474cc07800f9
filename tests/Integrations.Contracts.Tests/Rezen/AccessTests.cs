using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Http;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>What a 403 without a body means: a dead key or a missing right.</summary>
public sealed class AccessTests(RezenStub server) : IClassFixture<RezenStub>
{
    private const string Team = "yenta/api/v1/teams/11000000-0000-4000-8000-0000000000aa";
    private const string Me = "yenta/api/v1/users/me";

    private static readonly string s_team = "11000000-0000-4000-8000-0000000000aa";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_403_with_a_key_that_still_works_is_a_missing_right_and_the_key_is_probed_once()
    {
        var (client, script) = server.Expect(
            server.Host(),
            new Exchange("GET", Team, "", 403),
            new Exchange("GET", Me, RezenCases.Fixture("me")),
            new Exchange("GET", Team, "", 403));

        await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => client.GetTeamAsync(s_team, Token));
        var second = await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => client.GetTeamAsync(s_team, Token));

        Assert.Equal(403, second.Context.StatusCode);
        Assert.Equal(RezenDefaults.UserAgent, script.Verify()[1].Headers["User-Agent"]);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task An_empty_403_with_a_key_that_is_refused_everywhere_is_a_dead_key(int status)
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("GET", Team, "", 403), new Exchange("GET", Me, "", status));

        var error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => client.GetTeamAsync(s_team, Token));

        Assert.Equal(403, error.Context.StatusCode);
        Assert.Equal(client.Account, error.Context.Account);
        script.Verify();
    }

    [Fact]
    public async Task An_empty_403_to_the_probe_itself_is_a_dead_key_without_a_further_question()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("GET", Me, "", 403));

        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => client.GetMeAsync(Token));

        script.Verify();
    }

    [Theory]
    [InlineData("""{"com.real.commons.apierror.ApiError":{"status":403,"message":"Not authorized."}}""")]
    [InlineData("<html>403 Forbidden</html>")]
    public async Task A_403_with_a_body_is_a_missing_right_and_nothing_is_probed(string body)
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("GET", Team, body, 403));

        await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => client.GetTeamAsync(s_team, Token));

        script.Verify();
    }

    [Fact]
    public async Task A_probe_that_says_nothing_about_the_key_leaves_the_403_as_it_stands()
    {
        var (client, script) = server.Expect(server.Host(), new Exchange("GET", Team, "", 403), new Exchange("GET", Me, "", 503));

        await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => client.GetTeamAsync(s_team, Token));

        script.Verify();
    }

    [Fact]
    public async Task An_access_token_goes_into_the_header_of_the_key_and_never_into_Bearer()
    {
        await using var services = RezenHost.Build(server.Address);
        var (client, script) = server.Expect(services, new Exchange("GET", Me, RezenCases.Fixture("me")));
        var reader = services.GetServices<IVendorIdentityReader>().Single();

        var identity = await reader.ReadAsync(new VendorCredential { AccessToken = RezenHost.Key(client.Account.Id.Value), RefreshToken = "refresh" }, Token);

        Assert.Equal("aa000000-0000-4000-8000-000000000020", identity.AccountId);
        Assert.Equal(identity.AccountId, identity.UserId);
        Assert.DoesNotContain("Authorization", Assert.Single(script.Verify()).Headers.Keys);
    }

    [Fact]
    public async Task The_key_is_sent_to_the_services_of_the_map_and_to_no_other_host()
    {
        await using var services = RezenHost.Build(server.Address);
        using var client = services.GetRequiredService<IVendorApiFactory>()
            .CreateClient(new VendorCall { Vendor = RezenDefaults.Vendor, Service = RezenDefaults.Yenta, Account = RezenHost.Account(1), Operation = "follow a link" });

        var error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => client.GetAsync(new Uri("https://elsewhere.example.com/api/v1/users/me"), Token));

        Assert.Contains("elsewhere.example.com", error.Message, StringComparison.Ordinal);
    }
}
