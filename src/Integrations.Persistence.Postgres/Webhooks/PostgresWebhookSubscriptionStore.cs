using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>What is known of registered webhooks, in <c>webhooks_registered</c> and the account tables.</summary>
internal sealed class PostgresWebhookSubscriptionStore(PostgresDatabase database, VendorCatalog vendors, TimeProvider time) : IWebhookSubscriptionStore
{
    private const string DueSql =
        """
        select a.id
        from %ACCOUNT% a
        left join lateral (select min(w.next_check_at) as at from $schema$.webhooks_registered w where w.vendor = $1 and w.account_id = a.id and w.removed_at is null) w on true
        where a.active and a.status = 'active' and (w.at is null or w.at <= $2)
        order by w.at nulls first, a.id
        limit $3
        """;

    private const string RemoveSql =
        """
        update $schema$.webhooks_registered set status = 'removed', removed_at = $3, updated_at = $3
        where vendor = $1 and account_id = $2 and removed_at is null and not (event_types[1] = any($4))
        """;

    private const string SaveSql =
        """
        insert into $schema$.webhooks_registered as w
          (created_at, updated_at, vendor, account_id, user_id, webhook_id_raw, callback_url, callback_token_hash, event_types, entity_type, status, status_reason, registered_at, verified_at, next_check_at)
        select $3, $3, $1, $2, (select user_id from %ACCOUNT% where id = $2), r.id, $4, $5, array[r.event], r.entity, r.status, r.reason, case when r.status = 'registered' then $3 end,
          case when r.status = 'registered' then $3 end, $6
        from unnest($7::text[], $8::text[], $9::text[], $10::text[], $11::text[]) as r(event, entity, id, status, reason)
        on conflict (vendor, account_id, event_types) where removed_at is null do update set
          updated_at = excluded.updated_at, webhook_id_raw = coalesce(excluded.webhook_id_raw, w.webhook_id_raw), callback_url = excluded.callback_url,
          callback_token_hash = excluded.callback_token_hash, entity_type = excluded.entity_type, status = excluded.status, status_reason = excluded.status_reason,
          registered_at = coalesce(w.registered_at, excluded.registered_at), verified_at = coalesce(excluded.verified_at, w.verified_at), next_check_at = excluded.next_check_at
        """;

    private const string ListSql =
        """
        select event_types[1], entity_type, status, status_reason, webhook_id_raw, verified_at from $schema$.webhooks_registered
        where vendor = $1 and account_id = $2 and removed_at is null order by event_types[1]
        """;

    private const string MakeDueSql = "update $schema$.webhooks_registered set next_check_at = $3 where vendor = $1 and account_id = $2 and removed_at is null";

    // Webhooks are stored before their changes are, so a stream that is announced has one shortly before each delta that finds something.
    private const string SilentSql =
        """
        select w.account_id, w.entity_type, r.since, r.changes, l.last_at
        from (
          select account_id, entity_type, min(registered_at) as registered_at from $schema$.webhooks_registered
          where vendor = $1 and status = 'registered' and removed_at is null and entity_type is not null group by account_id, entity_type) w
        cross join lateral (
          select max(i.received_at) as last_at from $schema$.webhook_inbox i where i.vendor = $1 and i.account_id = w.account_id and i.entity_type = w.entity_type) l
        cross join lateral (
          select min(r.finished_at) as since, sum(r.rows_inserted + r.rows_updated)::bigint as changes from $schema$.sync_runs r
          where r.vendor = $1 and r.account_id = w.account_id and r.entity_type = w.entity_type and r.mode = 'delta' and r.rows_inserted + r.rows_updated > 0
            and r.finished_at > w.registered_at + $3 and r.finished_at > coalesce(l.last_at, '-infinity') + $3) r
        where r.since <= $2 - $3
        order by w.account_id, w.entity_type
        """;

    private const string NoteLastSql =
        """
        update %ACCOUNT% a set %LAST% = l.last_at
        from (
          select a.id, l.last_at from %ACCOUNT% a
          cross join lateral (select received_at as last_at from $schema$.webhook_inbox i where i.vendor = $1 and i.account_id = a.id order by received_at desc limit 1) l
          where a.%LAST% is null or l.last_at > a.%LAST%) l
        where a.id = l.id
        """;

    public Task<IReadOnlyList<AccountRef>> ListDueAsync(string vendor, int limit, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<AccountRef>>(
        null,
        async connection => await connection.ListAsync(
            Sql(DueSql, vendor),
            [Parameter.Text(vendor), Parameter.Time(time.GetUtcNow()), Parameter.BigInt(limit)],
            r => new AccountRef(vendor, new RowId(r.GetInt64(0))),
            cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public Task SaveAsync(WebhookCheck check, CancellationToken cancellationToken = default) => RunAsync(check.Account, async connection =>
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            DateTimeOffset now = time.GetUtcNow();
            IReadOnlyList<WebhookSubscription> wanted = check.Subscriptions;
            await connection.ExecuteAsync(
                database.Sql(RemoveSql), [.. Key(check.Account), Parameter.Time(now), Parameter.Texts([.. wanted.Select(static w => w.Event)])], cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(
                Sql(SaveSql, check.Account.Vendor),
                [
                    .. Key(check.Account), Parameter.Time(now), Parameter.Text(check.MaskedAddress), Parameter.Bytea(check.TokenHash), Parameter.Time(check.NextCheckAt),
                    Parameter.Texts([.. wanted.Select(static w => w.Event)]), Parameter.Texts([.. wanted.Select(static w => w.Stream.Entity)]),
                    Parameter.Texts([.. wanted.Select(static w => w.RegistrationId?.Value)]), Parameter.Texts([.. wanted.Select(static w => Words.Of(w.State))]),
                    Parameter.Texts([.. wanted.Select(static w => w.Reason is { } reason ? PostgresText.Clean(reason) : null)]),
                ],
                cancellationToken).ConfigureAwait(false);
            if (vendors.Vendor(check.Account.Vendor).Descriptor.WebhookColumns is { } columns)
            {
                bool isVerified = wanted.Count > 0 && wanted.All(static w => w.State == WebhookSubscriptionState.Registered);
                string verified = isVerified ? $", {SqlName.Quote(columns.VerifiedAt)} = $3" : "";
                await connection.ExecuteAsync(
                    $"update {vendors.Vendor(check.Account.Vendor).AccountTable} set {SqlName.Quote(columns.Address)} = $2, updated_at = $3{verified} where id = $1",
                    [Parameter.BigInt(check.Account.Id.Value), Parameter.Text(check.MaskedAddress), Parameter.Time(now)],
                    cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }, cancellationToken);

    public Task<IReadOnlyList<WebhookSubscription>> ListAsync(AccountRef account, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<WebhookSubscription>>(
        account,
        async connection => await connection.ListAsync(database.Sql(ListSql), Key(account), r => Read(account, r), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    public Task MakeDueAsync(AccountRef account, CancellationToken cancellationToken = default) => RunAsync(
        account, connection => connection.ExecuteAsync(database.Sql(MakeDueSql), [.. Key(account), Parameter.Time(time.GetUtcNow())], cancellationToken), cancellationToken);

    public Task<IReadOnlyList<SilentStream>> ListSilentAsync(TimeSpan after, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<SilentStream>>(
        null,
        async connection =>
        {
            List<SilentStream> silent = [];
            foreach (VendorTables vendor in vendors.Vendors.Where(static v => v.Descriptor.WebhookColumns is not null))
            {
                await connection.ExecuteAsync(
                    Sql(NoteLastSql, vendor.Name).Replace("%LAST%", SqlName.Quote(vendor.Descriptor.WebhookColumns!.LastAt), StringComparison.Ordinal),
                    [Parameter.Text(vendor.Name)],
                    cancellationToken).ConfigureAwait(false);
                silent.AddRange(await connection.ListAsync(
                    database.Sql(SilentSql),
                    [Parameter.Text(vendor.Name), Parameter.Time(time.GetUtcNow()), Parameter.Interval(after)],
                    r => new SilentStream(
                        new AccountRef(vendor.Name, new RowId(r.GetInt64(0))), new StreamName(vendor.Name, r.GetString(1)), r.GetFieldValue<DateTimeOffset>(2), r.GetInt64(3), r.TimeOrNull(4)),
                    cancellationToken).ConfigureAwait(false));
            }

            return silent;
        },
        cancellationToken);

    private static NpgsqlParameter[] Key(AccountRef account) => [Parameter.Text(account.Vendor), Parameter.BigInt(account.Id.Value)];

    private static WebhookSubscription Read(AccountRef account, NpgsqlDataReader reader) => new()
    {
        Event = reader.GetString(0),
        Stream = new StreamName(account.Vendor, reader.GetString(1)),
        State = Words.WebhookState(reader.GetString(2)),
        Reason = reader.TextOrNull(3),
        RegistrationId = reader.TextOrNull(4) is { } id ? new VendorId(id) : null,
        VerifiedAt = reader.TimeOrNull(5),
    };

    private string Sql(string sql, string vendor) => database.Sql(sql).Replace("%ACCOUNT%", vendors.Vendor(vendor).AccountTable, StringComparison.Ordinal);

    private Task<T> RunAsync<T>(AccountRef? account, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account, null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });
}
