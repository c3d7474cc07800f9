namespace Integrations.Abstractions;

/// <summary>What projecting mirror rows anew did.</summary>
/// <param name="Read">Mirror rows projected.</param>
/// <param name="Written">Core rows that were missing or differed.</param>
/// <param name="Last">The last mirror row projected: where the next call continues. Null when there was none.</param>
/// <param name="IsDone">True when no row is left behind it.</param>
public sealed record RebuildResult(long Read, long Written, RowId? Last, bool IsDone);
