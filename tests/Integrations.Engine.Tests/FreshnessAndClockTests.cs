using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine.Tests;

public sealed class FreshnessAndClockTests
{
    [Theory]
    [InlineData(null, "2026-06-01T12:00:00Z", "2026-06-01T00:00:00Z")]
    [InlineData("Not/AZone", "2026-06-01T12:00:00Z", "2026-06-01T00:00:00Z")]
    [InlineData("America/New_York", "2026-06-01T03:00:00Z", "2026-05-31T04:00:00Z")]
    [InlineData("America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z")]
    [InlineData("America/Santiago", "2026-09-06T12:00:00Z", "2026-09-06T04:00:00Z")]
    public void Today_begins_at_the_accounts_own_midnight(string? zone, string now, string expected)
    {
        AccountInfo account = EngineFixture.Account with { TimeZone = zone };

        DateTimeOffset start = AccountClock.StartOfToday(account, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), start);
    }

    [Fact]
    public async Task I10_a_stream_without_a_recent_success_is_late_and_says_why()
    {
        await using var engine = new EngineFixture();
        engine.Store.States = [engine.ReadBefore with { LastSyncAt = engine.Time.GetUtcNow() - TimeSpan.FromHours(2), ErrorMessage = "The vendor answered 503." }];

        StreamFreshness late = Assert.Single(await engine.Services.GetRequiredService<ISyncFreshness>().ReadAsync(EngineFixture.Account.Ref, TestContext.Current.CancellationToken));

        Assert.True(late.IsLate);
        Assert.Equal(TimeSpan.FromHours(2), late.Age);
        Assert.Equal("The vendor answered 503.", late.Reason);
    }

    [Fact]
    public async Task I10_a_stream_that_never_succeeded_is_late_and_a_fresh_one_is_not()
    {
        await using var engine = new EngineFixture();
        engine.Store.States = [EngineFixture.NeverRead, engine.ReadBefore];

        IReadOnlyList<StreamFreshness> streams = await engine.Services.GetRequiredService<ISyncFreshness>().ReadAsync(EngineFixture.Account.Ref, TestContext.Current.CancellationToken);

        Assert.Equal([true, false], streams.Select(static s => s.IsLate));
    }

    [Fact]
    public async Task Connecting_an_account_of_an_unregistered_vendor_says_what_to_call()
    {
        await using var engine = new EngineFixture();

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => engine.Services.GetRequiredService<IAccountConnector>()
            .ConnectAsync("nobody", new VendorCredential { ApiKey = "k" }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("'nobody' is not registered", error.Message, StringComparison.Ordinal);
    }
}
