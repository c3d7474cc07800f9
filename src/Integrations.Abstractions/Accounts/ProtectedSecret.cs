namespace Integrations.Abstractions;

/// <summary>A ciphertext with the name of the key that made it.</summary>
/// <param name="Ciphertext">Authenticated ciphertext.</param>
/// <param name="KeyId">Name of the key, stored beside the ciphertext.</param>
public sealed record ProtectedSecret(ReadOnlyMemory<byte> Ciphertext, string KeyId);
