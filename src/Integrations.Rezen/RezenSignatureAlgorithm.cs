namespace Integrations.Rezen;

/// <summary>How a delivery is signed, over its bytes as received.</summary>
public enum RezenSignatureAlgorithm
{
    /// <summary>HMAC-SHA256.</summary>
    HmacSha256,

    /// <summary>HMAC-SHA512.</summary>
    HmacSha512,

    /// <summary>HMAC-SHA1.</summary>
    HmacSha1,
}
