namespace Integrations.Testing;

/// <summary>What the stubbed vendor answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body as text, sent as <c>application/json</c>.</param>
public sealed record StubAnswer(int Status, string Body)
{
    /// <summary>Further headers, for example rate-limit headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>200 with a JSON body.</summary>
    public static StubAnswer Json(string body) => new(200, body);

    /// <summary>404 with a JSON body.</summary>
    public static StubAnswer NotFound(string body = "{}") => new(404, body);
}
