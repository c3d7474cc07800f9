using System.Security.Cryptography;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Between a <see cref="VendorCredential"/> and the encrypted columns of <c>credentials</c>.</summary>
internal sealed class CredentialCipher(ICredentialProtector protector)
{
    private const string ApiKey = "api_key";
    private const string ApiSecret = "api_secret";
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";

    /// <summary>Encrypts every secret of a credential, all with the same key, because a row names one.</summary>
    public EncryptedCredential Encrypt(AccountRef account, VendorCredential credential)
    {
        // The host's keys may be rotated between two of the fields; the second attempt then has the new key for all.
        for (int attempt = 0; ; attempt++)
        {
            ProtectedSecret? apiKey = Protect(account, ApiKey, credential.ApiKey);
            ProtectedSecret? apiSecret = Protect(account, ApiSecret, credential.ApiSecret);
            ProtectedSecret? accessToken = Protect(account, AccessToken, credential.AccessToken);
            ProtectedSecret? refreshToken = Protect(account, RefreshToken, credential.RefreshToken);
            string[] keys = [.. new[] { apiKey, apiSecret, accessToken, refreshToken }.OfType<ProtectedSecret>().Select(static s => s.KeyId).Distinct(StringComparer.Ordinal)];
            if (keys.Length == 0)
            {
                throw new IntegrationConfigurationException(
                    $"{account}: the credential holds neither an API key nor a token. Give one of them when connecting the account.",
                    new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "store credential" });
            }

            if (keys.Length == 1 || attempt == 2)
            {
                return new EncryptedCredential(apiKey?.Ciphertext, apiSecret?.Ciphertext, accessToken?.Ciphertext, refreshToken?.Ciphertext, keys[0]);
            }
        }
    }

    /// <summary>Decrypts a row: ciphertexts of key, secret, access token and refresh token, key id, end, version.</summary>
    public VendorCredential Decrypt(AccountRef account, NpgsqlDataReader reader)
    {
        string keyId = reader.IsDBNull(4) ? "unknown" : reader.GetString(4);
        return new VendorCredential
        {
            ApiKey = Unprotect(account, ApiKey, reader, 0, keyId),
            ApiSecret = Unprotect(account, ApiSecret, reader, 1, keyId),
            AccessToken = Unprotect(account, AccessToken, reader, 2, keyId),
            RefreshToken = Unprotect(account, RefreshToken, reader, 3, keyId),
            ExpiresAt = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
            Version = reader.GetInt32(6),
        };
    }

    private static string Purpose(AccountRef account, string field) => $"{account}/{field}";

    private ProtectedSecret? Protect(AccountRef account, string field, string? secret) =>
        string.IsNullOrEmpty(secret) ? null : protector.Protect(secret, Purpose(account, field));

    private string? Unprotect(AccountRef account, string field, NpgsqlDataReader reader, int ordinal, string keyId)
    {
        if (reader.IsDBNull(ordinal))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(new ProtectedSecret(reader.GetFieldValue<byte[]>(ordinal), keyId), Purpose(account, field));
        }
        catch (CryptographicException e)
        {
            throw new IntegrationCredentialException(
                $"{account}: the stored {field} cannot be decrypted by this host; it was encrypted with key {keyId}. Give this host the Data Protection keys (and application name) of "
                    + "the host that connected the account and make the account active, or connect the account again.",
                new ErrorContext { Vendor = account.Vendor, Account = account, CredentialVersion = reader.GetInt32(6), Operation = "read credential" },
                e);
        }
    }
}
