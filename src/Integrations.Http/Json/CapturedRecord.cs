using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>One record of a page: its bytes beside its model.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Raw">The record as UTF-8 JSON that PostgreSQL accepts; a slice of the page's buffer unless it had to be sanitised.</param>
/// <param name="Original">The bytes as received, only where <paramref name="Raw"/> had to be sanitised. Null otherwise.</param>
/// <param name="Value">The model. Null when the record could not be read; then <paramref name="Problem"/> says why.</param>
/// <param name="Problem">Why the record could not be read. Null for a readable one.</param>
public sealed record CapturedRecord<T>(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte>? Original, T? Value, RecordProblem? Problem)
    where T : class
{
    /// <summary>The model.</summary>
    /// <param name="vendor">Vendor name in lower case, for the error.</param>
    /// <exception cref="IntegrationProtocolException">The record could not be read.</exception>
    public T Required(string vendor) =>
        Value ?? throw new IntegrationProtocolException(Problem?.Message ?? "The record could not be read.", new ErrorContext { Vendor = vendor, Operation = "read record" });

    /// <summary>Makes the record that a sync source hands on.</summary>
    /// <param name="id">The identifier from the model, or from <see cref="CapturedJson.Scalar"/> for a record that has none. Null makes it a reject.</param>
    /// <param name="updatedAt">The vendor's change stamp. Null where there is none.</param>
    /// <param name="operation">Upsert or delete.</param>
    public SyncRecord ToSyncRecord(VendorId? id, DateTimeOffset? updatedAt = null, SyncOperation operation = SyncOperation.Upsert) => new()
    {
        Id = id,
        Operation = operation,
        VendorUpdatedAt = updatedAt,
        Raw = Raw,
        Original = Original,
        Model = Value,
        Problem = Problem,
    };
}
