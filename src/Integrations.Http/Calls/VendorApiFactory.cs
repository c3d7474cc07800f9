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
            BaseAddress = Address(vendor.Profile, call),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        foreach (Action<HttpClient> configure in clients.Get(call.Vendor).HttpClientActions)
        {
            configure(client);
        }

        return client;
    }

    private static Uri Address(VendorHttpProfile profile, VendorCall call) => call.Service is not { } service ? profile.BaseAddress
        : profile.Services.TryGetValue(service, out Uri? address) ? address
        : throw new IntegrationConfigurationException(
            $"'{call.Operation}' at {call.Vendor} is to be asked of its service '{service}', which has no address. Add it to the services in the options of the vendor.",
            new ErrorContext { Vendor = call.Vendor, Account = call.Account, Stream = call.Stream, Operation = call.Operation });

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
