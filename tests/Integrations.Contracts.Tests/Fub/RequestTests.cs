using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>What each call sends, to the letter, and that its answer is read.</summary>
public sealed class RequestTests(FubStub server) : IClassFixture<FubStub>
{
    public static TheoryData<string> Names { get; } = [.. FubCases.All.Select(static c => c.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_is_one_request_to_the_letter_and_its_answer_is_read(string name)
    {
        var call = FubCases.Named(name);
        var host = server.Host();
        var (client, script) = server.Expect(host, Exchange.Of(call));

        var result = await call.RunAsync(host, client, Token);

        Assert.Equal(call.Result, result);
        var received = Assert.Single(script.Verify());
        Assert.Equal(call.SystemCall is null ? FubHost.Authorization(client.Account.Id.Value) : null, received.Headers.GetValueOrDefault("Authorization"));
        Assert.Equal(FubHost.SystemName, received.Headers["X-System"]);
        Assert.Equal(FubHost.SystemKey, received.Headers["X-System-Key"]);
        if (call.Body is null)
        {
            Assert.True(string.IsNullOrEmpty(received.Body));
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(call.Body), JsonNode.Parse(received.Body!)), received.Body);
            Assert.Equal("application/json", received.Headers["Content-Type"]);
            Assert.Equal(Encoding.UTF8.GetByteCount(received.Body!).ToString(CultureInfo.InvariantCulture), received.Headers["Content-Length"]);
            Assert.DoesNotContain("Transfer-Encoding", received.Headers.Keys);
        }
    }

    [Fact]
    public async Task What_needs_a_registered_system_fails_before_any_request_where_there_is_none()
    {
        var host = server.Host(static o => o.SystemName = o.SystemKey = null);
        foreach (var call in FubCases.All.Where(static c => c.NeedsSystem))
        {
            var (client, script) = server.Expect(host);

            var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => call.RunAsync(host, client, Token));

            Assert.Contains("SystemKey", error.Message, StringComparison.Ordinal);
            Assert.Empty(script.Verify());
        }
    }

    [Fact]
    public async Task What_needs_no_registered_system_is_sent_without_its_headers_where_there_is_none()
    {
        var host = server.Host(static o => o.SystemName = o.SystemKey = null);
        foreach (var call in FubCases.All.Where(static c => !c.NeedsSystem))
        {
            var (client, script) = server.Expect(host, Exchange.Of(call));

            await call.RunAsync(host, client, Token);

            Assert.DoesNotContain(Assert.Single(script.Verify()).Headers.Keys, static h => h.StartsWith("X-System", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void An_account_of_another_vendor_is_refused_before_any_request()
    {
        var factory = server.Host().GetRequiredService<IFubClientFactory>();

        Assert.Throws<ArgumentException>(() => factory.Create(new AccountRef("lofty", new RowId(17))));
    }
}
