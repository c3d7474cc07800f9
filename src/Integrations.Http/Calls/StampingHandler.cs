namespace Integrations.Http;

/// <summary>
/// Says of each request on whose behalf it is made, and completes its body in memory: it then has a length, which some vendors want, and can be sent a second time after 401.
/// </summary>
internal sealed class StampingHandler(VendorCall call, HttpMessageHandler chain) : DelegatingHandler(chain)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        call.Stamp(request);
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
