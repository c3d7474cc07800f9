using System.Diagnostics;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Outermost handler: total timeout, retry and breaker, and typed errors for what happens without an answer.</summary>
internal sealed class ResilienceHandler(VendorHttp vendor) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        VendorCall call = VendorCall.Required(request);
        using Activity? activity = HttpTelemetry.StartCall(call);
        try
        {
            return await vendor.Pipelines.SendAsync(request, call.Account, base.SendAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Exception error = vendor.Errors.OfTransport(request, exception, cancellationToken);
            activity?.SetTag(IntegrationTelemetry.ErrorTag, (error as IntegrationException)?.Code ?? error.GetType().Name);
            if (ReferenceEquals(error, exception))
            {
                throw;
            }

            throw error;
        }
    }
}
