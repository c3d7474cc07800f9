using System.Text.Json;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Erases accounts. The order makes it safe against everybody who writes: the states are locked and their fencing numbers raised, so that no transaction of a run is under way and none
/// can begin; the account cannot be planned, claimed or revived; and the account row goes last, in one transaction with whatever was written meanwhile, which the foreign keys to it end.
/// </summary>
internal sealed class PostgresAccountErasure(
    PostgresDatabase database,
    VendorCatalog catalog,
    TableRegistry registry,
    IEnumerable<IErasurePreparation> preparations,
    IEnumerable<ICredentialCache> caches,
    TimeProvider time,
    ILogger<PostgresAccountErasure> logger) : IAccountErasure
{
    // Both read the account's own row: they are asked while it is there.
    private const string FenceSql =
        """
        update $schema$.sync_state set
          fence = fence + 1, lease_owner = null, lease_until = null, status = 'PAUSED', next_run_at = null
        where vendor = $1 and account_id = $2
        """;

    private const string LockSql = "select 1 from $schema$.sync_state where vendor = $1 and account_id = $2 order by id for update";

    private const string BeginSql =
        """
        insert into $schema$.integration_erasure (created_at, vendor, account_id) values ($3, $1, $2)
        on conflict (vendor, account_id) where finished_at is null do nothing
        """;

    private const string NoteSql =
        """
        update $schema$.integration_erasure set deleted = jsonb_set(deleted, array[$3], to_jsonb(coalesce((deleted ->> $3)::bigint, 0) + $4))
        where vendor = $1 and account_id = $2 and finished_at is null
        """;

    private const string FinishSql =
        "update $schema$.integration_erasure set finished_at = $3 where vendor = $1 and account_id = $2 and finished_at is null returning created_at, deleted::text";

    // No budget is made for the account any more; see rate_lock.
    private const string LockBudgetsSql = "select pg_advisory_xact_lock(hashtextextended('$schema$/erased/' || $1 || '/' || $2::text, 0))";

    private const string KnownSql = "select count(*) from $schema$.integration_erasure where vendor = $1 and account_id = $2";

    public Task<IReadOnlyDictionary<string, long>> PreviewAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        VendorTables vendor = catalog.Vendor(account.Vendor);
        return RunAsync<IReadOnlyDictionary<string, long>>(
            account,
            async connection =>
            {
                await RequireAsync(connection, vendor, account, cancellationToken).ConfigureAwait(false);
                string sql = string.Join(
                    "\nunion all ",
                    Owned.Select(t => $"select {SqlName.Literal(t.Name)}, count(*) from {Table(t)} t where {t.Owned}"));
                List<(string Table, long Rows)> counts = await connection.ListAsync(sql, Key(vendor, account), static r => (r.GetString(0), r.GetInt64(1)), cancellationToken).ConfigureAwait(false);
                return counts.Where(static c => c.Rows > 0).ToDictionary(static c => c.Table, static c => c.Rows, StringComparer.Ordinal);
            },
            cancellationToken);
    }

    public async Task<ErasureResult> EraseAccountAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        VendorTables vendor = catalog.Vendor(account.Vendor);
        await RunAsync(account, c => BeginAsync(c, vendor, account, cancellationToken), cancellationToken).ConfigureAwait(false);
        AccountLog.Erasing(logger, account);
        List<string> notes = [];
        foreach (IErasurePreparation preparation in preparations)
        {
            if (await preparation.PrepareAsync(account, cancellationToken).ConfigureAwait(false) is { } note)
            {
                notes.Add(note);
            }
        }

        Forget(account);
        foreach (RegisteredTable table in Owned.Where(t => t.Name != vendor.Descriptor.AccountTable))
        {
            // Without a row of its own a portion is smaller than asked for: what others write meanwhile is left to the last transaction.
            while (await RunAsync(account, c => DeleteAsync(c, vendor, account, table, cancellationToken), cancellationToken).ConfigureAwait(false) == database.Options.EraseChunkSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        ErasureResult result = await RunAsync(account, c => FinishAsync(c, vendor, account, cancellationToken), cancellationToken).ConfigureAwait(false);
        Forget(account);
        AccountLog.Erased(logger, account, result.Total, result.Deleted.Count);
        return result with { Notes = notes };
    }

    private IEnumerable<RegisteredTable> Owned => registry.Tables.Where(static t => t is { Owned: not null, GoesWithAccount: false });

    private async Task<bool> BeginAsync(NpgsqlConnection connection, VendorTables vendor, AccountRef account, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] key = [Parameter.Text(vendor.Name), Parameter.BigInt(account.Id.Value)];
        await connection.ExecuteAsync(database.Sql(LockSql), Copy(key), cancellationToken).ConfigureAwait(false);
        int found = await connection.ExecuteAsync(
            $"update {vendor.AccountTable} set status = 'erasing', status_reason = null, active = false, updated_at = $2 where id = $1",
            [Parameter.BigInt(account.Id.Value), Parameter.Time(time.GetUtcNow())],
            cancellationToken).ConfigureAwait(false);
        if (found == 0 && await connection.CountAsync(database.Sql(KnownSql), Copy(key), cancellationToken).ConfigureAwait(false) == 0)
        {
            throw NoAccount(account);
        }

        await connection.ExecuteAsync(database.Sql(FenceSql), Copy(key), cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(database.Sql(BeginSql), [.. key, Parameter.Time(time.GetUtcNow())], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes one portion of a table and notes the number.</summary>
    private async Task<long> DeleteAsync(NpgsqlConnection connection, VendorTables vendor, AccountRef account, RegisteredTable table, CancellationToken cancellationToken)
    {
        // The condition stands twice: a row's place names it within one partition only, and a row that was changed meanwhile has another place.
        string sql = $"""
            delete from {Table(table)} t
            where t.ctid = any(array(select t.ctid from {Table(table)} t where {table.Owned} limit $4)) and ({table.Owned})
            """;
        int rows = await connection.ExecuteAsync(sql, [.. Key(vendor, account), Parameter.BigInt(database.Options.EraseChunkSize)], cancellationToken).ConfigureAwait(false);
        await NoteAsync(connection, vendor, account, table, rows, cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private async Task<ErasureResult> FinishAsync(NpgsqlConnection connection, VendorTables vendor, AccountRef account, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] key = [Parameter.Text(vendor.Name), Parameter.BigInt(account.Id.Value)];
        await connection.ExecuteAsync(database.Sql(LockSql), Copy(key), cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync($"select 1 from {vendor.AccountTable} where id = $1 for update", [Parameter.BigInt(account.Id.Value)], cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(database.Sql(LockBudgetsSql), Copy(key), cancellationToken).ConfigureAwait(false);
        foreach (RegisteredTable table in Owned)
        {
            int rows = await connection.ExecuteAsync($"delete from {Table(table)} t where {table.Owned}", Key(vendor, account), cancellationToken).ConfigureAwait(false);
            await NoteAsync(connection, vendor, account, table, rows, cancellationToken).ConfigureAwait(false);
        }

        DateTimeOffset now = time.GetUtcNow();
        List<(DateTimeOffset StartedAt, string Deleted)> ended = await connection.ListAsync(
            database.Sql(FinishSql), [.. key, Parameter.Time(now)], static r => (r.GetFieldValue<DateTimeOffset>(0), r.GetString(1)), cancellationToken).ConfigureAwait(false);
        if (ended.Count == 0)
        {
            throw new IntegrationConflictException(
                $"{account}: another process has finished this erasure. Nothing is left to do.", new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "erase" });
        }

        return new ErasureResult(account, Numbers(ended[0].Deleted), ended[0].StartedAt, now);
    }

    private Task<int> NoteAsync(NpgsqlConnection connection, VendorTables vendor, AccountRef account, RegisteredTable table, int rows, CancellationToken cancellationToken) => rows == 0
        ? Task.FromResult(0)
        : connection.ExecuteAsync(
            database.Sql(NoteSql), [Parameter.Text(vendor.Name), Parameter.BigInt(account.Id.Value), Parameter.Text(table.Name), Parameter.BigInt(rows)], cancellationToken);

    private static Dictionary<string, long> Numbers(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetInt64(), StringComparer.Ordinal);
    }

    private static async Task RequireAsync(NpgsqlConnection connection, VendorTables vendor, AccountRef account, CancellationToken cancellationToken)
    {
        if (await connection.CountAsync($"select count(*) from {vendor.AccountTable} where id = $1", [Parameter.BigInt(account.Id.Value)], cancellationToken).ConfigureAwait(false) == 0)
        {
            throw NoAccount(account);
        }
    }

    private static IntegrationConfigurationException NoAccount(AccountRef account) => new(
        $"{account}: there is no such account. Nothing was erased.", new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "erase" });

    private static NpgsqlParameter[] Key(VendorTables vendor, AccountRef account) =>
        [Parameter.Text(vendor.Name), Parameter.BigInt(account.Id.Value), Parameter.Text(vendor.Descriptor.Platform)];

    /// <summary>A parameter belongs to one command.</summary>
    private static NpgsqlParameter[] Copy(NpgsqlParameter[] parameters) => [.. parameters.Select(static p => p.Clone())];

    private string Table(RegisteredTable table) => $"{database.Schema.Quoted}.{SqlName.Quote(table.Name)}";

    private void Forget(AccountRef account)
    {
        foreach (ICredentialCache cache in caches)
        {
            cache.Forget(account);
        }
    }

    private Task<T> RunAsync<T>(AccountRef account, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account, stream: null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T result = await work(connection).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        }
    });
}
