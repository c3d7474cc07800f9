namespace Integrations.Http;

/// <summary>Says of each request on whose behalf it is made.</summary>
internal sealed class StampingHandler(VendorCall call, HttpMessageHandler chain) : DelegatingHandler(chain)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        call.Stamp(request);
        return base.SendAsync(request, cancellationToken);
    }
}
