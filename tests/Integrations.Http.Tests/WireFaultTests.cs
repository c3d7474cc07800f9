using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Http.Tests;

/// <summary>The whole chain against answers that are spoiled on the wire: a typed error that names account, stream and remedy; repeated or not, as designed; and bounded memory.</summary>
public sealed class WireFaultTests : IAsyncDisposable
{
    private const int Retries = 2;
    private const int MaxBody = 1 << 20;

    private readonly StubVendorServer _vendor = new(static request => request.Path == "/v1/things/7"
        ? new StubAnswer(200, """{"id":7,"name":"A thing with a name that is long enough to be cut"}""")
        : new StubAnswer(200, """{"_metadata":{"total":1},"things":[{"id":7,"name":"A thing"}]}"""));

    private readonly FaultyServer _server;

    public WireFaultTests() => _server = new FaultyServer(_vendor.BaseAddress);

    public static TheoryData<WireFault> BrokenOff { get; } =
        [WireFault.Reset, WireFault.ResetInBody, WireFault.CutBody, WireFault.LengthTooLong, WireFault.Garbage, WireFault.EndlessHeaders];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BrokenOff))]
    public async Task An_answer_that_breaks_off_is_asked_for_again_and_then_the_vendor_is_unavailable(WireFault fault)
    {
        using AcmeHost host = Host();
        _server.Fail(fault);

        var error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api(1).ListAsync(cancellationToken: Cancellation));

        AssertNamed(error);
        Assert.True(error.IsTransient);
        Assert.Equal(1 + Retries, _server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(BrokenOff))]
    public async Task An_answer_that_breaks_off_once_is_not_noticed(WireFault fault)
    {
        using AcmeHost host = Host();
        _server.Fail(fault, requests: Retries);

        AcmePage page = await host.Api(1).ListAsync(cancellationToken: Cancellation);

        Assert.Single(page.Page.Records);
        Assert.Equal(1 + Retries, _server.Requests.Count);
    }

    [Theory]
    [InlineData(WireFault.LengthTooShort)]
    [InlineData(WireFault.HtmlPage)]
    [InlineData(WireFault.EndlessBody)]
    [InlineData(WireFault.CompressionBomb)]
    [InlineData(WireFault.ForeignRedirect)]
    public async Task An_answer_that_is_complete_and_wrong_is_a_protocol_error_and_not_asked_for_again(WireFault fault)
    {
        using AcmeHost host = Host();
        _server.Fail(fault);

        var error = await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api(1).ListAsync(cancellationToken: Cancellation));

        AssertNamed(error);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(WireFault.LengthTooShort)]
    [InlineData(WireFault.HtmlPage)]
    [InlineData(WireFault.EndlessBody)]
    [InlineData(WireFault.CompressionBomb)]
    [InlineData(WireFault.ForeignRedirect)]
    public async Task What_an_answer_leaves_on_its_connection_is_not_taken_for_the_next_one(WireFault fault)
    {
        using AcmeHost host = Host();
        _server.Fail(fault, requests: 1);
        await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api(1).ListAsync(cancellationToken: Cancellation));

        AcmeThing thing = await host.Api(1).GetAsync(7, Cancellation);

        Assert.Equal(7, thing.Id);
    }

    [Fact]
    public async Task I14_a_redirect_takes_no_credential_to_a_foreign_host()
    {
        using AcmeHost host = Host();
        _server.Fail(WireFault.ForeignRedirect);

        await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api(1).GetAsync(7, Cancellation));

        Assert.Empty(_server.ForeignRequests);
        Assert.Contains("Authorization", Assert.Single(_server.Requests).Headers.Keys);
    }

    [Theory]
    [InlineData(WireFault.EndlessBody)]
    [InlineData(WireFault.CompressionBomb)]
    public async Task I18_an_endless_answer_is_given_up_at_the_largest_body_allowed(WireFault fault)
    {
        using AcmeHost host = Host();
        _server.Fail(WireFault.CompressionBomb, requests: 1);
        await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api(1).ListAsync(cancellationToken: Cancellation));
        _server.Fail(fault);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        await Assert.ThrowsAsync<IntegrationProtocolException>(() => host.Api(1).ListAsync(cancellationToken: Cancellation));

        // Server and client together; the bomb alone would be a thousand times the largest body.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32L * MaxBody);
    }

    [Theory]
    [InlineData(WireFault.Silence)]
    [InlineData(WireFault.SlowDrip)]
    public async Task An_answer_that_does_not_end_is_given_up_after_the_attempt_timeout_and_asked_for_again(WireFault fault)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        using AcmeHost host = Host(time);
        _server.Fail(fault);

        Task<AcmePage> reading = host.Api(1).ListAsync(cancellationToken: Cancellation);
        for (int attempt = 1; attempt <= 1 + Retries; attempt++)
        {
            while (_server.Requests.Count < attempt)
            {
                // The delay before a retry is no more than the attempt's time.
                time.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Yield();
            }

            Assert.False(reading.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(30));
        }

        AssertNamed(await Assert.ThrowsAsync<IntegrationUnavailableException>(() => reading));
        Assert.Equal(1 + Retries, _server.Requests.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _vendor.DisposeAsync();
    }

    private static void AssertNamed(IntegrationException error)
    {
        Assert.Equal(Acme.Account(1), error.Context.Account);
        Assert.Equal("acme.things", error.Context.Stream?.ToString());
        Assert.Contains(Acme.Account(1).ToString(), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("key-of-1", error.ToString(), StringComparison.Ordinal);
    }

    private AcmeHost Host(TimeProvider? time = null) => new(
        address: _server.BaseAddress,
        options: static each =>
        {
            each.RetryDelay = TimeSpan.FromMilliseconds(1);
            each.MaxRetries = Retries;
            each.MaxBodyBytes = MaxBody;
            each.AttemptTimeout = TimeSpan.FromSeconds(30);
        },
        services: services =>
        {
            if (time is not null)
            {
                services.AddSingleton(time);
            }
        });
}
