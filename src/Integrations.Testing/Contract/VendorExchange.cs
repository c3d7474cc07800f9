namespace Integrations.Testing;

/// <summary>A request that the stubbed vendor received, and what it answered.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without query.</param>
/// <param name="Status">Status of the answer; 0 when none was sent.</param>
public readonly record struct VendorExchange(string Method, string Path, int Status);
