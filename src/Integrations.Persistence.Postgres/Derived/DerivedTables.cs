using System.Globalization;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Makes derived core tables anew for accounts that are marked in <c>core_stale</c>: closures and sums that one changed row may change anywhere. Each table is one embedded SQL file, which writes
/// only what differs. What was made is compared with its base.
/// </summary>
internal sealed class DerivedTables(PostgresDatabase database, VendorCatalog catalog, TimeProvider time, ILogger<DerivedTables> logger)
{
    private const string MarksSql = "select derived, version from $schema$.core_stale where vendor = $1 and account_id = $2 order by derived";

    // One at a time for an account; who comes second leaves the mark to the next.
    private const string LockSql = "select pg_try_advisory_xact_lock(hashtextextended($1, 0))";

    private const string DoneSql = "delete from $schema$.core_stale where vendor = $1 and account_id = $2 and derived = $3 and version = $4";

    private const string CheckSql =
        "select difference, round(ratio, 3)::text from $schema$.core_check where sync_source = $1 and source_account_id = $2 and derived = $3 and difference is not null";

    // Sums of "this month" and "this year" grow old by themselves; they are marked on the way.
    private const string MarkedSql =
        """
        with known as (
          select * from unnest($1::text[], $2::text[]) as k(vendor, platform)
        ), rolled as (
          insert into $schema$.core_stale as t (vendor, account_id, derived)
          select distinct k.vendor, r.source_account_id, 'revshare_totals' from known k join $schema$.revshare_totals r on r.sync_source = k.platform
          where r.calculated_at < date_trunc('month', $3 at time zone 'UTC') at time zone 'UTC'
          on conflict (vendor, account_id, derived) do nothing
          returning vendor, account_id, marked_at
        )
        select vendor, account_id from (
          select vendor, account_id, marked_at from $schema$.core_stale where vendor = any($1)
          union all
          select vendor, account_id, marked_at from rolled
        ) m
        group by vendor, account_id
        order by min(marked_at)
        """;

    /// <summary>Accounts with marks, oldest first.</summary>
    public Task<IReadOnlyList<AccountRef>> MarkedAsync(CancellationToken cancellationToken) => database.OnConnectionAsync<IReadOnlyList<AccountRef>>(
        async connection => await connection.ListAsync(
            database.Sql(MarkedSql),
            [
                Parameter.Texts([.. catalog.Vendors.Select(static v => v.Name)]), Parameter.Texts([.. catalog.Vendors.Select(static v => v.Descriptor.Platform)]), Parameter.Time(time.GetUtcNow()),
            ],
            static r => new AccountRef(r.GetString(0), new RowId(r.GetInt64(1))),
            cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Makes anew what is marked for an account. Returns the number of tables made.</summary>
    public Task<int> RefreshAsync(AccountRef account, CancellationToken cancellationToken) => database.OnConnectionAsync(
        async connection =>
        {
            int made = 0;
            foreach ((string derived, long version) in await connection.ListAsync(
                database.Sql(MarksSql), [Parameter.Text(account.Vendor), Parameter.BigInt(account.Id.Value)], static r => (r.GetString(0), r.GetInt64(1)), cancellationToken).ConfigureAwait(false))
            {
                made += await MakeAsync(connection, account, derived, version, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            return made;
        },
        cancellationToken);

    private async Task<bool> MakeAsync(NpgsqlConnection connection, AccountRef account, string derived, long version, CancellationToken cancellationToken)
    {
        string source = catalog.Vendor(account.Vendor).Descriptor.Platform;
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"integrations/{database.Schema.Name}/derived/{account.Vendor}/{account.Id.Value}/{derived}");
            if (!await connection.AskAsync(LockSql, [Parameter.Text(name)], cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            await database.Plans.RenewAsync(connection, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            NpgsqlCommand command = connection.Command(
                database.Sql(EmbeddedText.Read($"Derived/{derived}.sql")),
                new NpgsqlParameter("source", NpgsqlDbType.Text) { Value = source },
                new NpgsqlParameter("account", NpgsqlDbType.Bigint) { Value = account.Id.Value },
                new NpgsqlParameter("now", NpgsqlDbType.TimestampTz) { Value = time.GetUtcNow() });
            await using (command.ConfigureAwait(false))
            {
                // Longer than any other statement: all rows of an account.
                command.CommandTimeout = 0;
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await connection.ExecuteAsync(
                database.Sql(DoneSql), [Parameter.Text(account.Vendor), Parameter.BigInt(account.Id.Value), Parameter.Text(derived), Parameter.BigInt(version)], cancellationToken).ConfigureAwait(false);
            foreach ((string difference, string? ratio) in await connection.ListAsync(
                database.Sql(CheckSql), [Parameter.Text(source), Parameter.BigInt(account.Id.Value), Parameter.Text(derived)], static r => (r.GetString(0), r.TextOrNull(1)), cancellationToken).ConfigureAwait(false))
            {
                PostgresLog.DerivedDiffers(logger, account, difference, ratio);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }
}
