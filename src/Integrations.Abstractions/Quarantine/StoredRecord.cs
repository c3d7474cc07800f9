namespace Integrations.Abstractions;

/// <summary>A payload that is stored, with what is known of it.</summary>
public sealed record StoredRecord
{
    /// <summary>Row of the table that holds it.</summary>
    public required RowId Row { get; init; }

    /// <summary>The vendor's identifier. Null where the record has none.</summary>
    public VendorId? Id { get; init; }

    /// <summary>The payload as it was received, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>When the vendor was asked for it: its place in the read order (invariant I4).</summary>
    public required DateTimeOffset AskedAt { get; init; }
}
