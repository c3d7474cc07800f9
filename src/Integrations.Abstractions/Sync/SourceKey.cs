namespace Integrations.Abstractions;

/// <summary>A record's identifier with its change stamp, as a cheap id sweep reads it.</summary>
/// <param name="Id">The vendor's identifier.</param>
/// <param name="VendorUpdatedAt">The change stamp. Null where the sweep does not carry it.</param>
public readonly record struct SourceKey(VendorId Id, DateTimeOffset? VendorUpdatedAt);
