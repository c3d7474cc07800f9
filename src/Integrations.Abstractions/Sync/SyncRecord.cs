namespace Integrations.Abstractions;

/// <summary>One record as the vendor sent it, with its typed model beside its raw bytes.</summary>
public sealed class SyncRecord
{
    /// <summary>The vendor's identifier. Null when the record has none, which makes it a reject.</summary>
    public VendorId? Id { get; init; }

    /// <summary>Upsert, or delete when the vendor reports deletions.</summary>
    public SyncOperation Operation { get; init; }

    /// <summary>The vendor's change stamp of the record. Null where the vendor has none.</summary>
    public DateTimeOffset? VendorUpdatedAt { get; init; }

    /// <summary>
    /// The list that it was read from, of a stream that has several, for example <c>CLOSED</c>: what the row holds beside the payload, and so a part of its content hash. Null for a stream
    /// of one list.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>The JSON object as UTF-8, a slice of the page's body. Valid JSON that PostgreSQL accepts; see <see cref="Original"/>. Empty for a bare delete.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The bytes as received, only where <see cref="Raw"/> had to be sanitised (NUL characters, lone surrogates, invalid UTF-8). Null otherwise.</summary>
    public ReadOnlyMemory<byte>? Original { get; init; }

    /// <summary>The vendor package's wire model. Null when the record could not be read; then <see cref="Problem"/> says why.</summary>
    public object? Model { get; init; }

    /// <summary>Why the record could not be read. Null for a readable one.</summary>
    public RecordProblem? Problem { get; init; }
}
