using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Fub.Tests;

public sealed class AuthTests
{
    [Fact]
    public async Task Two_accounts_send_their_own_keys_through_one_chain()
    {
        await using var server = new FubServer();
        server.Credentials[new AccountRef("fub", new RowId(18))] = "fka_synthetic_0002";
        server.Expect("calls/1", """{"id":1}""").Expect("calls/1", """{"id":1}""").Expect("calls/1", """{"id":1}""");

        await server.Client(17).GetCallAsync(1, TestContext.Current.CancellationToken);
        await server.Client(18).GetCallAsync(1, TestContext.Current.CancellationToken);
        await server.Client(17).GetCallAsync(1, TestContext.Current.CancellationToken);

        Assert.Equal([FubServer.Basic, "Basic " + Convert.ToBase64String("fka_synthetic_0002:"u8), FubServer.Basic], server.Headers.Select(static h => h["Authorization"]));
    }

    [Fact]
    public async Task A_token_is_sent_as_bearer_with_the_system_headers()
    {
        await using var server = new FubServer();
        server.Credentials.Set(new AccountRef("fub", new RowId(17)), new VendorCredential { AccessToken = "synthetic-access-token-0001" });
        server.Expect("calls/1", """{"id":1}""");

        await server.Client().GetCallAsync(1, TestContext.Current.CancellationToken);

        IReadOnlyDictionary<string, string> headers = Assert.Single(server.Headers);
        Assert.Equal("Bearer synthetic-access-token-0001", headers["Authorization"]);
        Assert.Equal("synthetic-system", headers["X-System"]);
    }

    [Fact]
    public async Task Without_a_registered_system_no_system_header_is_sent()
    {
        await using var server = new FubServer
        {
            Options = static o =>
            {
                o.SystemName = null;
                o.SystemKey = null;
            },
        };
        server.Expect("calls/1", """{"id":1}""");

        await server.Client().GetCallAsync(1, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("X-System", Assert.Single(server.Headers).Keys);
        Assert.DoesNotContain("X-System-Key", Assert.Single(server.Headers).Keys);
    }

    [Fact]
    public async Task A_refused_key_is_an_authentication_error_that_shows_no_key()
    {
        await using var server = new FubServer();
        server.Expect("people?limit=100&fields=allFields&includeTrash=true&includeUnclaimed=true", """{"errorMessage":"Invalid key"}""", 401);

        IntegrationAuthenticationException error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => SourceTests.ReadAsync(server, "people", SyncMode.Full));

        Assert.DoesNotContain(FubServer.Key, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("fub/17", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_403_on_people_means_that_the_account_is_locked()
    {
        await using var server = new FubServer();
        server.Expect("people?limit=100&fields=allFields&includeTrash=true&includeUnclaimed=true", """{"errorMessage":"Account expired"}""", 403);

        IntegrationAuthorizationException error = await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => SourceTests.ReadAsync(server, "people", SyncMode.Full));

        Assert.Equal("account_locked", error.Context.VendorCode);
        Assert.Contains("locked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_403_of_an_agents_key_elsewhere_is_no_lock()
    {
        await using var server = new FubServer();
        server.Expect("groups?limit=100", """{"errorMessage": "You do not have access to this API endpoint"}""", 403);

        IntegrationAuthorizationException error = await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => SourceTests.ReadAsync(server, "groups", SyncMode.Full));

        Assert.Null(error.Context.VendorCode);
    }

    [Fact]
    public async Task The_identity_is_read_with_a_credential_that_is_not_stored_and_takes_owner_and_zone_from_users()
    {
        await using var server = new FubServer();
        server
            .Expect("identity", Fixture.Text("identity"))
            .Expect("users?limit=100", FubServer.Page("users", Fixture.Text("user") + ",{\"id\":1,\"isOwner\":true,\"timezone\":\"America/Chicago\"}", total: 2));

        VendorIdentity identity = await Reader(server).ReadAsync(new VendorCredential { ApiKey = "fka_synthetic_0009" }, TestContext.Current.CancellationToken);

        Assert.Equal(("1700000001", "fau_SyntheticOW1", "examplegroup", "America/Chicago"), (identity.AccountId, identity.UserId, identity.HostName, identity.TimeZone));
        Assert.Equal(1L, identity.Columns["fub_owner_id"]);
        Assert.All(server.Headers, static h => Assert.Equal("Basic " + Convert.ToBase64String("fka_synthetic_0009:"u8), h["Authorization"]));
    }

    [Fact]
    public async Task An_identity_without_the_right_to_read_users_is_still_one()
    {
        await using var server = new FubServer();
        server.Expect("identity", """{"account":{"id":1700000001},"user":{"id":41}}""").Expect("users?limit=100", """{"errorMessage":"no"}""", 403);

        VendorIdentity identity = await Reader(server).ReadAsync(new VendorCredential { ApiKey = "k" }, TestContext.Current.CancellationToken);

        Assert.Equal(("1700000001", "41", null, null), (identity.AccountId, identity.UserId, identity.HostName, identity.TimeZone));
        Assert.Null(identity.Columns["fub_owner_id"]);
    }

    [Fact]
    public async Task A_403_on_the_identity_means_that_the_account_is_locked()
    {
        await using var server = new FubServer();
        server.Expect("identity", """{"errorMessage":"Your trial has expired"}""", 403);

        IntegrationAuthorizationException error = await Assert.ThrowsAsync<IntegrationAuthorizationException>(
            () => Reader(server).ReadAsync(new VendorCredential { ApiKey = "k" }, TestContext.Current.CancellationToken));

        Assert.Equal("account_locked", error.Context.VendorCode);
    }

    [Fact]
    public async Task An_identity_without_an_account_is_a_protocol_error()
    {
        await using var server = new FubServer();
        server.Expect("identity", """{"user":{"id":41}}""");

        await Assert.ThrowsAsync<IntegrationProtocolException>(() => Reader(server).ReadAsync(new VendorCredential { ApiKey = "k" }, TestContext.Current.CancellationToken));
    }

    private static IVendorIdentityReader Reader(FubServer server) => server.Services.GetRequiredService<IVendorIdentityReader>();
}
