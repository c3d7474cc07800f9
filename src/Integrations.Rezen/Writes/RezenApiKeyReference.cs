namespace Integrations.Rezen;

/// <summary>A key by its id.</summary>
/// <param name="KeyId">The key.</param>
internal sealed record RezenApiKeyReference(string KeyId);
