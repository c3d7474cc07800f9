using System.Net;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Http.Tests;

public sealed class RenewalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AccountRef Account => Acme.Account(1);

    [Fact]
    public async Task Two_processes_that_are_refused_at_once_renew_once()
    {
        using AcmeHost one = Accepting("renewed");
        using AcmeHost two = Accepting("renewed", one);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        one.Renewals.Renew = async _ =>
        {
            await gate.Task;
            return new VendorCredential { ApiKey = "renewed" };
        };

        Task<AcmeThing>[] calls = [.. Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two).Api().GetAsync(7, Cancellation))];
        await AcmeHost.Settle();
        gate.SetResult();
        await one.Drive(Task.WhenAll(calls));

        Assert.Equal(1, one.Renewals.Count);
        Assert.Equal(2, one.Credentials.Stored(Account).Version);
    }

    [Theory]
    [InlineData(null, "refresh-1")]
    [InlineData("refresh-2", "refresh-2")]
    public async Task The_refresh_token_that_comes_back_is_stored_and_the_old_one_stays_when_none_does(string? given, string kept)
    {
        using AcmeHost host = Accepting("renewed");
        host.Credentials.Set(Account, new VendorCredential { ApiKey = "old", RefreshToken = "refresh-1", ApiSecret = "secret-1", Version = 4 });
        DateTimeOffset end = host.Time.GetUtcNow().AddHours(1);
        host.Renewals.Renew = _ => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", RefreshToken = given, ExpiresAt = end });

        await host.Api().GetAsync(7, Cancellation);

        VendorCredential stored = host.Credentials.Stored(Account);
        Assert.Equal(("renewed", kept, "secret-1", end, 5), (stored.ApiKey, stored.RefreshToken, stored.ApiSecret, stored.ExpiresAt, stored.Version));
    }

    [Fact]
    public async Task While_the_token_is_valid_a_renewal_that_fails_for_a_while_fails_no_call()
    {
        using AcmeHost host = Accepting("ending");
        host.Credentials.Set(Account, "ending", expiresAt: host.Time.GetUtcNow().AddSeconds(90));
        host.Renewals.Renew = _ => throw new IntegrationUnavailableException("away");

        await host.Api().GetAsync(7, Cancellation);
        await host.Api().GetAsync(7, Cancellation);
        Assert.Equal(1, host.Renewals.Count);
        host.Time.Advance(TimeSpan.FromSeconds(6));
        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal(2, host.Renewals.Count);
    }

    [Fact]
    public async Task An_ended_token_that_cannot_be_renewed_for_a_while_is_a_passing_error_and_nobody_storms_the_vendor()
    {
        using AcmeHost host = Accepting("renewed");
        using AcmeHost beside = Accepting("renewed", host);
        host.Credentials.Set(Account, "ended", expiresAt: host.Time.GetUtcNow().AddSeconds(-1));
        host.Renewals.Renew = _ => throw new IntegrationUnavailableException("away");

        for (int i = 0; i < 10; i++)
        {
            IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => (i % 2 == 0 ? host : beside).Api().GetAsync(7, Cancellation));
            Assert.True(error.IsTransient);
        }

        Assert.Equal(1, host.Renewals.Count);
        host.Renewals.Renew = _ => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed" });
        host.Time.Advance(TimeSpan.FromSeconds(6));
        await beside.Api().GetAsync(7, Cancellation);
        Assert.Equal(2, host.Renewals.Count);
    }

    [Fact]
    public async Task The_pause_after_a_429_is_what_the_vendor_asks_for()
    {
        using AcmeHost host = Accepting("renewed");
        host.Credentials.Set(Account, "ended", expiresAt: host.Time.GetUtcNow().AddSeconds(-1));
        host.Renewals.Renew = _ => throw new IntegrationRateLimitException("slow", new ErrorContext { RetryAfter = TimeSpan.FromSeconds(40) });

        await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Api().GetAsync(7, Cancellation));
        host.Time.Advance(TimeSpan.FromSeconds(39));
        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api().GetAsync(7, Cancellation));

        Assert.Equal(TimeSpan.FromSeconds(1), error.Context.RetryAfter);
        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task I8_the_lease_of_a_renewer_that_died_ends_by_itself()
    {
        using AcmeHost host = Accepting("renewed");
        host.Renewals.Renew = _ => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed" });
        Assert.NotNull((await host.Credentials.ClaimRenewalAsync(Account, 1, TimeSpan.FromSeconds(60), Cancellation)).Lease);

        Task<AcmeThing> waiting = host.Api().GetAsync(7, Cancellation);
        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Drive(waiting));
        Assert.Equal(0, host.Renewals.Count);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task I15_a_grant_that_the_vendor_refuses_is_an_authentication_error_asked_for_once()
    {
        using AcmeHost host = new((request, _) => Task.FromResult(AcmeHost.Answer(AuthenticationTests.Key(request) == "key-of-2" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, """{"id":7}""")));
        host.Renewals.Renew = _ => throw new IntegrationAuthenticationException("Connect the account again.");

        for (int i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api(1).GetAsync(7, Cancellation));
            await host.Api(2).GetAsync(7, Cancellation);
        }

        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task A_grant_that_was_refused_because_another_used_it_first_is_no_error()
    {
        using AcmeHost host = Accepting("renewed");
        host.Renewals.Renew = old =>
        {
            // A renewer whose lease had ended comes first after all.
            host.Credentials.Set(Account, "renewed", old.Version + 1);
            throw new IntegrationAuthenticationException("used before");
        };

        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task What_another_has_stored_meanwhile_wins_over_what_was_renewed()
    {
        using AcmeHost host = Accepting("connected-again");
        host.Renewals.Renew = old =>
        {
            host.Credentials.Set(Account, "connected-again", old.Version + 1);
            return Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed" });
        };

        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal("connected-again", host.Credentials.Stored(Account).ApiKey);
    }

    [Fact]
    public async Task A_401_after_a_renewal_is_final_and_is_not_renewed_again()
    {
        using AcmeHost host = Accepting("nothing");
        host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = $"renewed-{old.Version}" });

        for (int i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api().GetAsync(7, Cancellation));
        }

        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task A_new_token_that_ends_before_it_arrives_is_renewed_once_more()
    {
        using AcmeHost host = Accepting("renewed-2");
        host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = $"renewed-{old.Version}", ExpiresAt = host.Time.GetUtcNow().AddSeconds(old.Version - 1) });

        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal(2, host.Renewals.Count);
    }

    [Fact]
    public async Task Calls_that_are_refused_for_ever_at_once_renew_once_in_all()
    {
        using AcmeHost host = Accepting("nothing");
        host.Renewals.Renew = old => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = $"renewed-{old.Version}" });

        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api().GetAsync(7, Cancellation)))];
        await Task.WhenAll(calls);

        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task What_another_stored_long_ago_is_renewed_when_it_has_ended_too()
    {
        using AcmeHost host = Accepting("renewed");
        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api().GetAsync(7, Cancellation));
        host.Credentials.Set(Account, "ended-too", 9, host.Time.GetUtcNow().AddSeconds(-5));
        host.Renewals.Renew = _ => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed" });

        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal(10, host.Credentials.Stored(Account).Version);
    }

    [Fact]
    public async Task I15_an_account_that_was_connected_again_by_another_process_is_noticed_at_once()
    {
        using AcmeHost host = Accepting("connected-again");
        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => host.Api().GetAsync(7, Cancellation));
        int sent = host.Sent.Count;

        host.Credentials.Set(Account, "connected-again", version: 2);
        await host.Api().GetAsync(7, Cancellation);

        Assert.Equal(sent + 1, host.Sent.Count);
    }

    [Fact]
    public async Task Forgetting_an_account_reads_it_anew()
    {
        using AcmeHost host = Accepting("key-of-1", null, "other");
        await host.Api().GetAsync(7, Cancellation);
        host.Credentials.Set(Account, "other", version: 2);

        foreach (ICredentialCache cache in host.Services.GetServices<ICredentialCache>())
        {
            cache.Forget(Account);
        }

        await host.Api().GetAsync(7, Cancellation);
        Assert.Equal(2, host.Credentials.Reads);
    }

    [Fact]
    public async Task A_token_that_lives_shorter_than_it_is_renewed_before_its_end_is_used_until_its_end()
    {
        using AcmeHost host = Accepting("renewed");
        host.Credentials.Set(Account, "ended", expiresAt: host.Time.GetUtcNow());
        host.Renewals.Renew = _ => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed", ExpiresAt = host.Time.GetUtcNow().AddSeconds(60) });

        for (int i = 0; i < 12; i++)
        {
            await host.Api().GetAsync(7, Cancellation);
            host.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(2, host.Renewals.Count);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_loses_no_token()
    {
        using AcmeHost host = Accepting("renewed");
        host.Credentials.FailingSaves = 3;
        host.Renewals.Renew = _ => Task.FromResult<VendorCredential?>(new VendorCredential { ApiKey = "renewed" });

        await host.Drive(host.Api().GetAsync(7, Cancellation));

        Assert.Equal("renewed", host.Credentials.Stored(Account).ApiKey);
        Assert.Equal(1, host.Renewals.Count);
    }

    [Fact]
    public async Task A_cancelled_call_leaves_no_token_unstored()
    {
        using AcmeHost host = Accepting("renewed");
        using CancellationTokenSource stop = new();
        host.Renewals.Renew = async _ =>
        {
            await stop.CancelAsync();
            return new VendorCredential { ApiKey = "renewed" };
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Api().GetAsync(7, stop.Token));

        Assert.Equal("renewed", host.Credentials.Stored(Account).ApiKey);
    }

    [Fact]
    public async Task A_renewal_that_breaks_gives_its_lease_back()
    {
        using AcmeHost host = Accepting("renewed");
        host.Renewals.Renew = _ => throw new InvalidOperationException("a mistake");

        await Assert.ThrowsAnyAsync<Exception>(() => host.Api().GetAsync(7, Cancellation));
        host.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.NotNull((await host.Credentials.ClaimRenewalAsync(Account, 1, TimeSpan.FromSeconds(1), Cancellation)).Lease);
    }

    private static AcmeHost Accepting(string key, AcmeHost? beside = null, string? also = null) => new(
        (request, _) => Task.FromResult(AuthenticationTests.Key(request) is { } sent && (sent == key || sent == also) ? AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""") : AcmeHost.Answer(HttpStatusCode.Unauthorized)),
        beside: beside);
}
