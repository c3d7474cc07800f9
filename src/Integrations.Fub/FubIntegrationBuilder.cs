using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Fub;

/// <summary>What <c>AddFubIntegration()</c> returns.</summary>
public sealed class FubIntegrationBuilder : IVendorIntegrationBuilder
{
    internal FubIntegrationBuilder(IServiceCollection services, IHttpClientBuilder httpClient, IHttpClientBuilder tokenHttpClient)
    {
        Services = services;
        HttpClient = httpClient;
        TokenHttpClient = tokenHttpClient;
    }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }

    /// <inheritdoc/>
    public string Vendor => FubDefaults.Vendor;

    /// <summary>The one HTTP client of all accounts: add handlers, set timeouts and retries with <c>ConfigureResilience</c>, or replace the primary handler in a test.</summary>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>The HTTP client of the OAuth token endpoint: replace the primary handler in a test.</summary>
    public IHttpClientBuilder TokenHttpClient { get; }
}
