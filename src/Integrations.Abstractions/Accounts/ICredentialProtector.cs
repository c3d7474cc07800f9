namespace Integrations.Abstractions;

/// <summary>Encrypts credentials at rest, authenticated. Replace it to use a key store of your own.</summary>
public interface ICredentialProtector
{
    /// <summary>Encrypts a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="purpose">What the secret is and whose, for example <c>fub/17/api_key</c>; a ciphertext moved elsewhere does not decrypt.</param>
    ProtectedSecret Protect(string secret, string purpose);

    /// <summary>Decrypts a secret.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The ciphertext was changed, was made for another purpose, or its key is gone.</exception>
    string Unprotect(ProtectedSecret secret, string purpose);
}
