using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Refit;

namespace Integrations.Http;

internal sealed class VendorApiFactory(IServiceProvider services, IHttpMessageHandlerFactory handlers, IOptionsMonitor<HttpClientFactoryOptions> clients) : IVendorApiFactory
{
    public TApi Create<TApi>(VendorCall vendorCall)
        where TApi : class
    {
        ArgumentNullException.ThrowIfNull(vendorCall);
        VendorHttp vendor = Find(vendorCall);
        return RestService.ForGenerated<TApi>(Client(vendor, vendorCall), vendor.Settings);
    }

    public HttpClient CreateClient(VendorCall vendorCall)
    {
        ArgumentNullException.ThrowIfNull(vendorCall);
        return Client(Find(vendorCall), vendorCall);
    }

    private HttpClient Client(VendorHttp vendor, VendorCall call)
    {
        // The chain belongs to the factory; the client and the stamp are this call's own.
        HttpClient client = new(new StampingHandler(call, handlers.CreateHandler(call.Vendor)), disposeHandler: false)
        {
            BaseAddress = vendor.Profile.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        foreach (Action<HttpClient> configure in clients.Get(call.Vendor).HttpClientActions)
        {
            configure(client);
        }

        return client;
    }

    private VendorHttp Find(VendorCall call)
    {
        VendorHttp vendor = services.GetKeyedService<VendorHttp>(call.Vendor)
            ?? throw new IntegrationConfigurationException($"The vendor '{call.Vendor}' is not registered. Add its package's Add…Integration() to the services.");
        if (call.Account is { } account && !string.Equals(account.Vendor, call.Vendor, StringComparison.Ordinal))
        {
            throw new IntegrationConfigurationException($"Account {account} was handed to a client of {call.Vendor}.");
        }

        return vendor;
    }
}
