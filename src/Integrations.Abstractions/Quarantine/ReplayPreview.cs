namespace Integrations.Abstractions;

/// <summary>What a replay of one reject would change.</summary>
/// <param name="Id">Row of the quarantine.</param>
/// <param name="Stream">The stream.</param>
/// <param name="ExternalId">The vendor's identifier.</param>
/// <param name="Outcome">What would become of it.</param>
/// <param name="ChangedColumns">Columns of the mirror row that would get another value. Empty unless the outcome is <see cref="ReplayOutcome.Updated"/>.</param>
/// <param name="Problem">Why it is still refused. Null for any other outcome.</param>
public sealed record ReplayPreview(RowId Id, StreamName Stream, string ExternalId, ReplayOutcome Outcome, IReadOnlyList<string> ChangedColumns, RecordProblem? Problem);
