namespace Integrations.Simulators;

/// <summary>How often a path of an account was answered with a status.</summary>
/// <param name="Account">Vendor account id. Null when the key was not known.</param>
/// <param name="Path">Path with ids as <c>{id}</c>; <c>{unknown}</c> for paths that do not exist.</param>
/// <param name="Status">HTTP status. 0 when the connection was cut.</param>
/// <param name="Count">Number of requests.</param>
public sealed record RequestLogCount(long? Account, string Path, int Status, long Count);
