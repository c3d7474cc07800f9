using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>A reference of a table to rows that have just arrived.</summary>
/// <param name="Table">The table that waits.</param>
/// <param name="Resolve">Fills the row-id column. Parameters: account, ids of the rows that arrived, now. Returns the ids of the rows filled.</param>
internal sealed record WaitingReference(EntityTable Table, string Resolve);
