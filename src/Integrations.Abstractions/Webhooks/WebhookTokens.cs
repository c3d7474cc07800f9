using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Integrations.Abstractions;

/// <summary>Makes and hashes the secret part of callback addresses: 32 random bytes as base64url, without padding.</summary>
public static class WebhookTokens
{
    private const int Bytes = 32;

    /// <summary>Characters of a token: 43.</summary>
    public static int Length { get; } = Base64Url.GetEncodedLength(Bytes);

    /// <summary>Makes a token that nobody can guess.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>True when a text has the form of a token. Whether it is one, only the store knows.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => text.Length == Length && Base64Url.IsValid(text);

    /// <summary>SHA-256 of a token: what is stored and looked up.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
