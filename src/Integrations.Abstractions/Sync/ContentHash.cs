namespace Integrations.Abstractions;

/// <summary>SHA-256 of a payload without its volatile fields, independent of the order of properties and of arrays that are sets (invariant I5).</summary>
public static class ContentHash
{
    /// <summary>Hashes one JSON object in UTF-8.</summary>
    /// <param name="json">A valid JSON object.</param>
    /// <param name="rules">What to leave out and which arrays are sets.</param>
    /// <param name="mappingVersion">Version of the mapper, part of the hash.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Compute(ReadOnlySpan<byte> json, HashRules rules, int mappingVersion) => throw new NotImplementedException();
}
