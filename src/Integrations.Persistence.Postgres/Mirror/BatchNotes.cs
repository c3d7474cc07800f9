using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>What a batch leaves besides its rows: rejects kept aside, earlier rejects settled, and what a full read has seen.</summary>
internal sealed class BatchNotes(PostgresDatabase database, RejectWriter rejects)
{
    private const string SeenSql =
        """
        insert into $schema$.sync_seen (vendor, account_id, entity_type, external_id)
        select $1, $2, $3, id from unnest($4::text[]) as i(id) order by id
        on conflict do nothing
        """;

    private readonly string _seen = database.Sql(SeenSql);

    /// <param name="work">The transaction.</param>
    /// <param name="mode">Mode of the read.</param>
    /// <param name="fold">The batch.</param>
    /// <param name="refused">Its records that the database refused.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task WriteAsync(FencedTransaction work, SyncMode mode, BatchFold fold, IReadOnlyList<Reject> refused, CancellationToken cancellationToken)
    {
        Reject[] aside = [.. fold.Rejects.Select(static r => Reject.Of(r, "map", r.Problem ?? new RecordProblem("missing_id", "The record has no id."))), .. refused];
        await rejects.WriteAsync(work, aside, cancellationToken).ConfigureAwait(false);

        if (work.HasRejects || aside.Length > 0)
        {
            string[] read = refused.Count == 0 ? fold.ReadIds : [.. fold.ReadIds.Except(refused.Select(static r => r.ExternalId), StringComparer.Ordinal)];
            await rejects.ResolveAsync(work, read, cancellationToken).ConfigureAwait(false);
        }

        // Where the mirror was empty at the start of the read nothing can be missing, and nothing is written down.
        if (work.SweepTracked && (mode is SyncMode.Full or SyncMode.Keys) && fold.SeenIds.Length > 0)
        {
            SyncLease lease = work.Lease;
            await work.Connection.ExecuteAsync(
                _seen,
                [Parameter.Text(lease.Stream.Vendor), Parameter.BigInt(work.AccountId), Parameter.Text(lease.Stream.Entity), Parameter.Texts([.. fold.SeenIds.Select(PostgresText.Clean)])],
                cancellationToken).ConfigureAwait(false);
        }
    }
}
