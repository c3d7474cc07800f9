using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;
using Microsoft.AspNetCore.DataProtection;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Encrypts with the host's ASP.NET Core Data Protection keys (AES-256-CBC with HMAC-SHA256 unless the host chose otherwise). Each account and field is a purpose of its own, so
/// a ciphertext copied to another row or column does not decrypt.
/// </summary>
internal sealed class DataProtectionCredentialProtector(IDataProtectionProvider provider) : ICredentialProtector
{
    private const string Root = "Integrations.Credentials.v1";

    // Documented payload header of Data Protection: a magic number, then the 128-bit id of the key.
    private static readonly byte[] s_magic = [0x09, 0xF0, 0xC9, 0xF0];

    public ProtectedSecret Protect(string secret, string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        try
        {
            byte[] cipher = Protector(purpose).Protect(plain);
            return new ProtectedSecret(cipher, KeyId(cipher));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public string Unprotect(ProtectedSecret secret, string purpose)
    {
        byte[] plain = Protector(purpose).Unprotect(secret.Ciphertext.ToArray());
        try
        {
            return Encoding.UTF8.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static string KeyId(ReadOnlySpan<byte> cipher) =>
        cipher.Length >= 20 && cipher[..4].SequenceEqual(s_magic) ? new Guid(cipher.Slice(4, 16)).ToString("D") : "unknown";

    private IDataProtector Protector(string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        return provider.CreateProtector(Root, purpose);
    }
}
