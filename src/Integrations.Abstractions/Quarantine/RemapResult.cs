namespace Integrations.Abstractions;

/// <summary>What mapping rows anew did.</summary>
/// <param name="Read">Rows mapped.</param>
/// <param name="Updated">Rows of them that were written because a column differed.</param>
/// <param name="Refused">Rows whose payload cannot be mapped any more, or not from the payload alone. They stay as they are.</param>
/// <param name="Last">The last row looked at: where the next call continues. Null when there was none.</param>
/// <param name="IsDone">True when no row is left behind it.</param>
public sealed record RemapResult(long Read, long Updated, long Refused, RowId? Last, bool IsDone);
