using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Rezen;

/// <summary>What <c>AddRezenIntegration()</c> returns.</summary>
public sealed class RezenIntegrationBuilder : IVendorIntegrationBuilder
{
    internal RezenIntegrationBuilder(IServiceCollection services, IHttpClientBuilder httpClient, IHttpClientBuilder tokenHttpClient)
    {
        Services = services;
        HttpClient = httpClient;
        TokenHttpClient = tokenHttpClient;
    }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }

    /// <inheritdoc/>
    public string Vendor => RezenDefaults.Vendor;

    /// <summary>The one HTTP client of all accounts and services: add handlers (a proxy, for example), set timeouts and retries with <c>ConfigureResilience</c>, or replace the primary handler in a test.</summary>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>The HTTP client of the OAuth issuer: replace the primary handler in a test.</summary>
    public IHttpClientBuilder TokenHttpClient { get; }
}
