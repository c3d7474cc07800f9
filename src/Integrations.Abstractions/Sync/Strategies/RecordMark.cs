namespace Integrations.Abstractions;

/// <summary>What a strategy sees of a record.</summary>
/// <param name="Id">The vendor's identifier.</param>
/// <param name="ChangedAt">Change stamp, vendor clock. Null where the vendor has none.</param>
/// <param name="CreatedAt">Creation stamp, vendor clock. Null where the vendor has none.</param>
/// <param name="NumericId">The identifier as a number where the vendor's ids grow. Null otherwise.</param>
public readonly record struct RecordMark(VendorId Id, DateTimeOffset? ChangedAt, DateTimeOffset? CreatedAt, long? NumericId);
