namespace Integrations.Abstractions;

/// <summary>A record after mapping: what a store writes. Either a row, or a delete, or a reject.</summary>
public sealed class MappedRecord
{
    /// <summary>The vendor's identifier. Null only for a reject without one.</summary>
    public VendorId? Id { get; init; }

    /// <summary>Upsert or delete.</summary>
    public SyncOperation Operation { get; init; }

    /// <summary>The row, of the row type of the stream's table. Null for a delete and for a reject.</summary>
    public object? Row { get; init; }

    /// <summary>Why the record is a reject. Null otherwise.</summary>
    public RecordProblem? Problem { get; init; }

    /// <summary>The vendor's change stamp. Null where the vendor has none.</summary>
    public DateTimeOffset? VendorUpdatedAt { get; init; }

    /// <summary>
    /// When the vendor was asked for it, by <see cref="IReadClock"/>: the read order of invariant I4. Set by whoever read it, as a mapper knows no clock. Null counts as the time of the write.
    /// </summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Payload as PostgreSQL accepts it, UTF-8 JSON. Empty for a bare delete and possibly not JSON for a reject.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Bytes as received where the payload had to be sanitised. Null otherwise.</summary>
    public ReadOnlyMemory<byte>? Original { get; init; }

    /// <summary>SHA-256 of the canonical payload, 32 bytes. Empty for deletes and rejects.</summary>
    public ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>What this version does not know.</summary>
    public IReadOnlyList<DriftNote> Drift { get; init; } = [];
}
