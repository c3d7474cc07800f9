using System.Globalization;

namespace Integrations.Fub.Tests;

/// <summary>Gives an answer the vendor's time that the test wants: the stub server always sends its own.</summary>
internal sealed class VendorClock : DelegatingHandler
{
    public const string Header = "X-Test-Date";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(Header, out IEnumerable<string>? values))
        {
            response.Headers.Date = DateTimeOffset.Parse(values.Single(), CultureInfo.InvariantCulture);
        }

        return response;
    }
}
