using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>What each call sends, to the letter and to which service, and that its answer is read.</summary>
public sealed partial class RequestTests(RezenStub server) : IClassFixture<RezenStub>
{
    public static TheoryData<string> Names { get; } = [.. RezenCases.All.Select(static c => c.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_is_one_request_to_the_letter_and_its_answer_is_read(string name)
    {
        var call = RezenCases.Named(name);
        var (client, script) = server.Expect(server.Host(), Exchange.Of(call));

        var result = await call.Call(client, Token);

        Assert.Equal(call.Result, result);
        var received = Assert.Single(script.Verify());
        Assert.Equal(RezenHost.Key(client.Account.Id.Value), received.Headers["X-API-KEY"]);
        Assert.DoesNotContain("Authorization", received.Headers.Keys);
        Assert.Equal(RezenDefaults.UserAgent, received.Headers["User-Agent"]);
        Assert.Equal(call.Accept, received.Headers["Accept"]);
        if (call.Form is { } form)
        {
            Assert.StartsWith("multipart/form-data; boundary=", received.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.Equal(form, FieldName().Matches(received.Body!).Select(static m => m.Groups["name"].Value));
        }
        else if (call.Body is null)
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
    public void An_account_of_another_vendor_is_refused_before_any_request()
    {
        var factory = server.Host().GetRequiredService<IRezenClientFactory>();

        Assert.Throws<ArgumentException>(() => factory.Create(new AccountRef("lofty", new RowId(17))));
    }

    [GeneratedRegex("form-data; name=\"?(?<name>[A-Za-z]+)\"?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 500)]
    private static partial Regex FieldName();
}
