using System.Net;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class AuthenticationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_account_is_sent_with_its_own_credential_through_one_chain()
    {
        List<string?> seen = [];
        using AcmeHost host = Accepting(seen, _ => true);

        await host.Api(1).GetAsync(7, Cancellation);
        await host.Api(2).GetAsync(7, Cancellation);
        await host.Api(1).GetAsync(7, Cancellation);

        Assert.Equal(["key-of-1", "key-of-2", "key-of-1"], seen);
    }

    [Fact]
    public async Task A_request_costs_no_read_of_the_store_while_the_credential_is_fresh()
    {
        using AcmeHost host = Accepting([], _ => true);

        for (int i = 0; i < 50; i++)
        {
            await host.Api(1).GetAsync(7, Cancellation);
        }

        Assert.Equal(1, host.Credentials.Reads);
        host.Time.Advance(TimeSpan.FromMinutes(6));
        await host.Api(1).GetAsync(7, Cancellation);
        Assert.Equal(2, host.Credentials.Reads);
    }

    [Fact]
    public async Task An_explicit_credential_is_used_without_any_account()
    {
        List<string?> seen = [];
        using AcmeHost host = Accepting(seen, _ => true);

        await host.Factory.Create<IAcmeApi>(Acme.Call(account: null, credential: new VendorCredential { ApiKey = "new-key" })).GetAsync(7, Cancellation);

        Assert.Equal(["new-key"], seen);
        Assert.Equal(0, host.Credentials.Reads);
    }

    [Fact]
    public async Task An_explicit_credential_that_is_refused_is_an_authentication_error_at_once()
    {
        using AcmeHost host = Accepting([], _ => false);

        await Assert.ThrowsAsync<IntegrationAuthenticationException>(
            () => host.Factory.Create<IAcmeApi>(Acme.Call(account: null, credential: new VendorCredential { ApiKey = "new-key" })).GetAsync(7, Cancellation));

        Assert.Single(host.Sent);
        Assert.Equal(0, host.Renewals.Count);
    }

    [Fact]
    public async Task I15_a_refusal_says_which_version_of_the_stored_credential_was_refused()
    {
        using AcmeHost host = Accepting([], _ => false);
        host.Credentials.Set(Acme.Account(1), "old-key", version: 4);

        var error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api(1).GetAsync(7, Cancellation));

        Assert.Equal(4, error.Context.CredentialVersion);
    }

    [Fact]
    public async Task A_credential_that_another_has_stored_meanwhile_is_found_after_a_401()
    {
        List<string?> seen = [];
        string accepted = "key-of-1";
        using AcmeHost host = Accepting(seen, key => key == accepted);
        await host.Api(1).GetAsync(7, Cancellation);

        accepted = "new-key";
        host.Credentials.Set(Acme.Account(1), "new-key", version: 2);
        await host.Api(1).GetAsync(7, Cancellation);

        Assert.Equal(["key-of-1", "key-of-1", "new-key"], seen);
        Assert.Equal(0, host.Renewals.Count);
    }

    [Fact]
    public async Task A_401_renews_once_for_all_requests_of_the_account_that_were_refused_together()
    {
        List<string?> seen = [];
        using AcmeHost host = Accepting(seen, key => key == "renewed");
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Renewals.Renew = async old =>
        {
            await gate.Task;
            host.Credentials.Set(Acme.Account(1), "renewed", old.Version + 1);
            return new VendorCredential { ApiKey = "renewed", Version = old.Version + 1 };
        };

        Task<AcmeThing>[] calls = [.. Enumerable.Range(0, 20).Select(_ => host.Api(1).GetAsync(7, Cancellation))];
        await AcmeHost.Settle();
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, host.Renewals.Count);
        Assert.Equal(20, seen.Count(key => key == "renewed"));
        Assert.Equal(20, seen.Count(key => key == "key-of-1"));
    }

    [Fact]
    public async Task Second_401_is_an_authentication_error_that_names_the_account_and_the_remedy()
    {
        using AcmeHost host = Accepting([], _ => false);
        host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", Version = old.Version + 1 });

        IntegrationAuthenticationException error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api(1).GetAsync(7, Cancellation));

        Assert.Equal(2, host.Sent.Count);
        Assert.Equal(Acme.Account(1), error.Context.Account);
        Assert.Contains("acme/1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Connect the account again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I15_a_dead_credential_causes_no_storm_of_renewals_and_no_other_account_notices()
    {
        using AcmeHost host = Accepting([], key => key != "key-of-1");

        for (int i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api(1).GetAsync(7, Cancellation));
            await host.Api(2).GetAsync(7, Cancellation);
        }

        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task A_token_that_is_about_to_end_is_renewed_before_it_is_sent()
    {
        List<string?> seen = [];
        using AcmeHost host = Accepting(seen, key => key == "renewed");
        host.Credentials.Set(Acme.Account(1), "ending", expiresAt: host.Time.GetUtcNow().AddSeconds(20));
        host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(
            new VendorCredential { ApiKey = "renewed", Version = old.Version + 1, ExpiresAt = host.Time.GetUtcNow().AddHours(1) });

        await host.Api(1).GetAsync(7, Cancellation);

        Assert.Equal(["renewed"], seen);
    }

    [Fact]
    public async Task Renewal_can_be_switched_off()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.Unauthorized)), options: each => each.RenewOnUnauthorized = false);

        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api(1).GetAsync(7, Cancellation));

        Assert.Single(host.Sent);
        Assert.Equal(0, host.Renewals.Count);
    }

    [Fact]
    public async Task I12_the_second_sending_after_a_401_takes_a_permit_of_its_own()
    {
        using AcmeHost host = new(
            (request, _) => Task.FromResult(Key(request) == "renewed" ? AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""") : AcmeHost.Answer(HttpStatusCode.Unauthorized)),
            profile: Acme.Profile(new Uri("https://api.example.com/"), new Dictionary<string, RateLimit> { ["global"] = new(1, TimeSpan.FromSeconds(10)) }));
        host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", Version = old.Version + 1 });
        RequestTally tally = new();

        await host.Drive(host.Api(1, tally).GetAsync(7, Cancellation));

        Assert.Equal(2, tally.Requests);
        Assert.True(tally.RateLimitWait >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_request_to_another_host_is_refused_before_the_credential_is_sent()
    {
        using AcmeHost host = Accepting([], _ => true);
        using HttpClient client = host.Factory.CreateClient(Acme.Call(Acme.Account(1)));

        IntegrationProtocolException error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => client.GetAsync(new Uri("https://evil.example.net/v1/things"), Cancellation));

        Assert.Contains("evil.example.net", error.Message, StringComparison.Ordinal);
        Assert.Empty(host.Sent);
    }

    [Fact]
    public async Task A_request_without_an_account_and_a_credential_says_so()
    {
        using AcmeHost host = Accepting([], _ => true);

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => host.Factory.Create<IAcmeApi>(Acme.Call(account: null)).GetAsync(7, Cancellation));
    }

    [Fact]
    public void An_account_of_another_vendor_is_refused()
    {
        using AcmeHost host = Accepting([], _ => true);

        Assert.Throws<IntegrationConfigurationException>(() => host.Factory.Create<IAcmeApi>(Acme.Call(new AccountRef("other", new RowId(1)))));
        Assert.Throws<IntegrationConfigurationException>(() => host.Factory.Create<IAcmeApi>(new VendorCall { Vendor = "other", Operation = "x" }));
    }

    internal static string? Key(HttpRequestMessage request) =>
        request.Headers.Authorization?.Parameter is { } value ? Encoding.ASCII.GetString(Convert.FromBase64String(value)).TrimEnd(':') : null;

    private static AcmeHost Accepting(List<string?> seen, Func<string?, bool> accepts) => new((request, _) =>
    {
        string? key = Key(request);
        lock (seen)
        {
            seen.Add(key);
        }

        return Task.FromResult(accepts(key) ? AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""") : AcmeHost.Answer(HttpStatusCode.Unauthorized));
    });
}
