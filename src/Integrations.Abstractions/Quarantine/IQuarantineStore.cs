namespace Integrations.Abstractions;

/// <summary>Reads and settles what was kept aside, and compares mapped records with the mirror.</summary>
public interface IQuarantineStore
{
    /// <summary>See <see cref="IQuarantine.ListAsync"/>.</summary>
    Task<IReadOnlyList<RejectedRecord>> ListAsync(RejectQuery query, CancellationToken cancellationToken = default);

    /// <summary>See <see cref="IQuarantine.SummarizeAsync"/>.</summary>
    Task<IReadOnlyList<RejectSummary>> SummarizeAsync(AccountRef? account, CancellationToken cancellationToken = default);

    /// <summary>See <see cref="IQuarantine.DismissAsync"/>.</summary>
    Task<long> DismissAsync(RejectQuery query, string dismissedBy, CancellationToken cancellationToken = default);

    /// <summary>Compares mapped rows with the mirror, in their order. Writes nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="records">Records with a row; no two of the same id.</param>
    /// <param name="byColumns">True to compare column by column even where the content hash agrees.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<RowComparison>> CompareAsync(
        AccountRef account, StreamName stream, IReadOnlyList<MappedRecord> records, bool byColumns, CancellationToken cancellationToken = default);

    /// <summary>Settles rejects in the name of a run. Returns those that are settled: a record that the database refused in this run stays open.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="rejects">Rows of the quarantine, each with how it was settled: <c>replay</c> or <c>superseded</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationLeaseLostException">Another worker holds the stream.</exception>
    Task<IReadOnlySet<RowId>> ResolveAsync(SyncLease lease, IReadOnlyDictionary<RowId, string> rejects, CancellationToken cancellationToken = default);

    /// <summary>Live mirror rows with their payloads, in the order of their row ids.</summary>
    Task<IReadOnlyList<StoredRecord>> ReadMirrorAsync(AccountRef account, StreamName stream, RowId? after, int limit, CancellationToken cancellationToken = default);
}
