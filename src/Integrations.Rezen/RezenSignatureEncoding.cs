namespace Integrations.Rezen;

/// <summary>How a signature is written.</summary>
public enum RezenSignatureEncoding
{
    /// <summary>Hexadecimal, in either case.</summary>
    Hex,

    /// <summary>Base64 with its padding.</summary>
    Base64,
}
