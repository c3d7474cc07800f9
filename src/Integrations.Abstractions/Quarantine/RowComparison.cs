namespace Integrations.Abstractions;

/// <summary>How a mapped record stands to its mirror row.</summary>
/// <param name="Outcome">Inserted, updated, unchanged or superseded.</param>
/// <param name="ChangedColumns">Columns whose values differ. Empty for any outcome but <see cref="ReplayOutcome.Updated"/>.</param>
public sealed record RowComparison(ReplayOutcome Outcome, IReadOnlyList<string> ChangedColumns);
