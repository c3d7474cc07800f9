using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Accounts in the vendors' own account tables, secrets in <c>credentials</c>. Columns that differ between vendors come from the <see cref="VendorDescriptor"/>; the rest
/// (tenant, host user and team, status, time zone, credential) has the same names in every account table.
/// </summary>
internal sealed class PostgresAccountStore(
    PostgresDatabase database, VendorCatalog vendors, CredentialCipher cipher, JobWriter jobs, WorkNotices notices, TimeProvider time, ILogger<PostgresAccountStore> logger) : IAccountStore, ICredentialStore
{
    /// <summary>What <see cref="CredentialCipher.Decrypt"/> reads, of <c>credentials c</c>.</summary>
    private const string CredentialColumns = "c.api_key, c.api_secret, c.access_token_enc, c.refresh_token_enc, c.key_id, c.expires_at, c.token_version";

    public Task<AccountInfo> ConnectAsync(AccountRegistration registration, CancellationToken cancellationToken = default)
    {
        VendorTables vendor = vendors.Vendor(registration.Vendor);
        if (string.IsNullOrWhiteSpace(registration.Identity.AccountId) || string.IsNullOrWhiteSpace(registration.Identity.UserId))
        {
            throw new IntegrationConfigurationException(
                $"{vendor.Name}: an account cannot be connected without the vendor's ids of account and user.", new ErrorContext { Vendor = vendor.Name, Operation = "connect" });
        }

        return PostgresFailures.GuardAsync(database, null, null, () => ConnectAsync(vendor, registration, cancellationToken));
    }

    public Task<AccountInfo?> FindAsync(AccountRef account, CancellationToken cancellationToken = default) => PostgresFailures.GuardAsync(database, account, null, async () =>
    {
        VendorTables vendor = vendors.Vendor(account.Vendor);
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await FindAsync(connection, vendor, account.Id, cancellationToken).ConfigureAwait(false);
        }
    });

    public Task<IReadOnlyList<AccountInfo>> ListAsync(string? vendor = null, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync<IReadOnlyList<AccountInfo>>(database, null, null, async () =>
        {
            IReadOnlyList<VendorTables> asked = vendor is null ? vendors.Vendors : [vendors.Vendor(vendor)];
            if (asked.Count == 0)
            {
                return [];
            }

            string sql = string.Join("\nunion all ", asked.Select(static v => $"select {v.AccountColumns}, a.status from {v.AccountTable} a")) + "\norder by 1, 2";
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await connection.ListAsync(sql, [], Read, cancellationToken).ConfigureAwait(false);
            }
        });

    public Task SetStatusAsync(AccountRef account, AccountStatus status, string? reason, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync(database, account, null, async () =>
        {
            VendorTables vendor = vendors.Vendor(account.Vendor);
            DateTimeOffset now = time.GetUtcNow();
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await LockStatesAsync(connection, vendor, account.Id, cancellationToken).ConfigureAwait(false);
                    await RefuseErasingAsync(connection, vendor, account.Id, cancellationToken).ConfigureAwait(false);
                    int changed = await ExecuteAsync(
                        connection,
                        $"update {vendor.AccountTable} set status = $2, status_reason = $3, active = $4, updated_at = $5 where id = $1",
                        cancellationToken,
                        Parameter.BigInt(account.Id.Value),
                        Parameter.Text(AccountStatusText.Of(status)),
                        Parameter.Text(status == AccountStatus.Active ? null : reason),
                        Parameter.Boolean(status == AccountStatus.Active),
                        Parameter.Time(now)).ConfigureAwait(false);
                    if (changed == 0)
                    {
                        throw NoAccount(account);
                    }

                    if (status == AccountStatus.Active)
                    {
                        await ReviveAsync(connection, vendor, account.Id, now, cancellationToken).ConfigureAwait(false);
                        await ResumeOnboardingAsync(connection, vendor, account.Id, now, cancellationToken).ConfigureAwait(false);
                    }

                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            AccountLog.StatusChanged(logger, account, status);
            notices.Announce(WorkNotices.Steps);
            return true;
        });

    public Task SaveCountAsync(AccountRef account, StreamName stream, VendorCount vendorCount, long localCount, CancellationToken cancellationToken = default) =>
        PostgresFailures.GuardAsync(database, account, stream, async () =>
        {
            VendorTables vendor = vendors.Vendor(account.Vendor);
            CountColumns? columns = vendors.Stream(stream).Descriptor.CountColumns;
            DateTimeOffset now = time.GetUtcNow();
            string flags = Object(vendorCount.Flags.Select(static f => KeyValuePair.Create(f.Key, (JsonNode?)JsonValue.Create(f.Value)))).ToJsonString();

            // The account table's counts are integers; a larger total stands at their end there and in full in the history.
            StringBuilder set = new("counts_checked_at = $2, counts_flags = counts_flags || jsonb_build_object($3::text, $4::jsonb), updated_at = $2");
            if (columns is not null)
            {
                set.Append(CultureInfo.InvariantCulture, $", {SqlName.Quote(columns.Vendor)} = least($5::bigint, 2147483647)::integer, {SqlName.Quote(columns.Local)} = least($6::bigint, 2147483647)::integer");
                if (columns.CheckedAt is { } checkedAt)
                {
                    set.Append(CultureInfo.InvariantCulture, $", {SqlName.Quote(checkedAt)} = $2");
                }
            }

            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                int stored = await ExecuteAsync(
                    connection,
                    database.Sql($"""
                        with account as (update {vendor.AccountTable} set {set} where id = $1 and status <> 'erasing' returning id){CountByPart(vendor, vendors.Stream(stream))}
                        insert into $schema$.integration_count_check (created_at, vendor, account_id, entity_type, vendor_total, local_total, is_derived, flags, taken_at)
                        select $2, $7, id, $3, $5, $6, $8, $4, $2 from account
                        """),
                    cancellationToken,
                    Parameter.BigInt(account.Id.Value),
                    Parameter.Time(now),
                    Parameter.Text(stream.Entity),
                    Parameter.Json(flags),
                    Parameter.BigInt(vendorCount.Total),
                    Parameter.BigInt(localCount),
                    Parameter.Text(vendor.Name),
                    Parameter.Boolean(vendorCount.IsDerived),
                    Parameter.Json(vendorCount.Parts is { } parts ? Object(parts.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value)))).ToJsonString() : null)).ConfigureAwait(false);
                return stored == 0 ? throw NoAccount(account) : true;
            }
        });

    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => CredentialAsync(
        account,
        static vendor => $"select {CredentialColumns} {CredentialOf(vendor)}",
        [Parameter.BigInt(account.Id.Value)],
        r => cipher.Decrypt(account, r),
        cancellationToken);

    public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        Guid lease = Guid.NewGuid();

        // The second part sees the row as it was before the first: who was too late finds the lease or the version of who was first the next time it asks.
        return CredentialAsync(
            account,
            static vendor => $"""
                with clock as (select coalesce($5, clock_timestamp()) as now),
                claimed as (
                  update $schema$.credentials c set renewal_lease = $3, renewal_until = clock.now + $4
                  from {vendor.AccountTable} a, clock
                  where a.id = $1 and c.id = a.credentials_id and c.active and c.token_version = $2 and (c.renewal_until is null or c.renewal_until <= clock.now)
                  returning c.id)
                select {CredentialColumns}, exists (select from claimed), case when c.renewal_lease is null then c.renewal_until - (select now from clock) end
                {CredentialOf(vendor)}
                """,
            [
                Parameter.BigInt(account.Id.Value), Parameter.Integer(version), Parameter.Guid(lease), Parameter.Interval(duration), RenewalClock(),
            ],
            r =>
            {
                bool isGranted = r.GetBoolean(7);
                TimeSpan pause = r.IsDBNull(8) ? TimeSpan.Zero : r.GetTimeSpan(8);
                return new RenewalClaim { Credential = cipher.Decrypt(account, r), Lease = isGranted ? lease : null, Pause = !isGranted && pause > TimeSpan.Zero ? pause : null };
            },
            cancellationToken);
    }

    public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default) => PostgresFailures.GuardAsync(database, account, null, async () =>
    {
        VendorTables vendor = vendors.Vendor(account.Vendor);
        EncryptedCredential encrypted = cipher.Encrypt(account, renewed);
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await ExecuteAsync(
                connection,
                database.Sql($"""
                    update $schema$.credentials c set
                      api_key = $3, api_secret = $4, access_token_enc = $5, refresh_token_enc = $6, key_id = $7, expires_at = $8, refreshed_at = $9, updated_at = $9,
                      token_version = $2, renewal_lease = null, renewal_until = null
                    from {vendor.AccountTable} a where a.id = $1 and c.id = a.credentials_id and c.active and c.token_version = $2 - 1
                    """),
                cancellationToken,
                Parameter.BigInt(account.Id.Value),
                Parameter.Integer(renewed.Version),
                Parameter.Bytea(encrypted.ApiKey),
                Parameter.Bytea(encrypted.ApiSecret),
                Parameter.Bytea(encrypted.AccessToken),
                Parameter.Bytea(encrypted.RefreshToken),
                Parameter.Text(encrypted.KeyId),
                Parameter.Time(renewed.ExpiresAt),
                Parameter.Time(time.GetUtcNow())).ConfigureAwait(false) == 1;
        }
    });

    public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default) => PostgresFailures.GuardAsync(database, account, null, async () =>
    {
        VendorTables vendor = vendors.Vendor(account.Vendor);
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await ExecuteAsync(
                connection,
                database.Sql($"""
                    update $schema$.credentials c set renewal_lease = null, renewal_until = coalesce($4, clock_timestamp()) + $3
                    from {vendor.AccountTable} a where a.id = $1 and c.id = a.credentials_id and c.renewal_lease = $2
                    """),
                cancellationToken,
                Parameter.BigInt(account.Id.Value),
                Parameter.Guid(lease),
                Parameter.Interval(pause),
                RenewalClock()).ConfigureAwait(false);
        }
    });

    private static string CredentialOf(VendorTables vendor) => $"from {vendor.AccountTable} a join $schema$.credentials c on c.id = a.credentials_id where a.id = $1 and c.active";

    /// <summary>The one row of a query on an account's credential.</summary>
    private Task<T> CredentialAsync<T>(AccountRef account, Func<VendorTables, string> sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        PostgresFailures.GuardAsync(database, account, null, async () =>
        {
            VendorTables vendor = vendors.Vendor(account.Vendor);
            NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                List<T> found = await connection.ListAsync(database.Sql(sql(vendor)), parameters, read, cancellationToken).ConfigureAwait(false);
                return found.Count > 0
                    ? found[0]
                    : throw new IntegrationConfigurationException(
                        $"{account}: no credential is stored. Connect the account.", new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "read credential" });
            }
        });

    /// <summary>The server's clock, so that hosts whose clocks differ agree; a clock that the host has replaced is the host's will.</summary>
    private NpgsqlParameter RenewalClock() => Parameter.Time(ReferenceEquals(time, TimeProvider.System) ? null : time.GetUtcNow());

    private async Task<AccountInfo> ConnectAsync(VendorTables vendor, AccountRegistration registration, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                // Two requests that connect the same account wait for each other here, so that the second finds what the first made.
                VendorIdentity identity = registration.Identity;
                await ExecuteAsync(
                    connection,
                    "select pg_advisory_xact_lock(hashtextextended($1, 0))",
                    cancellationToken,
                    Parameter.Text($"integrations.connect:{database.Schema.Name}:{vendor.Name}:{registration.TenantId:D}:{identity.AccountId}:{identity.UserId}")).ConfigureAwait(false);

                string[] entities = [.. vendor.Streams.Select(static s => s.Name.Entity)];
                (RowId Id, long? Credentials)? existing = await FindExistingAsync(connection, vendor, registration, cancellationToken).ConfigureAwait(false);
                if (existing is { Id: var known })
                {
                    await LockStatesAsync(connection, vendor, known, cancellationToken).ConfigureAwait(false);
                    await RefuseErasingAsync(connection, vendor, known, cancellationToken).ConfigureAwait(false);
                }

                RowId id = await WriteAccountAsync(connection, vendor, registration, existing?.Id, now, cancellationToken).ConfigureAwait(false);
                await WriteCredentialAsync(connection, vendor, registration, id, existing?.Credentials, now, cancellationToken).ConfigureAwait(false);
                await jobs.AddStatesAsync(connection, vendor, id, registration.UserId, entities, now, cancellationToken).ConfigureAwait(false);
                await ReviveAsync(connection, vendor, id, now, cancellationToken).ConfigureAwait(false);
                SyncJobId? job = await OnboardAsync(connection, vendor, registration.UserId, id, entities, now, cancellationToken).ConfigureAwait(false);

                AccountInfo account = await FindAsync(connection, vendor, id, cancellationToken).ConfigureAwait(false) ?? throw NoAccount(new AccountRef(vendor.Name, id));
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                if (job is { } made)
                {
                    AccountLog.ConnectedAnew(logger, account.Ref, made);
                }
                else
                {
                    AccountLog.ConnectedAgain(logger, account.Ref);
                }

                notices.Announce(WorkNotices.Steps);
                return account;
            }
        }
    }

    private static async Task<(RowId Id, long? Credentials)?> FindExistingAsync(
        NpgsqlConnection connection, VendorTables vendor, AccountRegistration registration, CancellationToken cancellationToken)
    {
        string accountColumn = SqlName.Quote(vendor.Descriptor.VendorAccountIdColumn);
        string userColumn = SqlName.Quote(vendor.Descriptor.VendorUserIdColumn);
        List<(RowId, long?)> found = await connection.ListAsync(
            $"select id, credentials_id from {vendor.AccountTable} where tenant_id = $1 and {accountColumn}::text = $2 and {userColumn}::text = $3",
            [Parameter.Guid(registration.TenantId), Parameter.Text(registration.Identity.AccountId), Parameter.Text(registration.Identity.UserId)],
            static r => (new RowId(r.GetInt64(0)), r.LongOrNull(1)),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private static async Task<RowId> WriteAccountAsync(
        NpgsqlConnection connection, VendorTables vendor, AccountRegistration registration, RowId? existing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        VendorDescriptor descriptor = vendor.Descriptor;
        JsonObject row = Object(registration.Identity.Columns.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)Value(vendor, c.Key, c.Value))));
        row["user_id"] = registration.UserId;
        row["team_id"] = registration.TeamId;
        row["time_zone"] = registration.Identity.TimeZone;
        if (descriptor.HostNameColumn is { } host)
        {
            row[host] = registration.Identity.HostName;
        }

        // What this registration does not say stays as it is.
        foreach (string unknown in row.Where(static p => p.Value is null).Select(static p => p.Key).ToArray())
        {
            row.Remove(unknown);
        }

        row["auth_kind"] = registration.Credential.ApiKey is null ? "oauth" : "api_key";
        row["updated_at"] = now;
        if (existing is null)
        {
            row["created_at"] = now;
            row["tenant_id"] = registration.TenantId;
            row[descriptor.VendorAccountIdColumn] = registration.Identity.AccountId;
            row[descriptor.VendorUserIdColumn] = registration.Identity.UserId;
        }

        // Through the table's row type: whether a vendor's column is text or a number is the table's business.
        string columns = string.Join(", ", row.Select(static p => SqlName.Quote(p.Key)));
        string values = $"select {columns} from jsonb_populate_record(null::{vendor.AccountTable}, $1)";
        string sql = existing is null
            ? $"insert into {vendor.AccountTable} ({columns}) {values} returning id"
            : $"""
                update {vendor.AccountTable} set ({columns}) = ({values}), active = true, status = 'active', status_reason = null
                where id = {existing.Value.Value.ToString(CultureInfo.InvariantCulture)} returning id
                """;
        return new RowId(await connection.CountAsync(sql, [Parameter.Json(row.ToJsonString())], cancellationToken).ConfigureAwait(false));
    }

    private async Task WriteCredentialAsync(
        NpgsqlConnection connection, VendorTables vendor, AccountRegistration registration, RowId id, long? existing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        EncryptedCredential encrypted = cipher.Encrypt(new AccountRef(vendor.Name, id), registration.Credential);
        string sql = existing is null
            ? $"""
                with written as (
                  insert into $schema$.credentials (api_key, api_secret, access_token_enc, refresh_token_enc, key_id, expires_at, user_id, verified, verified_at, active, updated_at,
                    tenant_id, platform, account_id, external_user_id, created_at)
                  values ($1, $2, $3, $4, $5, $6, $7, true, $8, true, $8, $9, $10, $11, $12, $8) returning id)
                update {vendor.AccountTable} a set credentials_id = w.id from written w where a.id = $13
                """
            : """
                update $schema$.credentials set api_key = $1, api_secret = $2, access_token_enc = $3, refresh_token_enc = $4, key_id = $5, expires_at = $6, user_id = coalesce($7, user_id),
                  verified = true, verified_at = $8, active = true, updated_at = $8, refreshed_at = $8, token_version = token_version + 1,
                  renewal_lease = null, renewal_until = null
                where id = $9
                """;
        NpgsqlParameter[] secrets =
        [
            Parameter.Bytea(encrypted.ApiKey), Parameter.Bytea(encrypted.ApiSecret), Parameter.Bytea(encrypted.AccessToken), Parameter.Bytea(encrypted.RefreshToken), Parameter.Text(encrypted.KeyId),
            Parameter.Time(registration.Credential.ExpiresAt), Parameter.BigInt(registration.UserId), Parameter.Time(now),
        ];
        NpgsqlParameter[] parameters = existing is { } row
            ? [.. secrets, Parameter.BigInt(row)]
            :
            [
                .. secrets, Parameter.Guid(registration.TenantId), Parameter.Text(vendor.Descriptor.Platform), Parameter.Text(registration.Identity.AccountId),
                Parameter.Text(registration.Identity.UserId), Parameter.BigInt(id.Value),
            ];
        await ExecuteAsync(connection, database.Sql(sql), cancellationToken, parameters).ConfigureAwait(false);
    }

    /// <summary>
    /// Locks the states of an account, before anything else of it is written: a run that ends locks its stream's state and then the account, and in another order both could wait for
    /// each other.
    /// </summary>
    private Task<int> LockStatesAsync(NpgsqlConnection connection, VendorTables vendor, RowId id, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        database.Sql("select 1 from $schema$.sync_state where vendor = $1 and account_id = $2 order by id for no key update"),
        cancellationToken,
        Parameter.Text(vendor.Name),
        Parameter.BigInt(id.Value));

    /// <exception cref="IntegrationConflictException">The account is being erased: nothing may bring it back.</exception>
    private static async Task RefuseErasingAsync(NpgsqlConnection connection, VendorTables vendor, RowId id, CancellationToken cancellationToken)
    {
        long erasing = await connection.CountAsync(
            $"select count(*) from (select from {vendor.AccountTable} where id = $1 and status = 'erasing' for no key update) e", [Parameter.BigInt(id.Value)], cancellationToken).ConfigureAwait(false);
        if (erasing > 0)
        {
            AccountRef account = new(vendor.Name, id);
            throw new IntegrationConflictException(
                $"{account}: the account is being erased. Erase it again to finish that; a new connection is then a new account.",
                new ErrorContext { Vendor = vendor.Name, Account = account, Operation = "change account" });
        }
    }

    /// <summary>Streams that waited for a credential, or failed with it, are due again.</summary>
    private Task<int> ReviveAsync(NpgsqlConnection connection, VendorTables vendor, RowId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(
            connection,
            database.Sql("""
                update $schema$.sync_state set
                  status = 'IDLE', error_message = null, consecutive_failures = 0, next_run_at = $3
                where vendor = $1 and account_id = $2 and status in ('REAUTH_REQUIRED', 'ERROR')
                """),
            cancellationToken,
            Parameter.Text(vendor.Name),
            Parameter.BigInt(id.Value),
            Parameter.Time(now));

    /// <summary>The comparison part by part, shown by the newest job that has a step of the stream. Nothing where the vendor's jobs have no columns for it.</summary>
    private static string CountByPart(VendorTables vendor, StreamTables stream) => stream.Descriptor.JobCountColumns is not { } columns
        ? ""
        : $$"""
            , shown as (
              update {{vendor.SyncJobs.Table}} j set
                {{SqlName.Quote(columns.Status)}} = 'COMPLETED', {{SqlName.Quote(columns.StartedAt)}} = $2, {{SqlName.Quote(columns.FinishedAt)}} = $2,
                {{SqlName.Quote(columns.Vendor)}} = $9::jsonb, {{SqlName.Quote(columns.Local)}} = l.parts, {{SqlName.Quote(columns.Mismatch)}} = l.parts is distinct from $9::jsonb
              from (
                select coalesce(jsonb_object_agg(part, coalesce(c.rows, 0)), '{}') as parts
                from jsonb_object_keys($9::jsonb) as v(part)
                full join (
                  select coalesce(t.{{SqlName.Quote(columns.PartColumn)}}, '') as part, count(*) as rows from {{stream.Mirror.QualifiedTable}} t
                  where t.{{SqlName.Quote(stream.Table.AccountColumn)}} = $1 and t.deleted_at is null group by 1) c using (part)) l
              where $9::jsonb is not null and j.id = (
                select o.id from {{vendor.SyncJobs.Table}} o
                join $schema$.sync_job_steps st on st.job_table = {{SqlName.Literal(vendor.SyncJobs.Name)}} and st.job_id = o.id and st.entity_type = $3
                where o.{{vendor.SyncJobs.AccountColumn}} = $1 order by o.id desc limit 1))
            """;

    /// <summary>
    /// The onboarding job of a new account. One that exists and has not finished goes on: steps that were given up, for example because the credential was refused, are tried again.
    /// </summary>
    private async Task<SyncJobId?> OnboardAsync(
        NpgsqlConnection connection, VendorTables vendor, long? user, RowId id, string[] entities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobTableSql table = vendor.OnboardingJobs;
        (long Id, bool IsFinished)? last = await FindOnboardingAsync(connection, table, id, cancellationToken).ConfigureAwait(false);
        if (last is { IsFinished: true })
        {
            return null;
        }

        long job;
        if (last is { } unfinished)
        {
            job = unfinished.Id;
            await RearmAsync(connection, table, job, now, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            job = await JobWriter.AddJobAsync(connection, table, id, SyncJobType.Onboarding, user, "connect", now, cancellationToken).ConfigureAwait(false);
        }

        await jobs.AddStepsAsync(connection, vendor, table, id, SyncJobType.Onboarding, job, entities, "connect", now, cancellationToken).ConfigureAwait(false);
        return new SyncJobId(vendor.Name, IsOnboarding: true, new RowId(job));
    }

    /// <summary>An onboarding that has not finished goes on, as it does when the account is connected again.</summary>
    private async Task ResumeOnboardingAsync(NpgsqlConnection connection, VendorTables vendor, RowId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobTableSql table = vendor.OnboardingJobs;
        if (await FindOnboardingAsync(connection, table, id, cancellationToken).ConfigureAwait(false) is { IsFinished: false } unfinished)
        {
            await RearmAsync(connection, table, unfinished.Id, now, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(table.Project, [Parameter.BigInts([unfinished.Id]), Parameter.Time(now)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Steps of a job that were given up are pending again.</summary>
    private Task<int> RearmAsync(NpgsqlConnection connection, JobTableSql table, long job, DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        database.Sql("""
            update $schema$.sync_job_steps set
              status = 'PENDING', attempts = 0, next_attempt_at = $3, outcome = null, error_code = null, error_message = null, dead_lettered_at = null,
              lease_owner = null, lease_until = null
            where job_table = $1 and job_id = $2 and status = 'ERROR'
            """),
        cancellationToken,
        Parameter.Text(table.Name),
        Parameter.BigInt(job),
        Parameter.Time(now));

    private static async Task<(long Id, bool IsFinished)?> FindOnboardingAsync(NpgsqlConnection connection, JobTableSql jobs, RowId id, CancellationToken cancellationToken)
    {
        List<(long, bool)> found = await connection.ListAsync(
            $"select id, status = 'COMPLETED' from {jobs.Table} where {jobs.AccountColumn} = $1 order by id desc limit 1",
            [Parameter.BigInt(id.Value)],
            static r => (r.GetInt64(0), r.GetBoolean(1)),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private static async Task<AccountInfo?> FindAsync(NpgsqlConnection connection, VendorTables vendor, RowId id, CancellationToken cancellationToken)
    {
        List<AccountInfo> found = await connection.ListAsync(
            $"select {vendor.AccountColumns}, a.status from {vendor.AccountTable} a where a.id = $1", [Parameter.BigInt(id.Value)], Read, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private static AccountInfo Read(NpgsqlDataReader reader) => new()
    {
        Ref = new AccountRef(reader.GetString(0), new RowId(reader.GetInt64(1))),
        VendorAccountId = reader.TextOrNull(2),
        HostName = reader.TextOrNull(3),
        TimeZone = reader.TextOrNull(4),
        CredentialsId = reader.LongOrNull(5) is { } credentials ? new RowId(credentials) : null,
        UserId = reader.LongOrNull(6),
        TeamId = reader.LongOrNull(7),
        Status = AccountStatusText.Parse(reader.GetString(8)),
    };

    private static JsonValue? Value(VendorTables vendor, string column, object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => throw new IntegrationConfigurationException($"{vendor.Name}: the identity gives column '{column}' a {value.GetType().Name}. Only text and whole numbers can be stored."),
    };

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> properties) => new(properties);

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        await connection.ExecuteAsync(sql, parameters, cancellationToken).ConfigureAwait(false);

    private static IntegrationConfigurationException NoAccount(AccountRef account) => new(
        $"{account}: there is no such account. Connect it first.", new ErrorContext { Vendor = account.Vendor, Account = account });
}
