using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>Every request before an independent judge: Prism with our OpenAPI file of the vendor, which knows nothing of the client.</summary>
public sealed class PrismTests(PrismServer prism, ITestOutputHelper output)
{
    private const string Document = "fub.openapi.yaml";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prism_accepts_every_call_of_the_client()
    {
        var answers = new ConcurrentQueue<string>();
        await using var services = FubHost.Build(await prism.AddressAsync(Document, Token), handler: () => new Witness(answers), resilience: static o => o.MaxRetries = 0);
        var refused = new List<string>();
        var account = 0;
        foreach (var call in FubCases.All)
        {
            if (await Record.ExceptionAsync(() => call.RunAsync(services, FubHost.Client(services, ++account), Token)) is { } error)
            {
                refused.Add($"{call}: {error.Message} {string.Join(' ', answers.Where(static a => !a.StartsWith('2')).TakeLast(1))}");
            }
        }

        Conventions.AssertNone(refused);
        Assert.Equal(FubCases.All.Count, answers.Count);
        output.WriteLine($"Prism validated {answers.Count} requests of {FubCases.All.Count} calls.");
        TestContext.Current.SendDiagnosticMessage("Prism validated {0} requests of {1} calls.", answers.Count, FubCases.All.Count);
    }

    [Theory]
    [InlineData("GET", "people?limit=101", null, "limit must be <= 100")]
    [InlineData("GET", "people?updatedAfter=01/15/2026 16:20:29", null, "updatedAfter")]
    [InlineData("GET", "people?includeTrash=True", null, "includeTrash must be boolean")]
    [InlineData("DELETE", "stages/2", null, "assignStageId")]
    [InlineData("POST", "notes", """{"body":"no person"}""", "personId")]
    [InlineData("POST", "notes", """{"personId":9002,"text":"no such property"}""", "additional properties")]
    [InlineData("POST", "calls", """{"personId":9002,"phone":"2025550142","isIncoming":1}""", "isIncoming must be boolean")]
    [InlineData("PUT", "people/9002", """{"source":"cannot be changed"}""", "additional properties")]
    [InlineData("POST", "events", """{"source":"s","type":"t","person":{},"property":{"zip":"22150"}}""", "additional properties")]
    [InlineData("POST", "webhooks", """{"event":"peopleUpdated","url":"http://hooks.example.com"}""", "url must match pattern")]
    [InlineData("PUT", "deals/5920", """{"projectedCloseDate":"2026-03-31T00:00:00Z"}""", "projectedCloseDate")]
    public async Task Prism_refuses_what_the_vendor_would_not_understand(string method, string path, string? body, string reason)
    {
        await using var services = FubHost.Build(await prism.AddressAsync(Document, Token));
        using var client = services.GetRequiredService<IVendorApiFactory>().CreateClient(new VendorCall { Vendor = FubDefaults.Vendor, Account = FubHost.Account(1), Operation = "send a wrong request" });
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Token), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Prism_refuses_a_webhook_without_a_registered_system()
    {
        await using var services = FubHost.Build(await prism.AddressAsync(Document, Token), static o => o.SystemName = o.SystemKey = null);
        using var client = services.GetRequiredService<IVendorApiFactory>().CreateClient(new VendorCall { Vendor = FubDefaults.Vendor, Account = FubHost.Account(1), Operation = "send a wrong request" });

        using var response = await client.PostAsJsonAsync("webhooks", new { @event = "peopleUpdated", url = "https://hooks.example.com" }, Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("x-system-key", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
