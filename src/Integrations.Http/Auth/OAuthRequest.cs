using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>A sign-in that a host begins.</summary>
public sealed record OAuthRequest
{
    /// <summary>Where the vendor sends the browser afterwards, as registered there: https, or http to this machine.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>For whom the account will be connected.</summary>
    public ConnectOptions Owner { get; init; } = new();

    /// <summary>Further parameters of the authorize page, for example <c>prompt</c> to <c>login</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
