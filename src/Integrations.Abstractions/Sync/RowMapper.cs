namespace Integrations.Abstractions;

/// <summary>The mapper of one stream: checks that the record is readable, calls the vendor's pure mapping function, and adds identity and content hash.</summary>
/// <typeparam name="TModel">Wire model.</typeparam>
/// <typeparam name="TRow">Row type of the mirror table.</typeparam>
/// <param name="descriptor">The stream.</param>
/// <param name="map">The vendor's mapping function.</param>
public sealed class RowMapper<TModel, TRow>(SyncStreamDescriptor descriptor, Func<TModel, AccountInfo, MapResult<TRow>> map) : IRowMapper
    where TModel : class
    where TRow : class
{
    /// <inheritdoc/>
    public MappedRecord Map(SyncRecord record, AccountInfo account)
    {
        if (record.Problem is { } problem)
        {
            return Reject(record, problem);
        }

        if (record.Id is not { Value.Length: > 0 } id)
        {
            return Reject(record, new RecordProblem("missing_id", "The record has no id."));
        }

        if (record.Operation == SyncOperation.Delete)
        {
            return new MappedRecord { Id = id, Operation = SyncOperation.Delete, VendorUpdatedAt = record.VendorUpdatedAt, Raw = record.Raw, Original = record.Original };
        }

        if (record.Model is not TModel model)
        {
            return Reject(record, new RecordProblem("unreadable", $"The record is not a {typeof(TModel).Name}."));
        }

        try
        {
            MapResult<TRow> result = map(model, account);
            return result.Problem is not null || result.Row is null
                ? Reject(record, result.Problem ?? new RecordProblem("unmapped", "The mapping gave neither a row nor a reason."), result.Drift)
                : new MappedRecord
                {
                    Id = id,
                    Row = result.Row,
                    VendorUpdatedAt = record.VendorUpdatedAt,
                    Raw = record.Raw,
                    Original = record.Original,
                    ContentHash = ContentHash.Compute(record.Raw.Span, descriptor.HashRules, descriptor.MappingVersion, record.Part),
                    Drift = WithSanitizing(record, result.Drift),
                };
        }
#pragma warning disable CA1031 // One poison record must not stop the page (invariants I6 and I15): whatever the mapping throws becomes a reject that can be replayed.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return Reject(record, new RecordProblem("mapping_failed", $"The mapping threw {e.GetType().Name}."));
        }
    }

    private static MappedRecord Reject(SyncRecord record, RecordProblem problem, IReadOnlyList<DriftNote>? drift = null) => new()
    {
        Id = record.Id,
        Operation = record.Operation,
        VendorUpdatedAt = record.VendorUpdatedAt,
        Raw = record.Raw,
        Original = record.Original,
        Problem = problem,
        Drift = WithSanitizing(record, drift ?? []),
    };

    private static IReadOnlyList<DriftNote> WithSanitizing(SyncRecord record, IReadOnlyList<DriftNote> drift) =>
        record.Original is null ? drift : [.. drift, new DriftNote(DriftKind.SanitizedText, "$")];
}
