using System.Net;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class BreakerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I15_the_open_breaker_of_one_account_does_not_stop_another()
    {
        using AcmeHost host = Failing(out _);
        await Open(host);

        IntegrationUnavailableException refused = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api(1).GetAsync(7, Cancellation));
        int before = host.Sent.Count;
        AcmeThing other = await host.Api(2).GetAsync(8, Cancellation);

        Assert.Contains("was not asked", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Context.RetryAfter);
        Assert.Equal(8, other.Id);
        Assert.Equal(before + 1, host.Sent.Count);
    }

    [Fact]
    public async Task An_open_breaker_closes_when_the_vendor_answers_again()
    {
        using AcmeHost host = Failing(out Box healed);
        await Open(host);

        healed.Value = true;
        host.Time.Advance(TimeSpan.FromSeconds(16));

        Assert.Equal(7, (await host.Api(1).GetAsync(7, Cancellation)).Id);
        Assert.Equal(7, (await host.Api(1).GetAsync(7, Cancellation)).Id);
    }

    [Fact]
    public async Task Refusals_of_the_request_and_429_do_not_open_a_breaker()
    {
        int count = 0;
        using AcmeHost host = new(
            (_, _) => Task.FromResult(AcmeHost.Answer(count++ % 2 == 0 ? HttpStatusCode.NotFound : HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "0"))),
            options: each => each.MaxRetries = 0);

        for (int i = 0; i < 40; i++)
        {
            await Assert.ThrowsAnyAsync<IntegrationException>(() => host.Drive(host.Api(1).GetAsync(7, Cancellation)));
        }

        Assert.Equal(40, host.Sent.Count);
    }

    [Fact]
    public async Task I18_breakers_of_idle_accounts_are_forgotten()
    {
        using AcmeHost host = new(
            (_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""")),
            options: each => each.TotalTimeout = each.AttemptTimeout = TimeSpan.FromMinutes(5));
        for (int account = 1; account <= 2_000; account++)
        {
            host.Credentials.Set(Acme.Account(account), "key");
            await host.Api(account).GetAsync(7, Cancellation);
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(host.Vendor.Pipelines.Breakers, 1, 512);
    }

    private static AcmeHost Failing(out Box healed)
    {
        Box box = new();
        healed = box;
        return new AcmeHost(
            (request, _) => Task.FromResult(request.RequestUri!.AbsolutePath.EndsWith("/7", StringComparison.Ordinal) && !box.Value
                ? AcmeHost.Answer(HttpStatusCode.InternalServerError)
                : AcmeHost.Answer(HttpStatusCode.OK, $$"""{"id":{{request.RequestUri.Segments[^1]}}}""")),
            options: each => each.MaxRetries = 0);
    }

    private static async Task Open(AcmeHost host)
    {
        for (int i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api(1).GetAsync(7, Cancellation));
        }
    }

    private sealed class Box
    {
        public bool Value { get; set; }
    }
}
