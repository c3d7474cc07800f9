namespace Integrations.Http;

/// <summary>Rules that the options of all vendors have in common.</summary>
public static class WireRules
{
    /// <summary>True for an address that a secret may be sent to: absolute and https, or http to this machine.</summary>
    public static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>True for text that may stand in a header: printable ASCII, or null.</summary>
    public static bool IsHeaderValue(string? text) => text is null || text.All(static c => c is >= ' ' and <= '~');
}
