using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The projections of each mirror table. Of two with one name the one registered later counts, so that a host can replace the library's.</summary>
internal sealed class ProjectionSet(IEnumerable<ICoreProjection> projections)
{
    private readonly ILookup<string, ICoreProjection> _byTable = projections
        .GroupBy(static p => p.Name, StringComparer.Ordinal)
        .Select(static g => g.Last())
        .ToLookup(static p => p.SourceTable, StringComparer.Ordinal);

    /// <summary>Carries changed mirror rows into the core tables, in the transaction that changed them.</summary>
    public async Task ApplyAsync(FencedTransaction work, EntityTable table, long[] rowIds, CancellationToken cancellationToken)
    {
        if (rowIds.Length == 0)
        {
            return;
        }

        foreach (ICoreProjection projection in _byTable[table.Name])
        {
            await projection.ApplyAsync(work.Connection, work.Transaction, work.Lease.Account, rowIds, cancellationToken).ConfigureAwait(false);
        }
    }
}
