namespace Integrations.Testing;

/// <summary>A request that a <see cref="FaultyServer"/> received.</summary>
/// <param name="Line">Method, target and version, for example <c>GET /v1/people?limit=100 HTTP/1.1</c>.</param>
/// <param name="Headers">Headers; names without regard to case.</param>
public sealed record FaultyServerRequest(string Line, IReadOnlyDictionary<string, string> Headers);
