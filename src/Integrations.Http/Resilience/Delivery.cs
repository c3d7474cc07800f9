namespace Integrations.Http;

/// <summary>Whether a write may have reached the vendor without an answer that says what became of it. Travels with the request.</summary>
internal static class Delivery
{
    private static readonly HttpRequestOptionsKey<bool> UnderWay = new("Integrations.UnderWay");

    /// <summary>True for methods that change something at the vendor.</summary>
    public static bool IsWrite(HttpRequestMessage? request) => request is not null
        && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && request.Method != HttpMethod.Options && request.Method != HttpMethod.Trace;

    /// <summary>The request is about to be sent.</summary>
    public static void Begin(HttpRequestMessage request) => request.Options.Set(UnderWay, true);

    /// <summary>The request was answered, or surely not sent.</summary>
    public static void End(HttpRequestMessage request) => request.Options.Set(UnderWay, false);

    /// <summary>True for a write that was sent and not answered.</summary>
    public static bool IsUnknown(HttpRequestMessage? request) => IsWrite(request) && request!.Options.TryGetValue(UnderWay, out bool underWay) && underWay;

    /// <summary>True when no connection came about, so that nothing was sent.</summary>
    public static bool IsNotSent(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
