using System.Collections.Concurrent;
using System.Net;
using Integrations.Contracts.Tests.Wire;
using Integrations.Http;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>Every request before an independent judge: Prism with our OpenAPI file of the vendor, which knows nothing of the client.</summary>
public sealed class PrismTests(PrismServer prism, ITestOutputHelper output)
{
    private const string Document = "rezen.openapi.yaml";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prism_accepts_every_call_of_the_client()
    {
        var answers = new ConcurrentQueue<string>();
        await using var services = RezenHost.Build(await prism.AddressAsync(Document, Token), handler: () => new Witness(answers), resilience: static o => o.MaxRetries = 0);
        var refused = new List<string>();
        var account = 0;
        foreach (var call in RezenCases.All)
        {
            if (await Record.ExceptionAsync(() => call.Call(RezenHost.Client(services, ++account), Token)) is { } error)
            {
                refused.Add($"{call}: {error.Message} {string.Join(' ', answers.Where(static a => !a.StartsWith('2')).TakeLast(1))}");
            }
        }

        Conventions.AssertNone(refused);
        Assert.Equal(RezenCases.All.Count, answers.Count);
        output.WriteLine($"Prism validated {answers.Count} requests of {RezenCases.All.Count} calls.");
        TestContext.Current.SendDiagnosticMessage("Prism validated {0} requests of {1} calls.", answers.Count, RezenCases.All.Count);
    }

    [Theory]
    [InlineData("GET", "yenta", "users/myself", null, "id must match pattern")]
    [InlineData("GET", "arrakis", "transactions/participant/aa000000-0000-4000-8000-000000000020/transactions/ACTIVE", null, "group must be equal to one of the allowed values")]
    [InlineData("GET", "arrakis", "transactions/participant/aa000000-0000-4000-8000-000000000020/transactions/OPEN?sortBy=updatedAt", null, "sortBy must be equal to one of the allowed values")]
    [InlineData("GET", "yenta", "agents/aa000000-0000-4000-8000-000000000020/down-line/1?updatedAtFrom=2026-01-12T00:00:00Z", null, "updatedAtFrom must match pattern")]
    [InlineData("GET", "yenta", "agents/aa000000-0000-4000-8000-000000000020/down-line/0", null, "tier must be >= 1")]
    [InlineData("GET", "arrakis", "revshares/aa000000-0000-4000-8000-000000000020/contributions/1?missed=False", null, "missed must be boolean")]
    [InlineData("PUT", "arrakis", "transaction-builder/bd000000-0000-4000-8000-000000000051/buyer-seller-info", """{"buyers":[],"sellers":[]}""", "must NOT have fewer than 1 items")]
    [InlineData("PUT", "arrakis", "transaction-builder/bd000000-0000-4000-8000-000000000051/location-info", """{"street":"s","city":"c","state":"UT","zip":"84000"}""", "state must match pattern")]
    [InlineData("PUT", "arrakis", "transaction-builder/bd000000-0000-4000-8000-000000000051/commission-info", """[{"participantId":"c1000000-0000-4000-8000-000000000010","commission":{"commissionPercent":0.03,"percentEnabled":true}}]""", "commissionPercent must be >= 1")]
    [InlineData("PUT", "arrakis", "transactions/b7000000-0000-4000-8000-000000000001/participant/c1000000-0000-4000-8000-000000000010", """{"payment":{"percent":85}}""", "percent must be <= 1")]
    [InlineData("DELETE", "keymaker", "api-keys", null, "Body")]
    public async Task Prism_refuses_what_the_vendor_would_not_understand(string method, string service, string path, string? body, string reason)
    {
        await using var services = RezenHost.Build(await prism.AddressAsync(Document, Token));
        using var client = services.GetRequiredService<IVendorApiFactory>()
            .CreateClient(new VendorCall { Vendor = RezenDefaults.Vendor, Service = service, Account = RezenHost.Account(1), Operation = "send a wrong request" });
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Token), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Prism_refuses_a_request_without_a_key()
    {
        await using ServiceProvider services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = await prism.AddressAsync(Document, Token);

        using var response = await client.GetAsync(new Uri("yenta/api/v1/users/me", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
