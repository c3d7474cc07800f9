namespace Integrations.Persistence.Postgres;

/// <summary>A credential as it is stored. Null where the credential has no such secret.</summary>
internal sealed record EncryptedCredential(
    ReadOnlyMemory<byte>? ApiKey, ReadOnlyMemory<byte>? ApiSecret, ReadOnlyMemory<byte>? AccessToken, ReadOnlyMemory<byte>? RefreshToken, string KeyId);
