namespace Integrations.Abstractions;

/// <summary>Deletions of one stream that are held back (invariant I7).</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Reason">Why, and what to do.</param>
/// <param name="Rows">Rows that would go. <see cref="IReconciliation.ReadReportAsync"/> with <see cref="FindingKind.Extra"/> names them.</param>
/// <param name="Released">Rows of them that an operator has released and that have not been settled yet.</param>
/// <param name="Live">Live rows of the stream, to judge the share.</param>
/// <param name="Since">When the oldest of them was first found. Null when the rows were not named, as versions before this report did.</param>
public sealed record HeldSweep(StreamName Stream, string Reason, long Rows, long Released, long Live, DateTimeOffset? Since);
