using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine.Tests;

public sealed class ConnectAndClockTests
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
    public async Task Connecting_an_account_of_an_unregistered_vendor_says_what_to_call()
    {
        await using var engine = new EngineFixture();

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => engine.Services.GetRequiredService<IAccountConnector>()
            .ConnectAsync("nobody", new VendorCredential { ApiKey = "k" }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("'nobody' is not registered", error.Message, StringComparison.Ordinal);
    }
}
