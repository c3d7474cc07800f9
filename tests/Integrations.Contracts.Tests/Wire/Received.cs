using System.Globalization;

namespace Integrations.Contracts.Tests.Wire;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Request, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    /// <summary>Method, path and the words of the query in one order.</summary>
    public static string Normal(string method, string pathAndQuery)
    {
        var parts = pathAndQuery.Split('?', 2);
        IEnumerable<string> query = parts.Length == 1 ? [] : parts[1].Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{method} {parts[0]}?{string.Join('&', query)}");
    }
}
