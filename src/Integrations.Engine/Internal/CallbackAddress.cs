using System.Net;
using System.Net.Sockets;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Where vendors send an account's webhooks: built from the host's public address, which must be one that can be reached from outside and from there only.</summary>
internal sealed class CallbackAddress(IOptions<WebhookOptions> options)
{
    /// <summary>Stands for the token where the address is stored or shown.</summary>
    public const string Mask = "***";

    private readonly WebhookOptions _options = options.Value;

    /// <summary>Resolves a host name; replaced by tests.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    public bool IsSet => _options.PublicAddress is not null;

    public Uri For(string vendor, string token) => new($"{_options.PublicAddress!.AbsoluteUri.TrimEnd('/')}/{vendor}/{token}");

    /// <summary>The token in an address under ours. Null for any other address.</summary>
    public string? TokenIn(string vendor, string address)
    {
        string prefix = For(vendor, "").AbsoluteUri;
        return address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && WebhookTokens.IsToken(address.AsSpan(prefix.Length)) ? address[prefix.Length..] : null;
    }

    /// <summary>The last part of any address, where it has the form of a token: ours under another host, perhaps.</summary>
    public static string? TokenAtEnd(string address)
    {
        string last = address[(address.LastIndexOf('/') + 1)..];
        return WebhookTokens.IsToken(last) ? last : null;
    }

    /// <summary>What is wrong with the form of an address. Null when nothing is.</summary>
    public static string? Problem(Uri address, bool allowLoopback)
    {
        if (!address.IsAbsoluteUri)
        {
            return "must be an absolute address";
        }

        bool isSafe = address.Scheme == Uri.UriSchemeHttps || (allowLoopback && address is { IsLoopback: true, Scheme: "http" });
        return isSafe switch
        {
            false => "must be https (or, with AllowLoopback, http to this machine)",
            _ when address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0 => "must have no user, query or fragment",
            _ => null,
        };
    }

    /// <summary>Looks the host name of the public address up and refuses an address that leads inwards: it could be used to make the vendor's callbacks, or a check of them, reach what is not meant for outside.</summary>
    /// <exception cref="IntegrationConfigurationException">It leads to an internal address, or nowhere.</exception>
    public Task RequireExternalAsync(CancellationToken cancellationToken) => ResolveExternalAsync(_options.PublicAddress!, cancellationToken);

    /// <summary>The IP addresses behind an address, none of which is internal.</summary>
    /// <exception cref="IntegrationConfigurationException">It leads to an internal address, or nowhere.</exception>
    public async Task<IPAddress[]> ResolveExternalAsync(Uri address, CancellationToken cancellationToken)
    {
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out IPAddress? literal) ? [literal] : await Resolve(address.IdnHost, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw Wrong($"host {address.IdnHost} cannot be resolved ({e.SocketErrorCode})", e);
        }

        if (found.Length == 0)
        {
            throw Wrong($"host {address.IdnHost} has no address");
        }

        return Array.Exists(found, IsInternal) && !(_options.AllowLoopback && address.IsLoopback) ? throw Wrong($"host {address.IdnHost} leads to an internal address") : found;
    }

    /// <summary>True for an address that is not of the public internet.</summary>
    internal static bool IsInternal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes switch
            {
                [0 or 10 or 127, ..] or [169, 254, ..] or [192, 168, ..] or [192, 0, 0, _] => true,
                [100, >= 64 and <= 127, ..] or [172, >= 16 and <= 31, ..] or [198, 18 or 19, ..] => true,
                [>= 224, ..] => true,
                _ => false,
            }
            : bytes switch
            {
                [0xfc or 0xfd or 0xff, ..] => true,
                [0xfe, >= 0x80, ..] => true,
                // Unspecified, loopback and IPv4-compatible; IPv4 carried in NAT64 and 6to4 addresses counts as the IPv4 address.
                [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] => true,
                [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => IsInternal(new IPAddress(bytes.AsSpan(12))),
                [0x20, 0x02, ..] => IsInternal(new IPAddress(bytes.AsSpan(2, 4))),
                _ => false,
            };
    }

    public static IntegrationConfigurationException Wrong(string why, Exception? inner = null) => new(
        $"WebhookOptions.PublicAddress cannot be registered: {why}. Set it to the https address under which the internet reaches this host's webhook endpoint.",
        new ErrorContext { Operation = "register webhooks" },
        inner);
}
