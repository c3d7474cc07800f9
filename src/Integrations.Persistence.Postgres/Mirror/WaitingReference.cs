using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>A reference of a table to rows that have just arrived, or have just ended.</summary>
/// <param name="Table">The table that waits.</param>
/// <param name="Resolve">Fills the row-id column. Parameters: account, ids of the rows that arrived, now. Returns the ids of the rows filled.</param>
/// <param name="Die">
/// Marks rows as deleted whose target was marked. Parameters: account, ids of the targets, now, run id. Returns the ids of the rows marked. Null when rows outlive their target.
/// </param>
internal sealed record WaitingReference(EntityTable Table, string Resolve, string? Die);
