namespace Integrations.Testing;

/// <summary>A request as <see cref="StubVendorServer"/> received it.</summary>
public sealed class StubRequest
{
    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path without query, decoded.</summary>
    public required string Path { get; init; }

    /// <summary>Query parameters, decoded. Of a repeated name the values are joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>Headers by name, case-insensitive.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Body as text. Empty when there is none.</summary>
    public required string Body { get; init; }

    /// <summary>A query parameter as a number, or <paramref name="fallback"/> when it is absent or no number.</summary>
    public int Number(string name, int fallback) =>
        Query.TryGetValue(name, out var text) && int.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
