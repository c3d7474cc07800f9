using Refit;

namespace Integrations.Http;

/// <summary>The only settings that Refit gets: how bodies are read, and all three hooks through which errors come out.</summary>
internal static class RefitSetup
{
    public static RefitSettings Create(VendorHttp vendor) => new(new VendorContentSerializer(vendor.Profile))
    {
        ExceptionFactory = async response => response.IsSuccessStatusCode ? null : await vendor.Errors.OfResponseAsync(response).ConfigureAwait(false),
        DeserializationExceptionFactory = (response, exception) => ValueTask.FromResult<Exception?>(
            exception is Abstractions.IntegrationConfigurationException ? exception : vendor.Errors.OfBody(response, exception)),
        TransportExceptionFactory = vendor.Errors.OfTransport,
        UrlParameterFormatterMap = { [typeof(bool)] = new LowerCaseBooleans() },
    };
}
