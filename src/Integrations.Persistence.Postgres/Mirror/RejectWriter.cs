using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Keeps rejects aside, and settles them when their record was read well later.</summary>
internal sealed class RejectWriter(PostgresDatabase database)
{
    private const string InsertSql =
        """
        insert into $schema$.lambda_failed_records as f
          (created_at, last_seen_at, vendor, account_id, entity_type, user_id, run_id, external_id, raw, raw_original, stage, error_code, error_message, status)
        select $1, $1, $2, $3, $4, $5, $6, r.external_id, r.raw::jsonb, r.raw_original, r.stage, r.code, r.message, 'ERROR'
        from unnest($7::text[], $8::text[], $9::bytea[], $10::text[], $11::text[], $12::text[]) as r(external_id, raw, raw_original, stage, code, message)
        on conflict (vendor, account_id, entity_type, external_id, stage) where resolved_at is null do update set
          attempts = f.attempts + 1, raw = excluded.raw, raw_original = excluded.raw_original, error_code = excluded.error_code, error_message = excluded.error_message,
          run_id = excluded.run_id, last_seen_at = excluded.last_seen_at
        """;

    private const string ResolveSql =
        """
        update $schema$.lambda_failed_records set resolved_at = $1, resolved_by = 'sync', status = 'COMPLETED', replayed_run_id = $5
        where vendor = $2 and account_id = $3 and entity_type = $4 and resolved_at is null and external_id = any($6)
        """;

    private readonly string _insert = database.Sql(InsertSql);
    private readonly string _resolve = database.Sql(ResolveSql);

    public async Task WriteAsync(FencedTransaction work, IEnumerable<Reject> rejects, CancellationToken cancellationToken)
    {
        // The last word per record and stage: one statement must not meet a row twice.
        Reject[] distinct = [.. rejects.GroupBy(static r => (r.ExternalId, r.Stage)).Select(static g => g.Last())];
        if (distinct.Length == 0)
        {
            return;
        }

        if (!await TryInsertAsync(work, distinct, cancellationToken).ConfigureAwait(false))
        {
            foreach (Reject reject in distinct)
            {
                if (!await TryInsertAsync(work, [reject], cancellationToken).ConfigureAwait(false))
                {
                    await InsertAsync(work, [reject.AsString()], cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    public async Task ResolveAsync(FencedTransaction work, string[] externalIds, CancellationToken cancellationToken)
    {
        if (externalIds.Length > 0)
        {
            await work.Connection.ExecuteAsync(
                _resolve,
                [
                    Parameter.Time(work.Now), Parameter.Text(work.Lease.Stream.Vendor), Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Entity),
                    Parameter.Guid(work.Lease.RunId), Parameter.Texts(externalIds),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>False when jsonb does not take a payload although it is JSON, such as a number beyond its range. As a string it is kept to the letter.</summary>
    private async Task<bool> TryInsertAsync(FencedTransaction work, Reject[] rejects, CancellationToken cancellationToken)
    {
        const string Savepoint = "rejects";
        await work.Transaction.SaveAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        try
        {
            await InsertAsync(work, rejects, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException e) when (PostgresFailures.IsRefusedRecord(e))
        {
            await work.Transaction.RollbackAsync(Savepoint, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private Task<int> InsertAsync(FencedTransaction work, Reject[] rejects, CancellationToken cancellationToken) => work.Connection.ExecuteAsync(
        _insert,
        [
            Parameter.Time(work.Now), Parameter.Text(work.Lease.Stream.Vendor), Parameter.BigInt(work.AccountId), Parameter.Text(work.Lease.Stream.Entity),
            Parameter.BigInt(work.UserId), Parameter.Guid(work.Lease.RunId),
            Parameter.Texts([.. rejects.Select(static r => r.ExternalId)]),
            Parameter.Texts([.. rejects.Select(static r => r.Raw)]),
            Parameter.Bytes([.. rejects.Select(static r => r.Original)]),
            Parameter.Texts([.. rejects.Select(static r => r.Stage)]),
            Parameter.Texts([.. rejects.Select(static r => PostgresText.Clean(r.Problem.Code))]),
            Parameter.Texts([.. rejects.Select(static r => PostgresText.Clean(r.Problem.JsonPath is { } path ? $"{r.Problem.Message} At {path}." : r.Problem.Message))]),
        ],
        cancellationToken);
}
