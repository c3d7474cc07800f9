using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class AccountStoreTests : IClassFixture<MigratedDatabase>, IDisposable
{
    private static int s_next;

    private readonly MigratedDatabase _database;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;
    private readonly IAccountStore _accounts;

    public AccountStoreTests(MigratedDatabase database)
    {
        _database = database;
        _services = database.Services(s => s.AddSingleton<TimeProvider>(_time));
        _accounts = _services.GetRequiredService<IAccountStore>();
    }

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I8_an_account_that_is_revived_while_a_run_of_it_ends_waits_for_the_run(bool isConnectedAgain)
    {
        AccountRegistration registration = Registration(userId: 7, teamId: 3);
        AccountRef account = (await _accounts.ConnectAsync(registration, Token)).Ref;
        long id = account.Id.Value;
        await _database.ExecuteAsync("update integrations.sync_state set status = 'REAUTH_REQUIRED' where vendor = 'fub' and account_id = $1", id);
        await using NpgsqlConnection run = await _database.DataSource.OpenConnectionAsync(Token);
        await using NpgsqlTransaction transaction = await run.BeginTransactionAsync(Token);
        await Execute("select 1 from integrations.sync_state where vendor = 'fub' and account_id = $1 and entity_type = 'people' for no key update");

        Task again = isConnectedAgain ? _accounts.ConnectAsync(registration, Token) : _accounts.SetStatusAsync(account, AccountStatus.Active, reason: null, Token);
        while (!again.IsCompleted && (await _database.RowsAsync("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(again.IsCompleted);
        await Execute("update integrations.fub_accounts set last_error = 'synthetic' where id = $1");
        await transaction.CommitAsync(Token);

        await again;
        Assert.Equal(AccountStatus.Active, (await _accounts.FindAsync(account, Token))!.Status);

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, run, transaction) { Parameters = { new NpgsqlParameter { Value = id } } };
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    [Fact]
    public async Task Connecting_stores_account_credential_states_and_onboarding_in_one_go()
    {
        AccountRegistration registration = Registration(userId: 7, teamId: 3);
        AccountInfo account = await _accounts.ConnectAsync(registration, Token);

        Assert.Equal(new AccountInfo
        {
            Ref = new AccountRef("fub", account.Ref.Id),
            VendorAccountId = registration.Identity.AccountId,
            HostName = "examplegroup",
            TimeZone = "America/New_York",
            CredentialsId = account.CredentialsId,
            UserId = 7,
            TeamId = 3,
            Status = AccountStatus.Active,
        }, account);
        long id = account.Ref.Id.Value;
        Assert.Equal(
            [$"{registration.TenantId}|1|api_key|True|active"],
            await _database.RowsAsync("select tenant_id, fub_owner_id, auth_kind, active, status from integrations.fub_accounts where id = $1", id));
        Assert.Equal(
            [$"{registration.TenantId}|FUB|{registration.Identity.AccountId}|{registration.Identity.UserId}|7|True|1"],
            await _database.RowsAsync(
                "select c.tenant_id, c.platform, c.account_id, c.external_user_id, c.user_id, c.verified, c.token_version from integrations.credentials c where c.id = $1",
                account.CredentialsId!.Value.Value));
        Assert.Equal(
            ["calls|IDLE|True|0|7", "people|IDLE|True|0|7", "users|IDLE|True|0|7"],
            await _database.RowsAsync("select entity_type, status, next_run_at = $2, fence, user_id from integrations.fub_sync_state where account_id = $1 order by entity_type", id, _time.GetUtcNow()));
        Assert.Equal(
            ["users|PENDING|", "people|PENDING|users", "calls|PENDING|users,people"],
            await _database.RowsAsync(
                "select entity_type, status::text, array_to_string(depends_on, ',') from integrations.sync_job_steps where vendor = 'fub' and account_id = $1 and job_type = 'Onboarding' order by id", id));
        Assert.Equal(
            ["7|PENDING|PENDING|PENDING||connect"],
            await _database.RowsAsync(
                "select user_id, status::text, peoples_status::text, calls_status::text, deals_status::text, requested_by from integrations.fub_onboarding_jobs where fub_account_id = $1", id));
        Assert.Equal(
            4L,
            await _database.ScalarAsync<long>(
                "select (select count(*) from integrations.sync_job_steps where account_id = $1 and created_at = $2 and next_attempt_at = $2) + "
                + "(select count(*) from integrations.fub_onboarding_jobs where fub_account_id = $1 and created_at = $2)",
                id,
                _time.GetUtcNow()));
    }

    [Fact]
    public async Task Connecting_again_keeps_data_and_cursors_and_replaces_the_credential()
    {
        AccountRegistration registration = Registration(userId: 7);
        AccountInfo first = await _accounts.ConnectAsync(registration, Token);
        long id = first.Ref.Id.Value;
        await SettleOnboardingAsync(id, "COMPLETED");
        await _database.ExecuteAsync(
            "update integrations.sync_state set cursor = 'fub.people/1:abc', last_sync_at = now(), status = 'REAUTH_REQUIRED', consecutive_failures = 4, next_run_at = null where account_id = $1 and entity_type = 'people'",
            id);
        await _accounts.SetStatusAsync(first.Ref, AccountStatus.ReauthRequired, "The key was revoked.", Token);

        _time.Advance(TimeSpan.FromHours(1));
        AccountInfo second = await _accounts.ConnectAsync(registration with { Credential = new VendorCredential { ApiKey = "fka_new" }, UserId = null }, Token);

        Assert.Equal(first, second);
        Assert.Equal(2, (await _services.GetRequiredService<ICredentialStore>().GetAsync(first.Ref, Token)).Version);
        Assert.Equal(1L, await _database.ScalarAsync<long>("select count(*) from integrations.fub_onboarding_jobs where fub_account_id = $1", id));
        Assert.Equal(
            ["fub.people/1:abc|IDLE|0"],
            await _database.RowsAsync("select cursor, status, consecutive_failures from integrations.sync_state where account_id = $1 and entity_type = 'people' and next_run_at = $2", id, _time.GetUtcNow()));
        Assert.Equal([""], await _database.RowsAsync("select status_reason from integrations.fub_accounts where id = $1", id));
    }

    [Fact]
    public async Task An_onboarding_that_failed_goes_on_when_the_account_is_connected_again()
    {
        AccountRegistration registration = Registration();
        AccountInfo account = await _accounts.ConnectAsync(registration, Token);
        long id = account.Ref.Id.Value;
        await SettleOnboardingAsync(id, "ERROR");
        await _database.ExecuteAsync(
            "update integrations.sync_job_steps set status = 'COMPLETED', outcome = 'COMPLETE', last_started_at = now(), last_finished_at = now() where account_id = $1 and entity_type = 'users'", id);

        await _accounts.ConnectAsync(registration, Token);

        Assert.Equal(
            ["users|COMPLETED|5", "people|PENDING|0", "calls|PENDING|0"],
            await _database.RowsAsync("select entity_type, status::text, attempts from integrations.sync_job_steps where account_id = $1 order by id", id));
        Assert.Equal(
            ["IN_PROGRESS|PENDING"],
            await _database.RowsAsync("select status::text, peoples_status::text from integrations.fub_onboarding_jobs where fub_account_id = $1", id));
    }

    [Fact]
    public async Task Connecting_at_the_same_time_makes_one_account_and_one_onboarding()
    {
        AccountRegistration registration = Registration();

        AccountInfo[] accounts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _accounts.ConnectAsync(registration, Token)));

        Assert.Single(accounts.Select(static a => a.Ref).Distinct());
        Assert.Equal(1L, await _database.ScalarAsync<long>("select count(*) from integrations.fub_onboarding_jobs where fub_account_id = $1", accounts[0].Ref.Id.Value));
        Assert.Equal(1L, await _database.ScalarAsync<long>("select count(*) from integrations.credentials where account_id = $1", registration.Identity.AccountId));
    }

    [Fact]
    public async Task Two_users_of_one_vendor_account_and_two_tenants_are_accounts_of_their_own()
    {
        AccountRegistration one = Registration();
        AccountRegistration otherUser = one with { Identity = new VendorIdentity { AccountId = one.Identity.AccountId, UserId = "fau_Other" } };
        AccountRegistration otherTenant = one with { TenantId = Guid.NewGuid() };

        AccountInfo[] accounts = [await _accounts.ConnectAsync(one, Token), await _accounts.ConnectAsync(otherUser, Token), await _accounts.ConnectAsync(otherTenant, Token)];

        Assert.Equal(3, accounts.Select(static a => a.Ref).Distinct().Count());
    }

    [Fact]
    public async Task A_credential_without_any_secret_stores_nothing()
    {
        AccountRegistration registration = Registration() with { Credential = new VendorCredential() };

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _accounts.ConnectAsync(registration, Token));

        Assert.Equal(0L, await _database.ScalarAsync<long>("select count(*) from integrations.fub_accounts where account_id_raw = $1", registration.Identity.AccountId));
    }

    [Fact]
    public async Task An_identity_column_that_is_no_identifier_is_refused()
    {
        AccountRegistration registration = Registration();
        registration = registration with { Identity = registration.Identity with { Columns = new Dictionary<string, object?> { ["status = 'x', active"] = 1L } } };

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _accounts.ConnectAsync(registration, Token));
    }

    [Fact]
    public async Task Accounts_are_found_listed_and_missing_ones_said_so()
    {
        AccountInfo one = await _accounts.ConnectAsync(Registration(), Token);
        AccountInfo two = await _accounts.ConnectAsync(Registration(), Token);
        AccountRef missing = new("fub", new RowId(long.MaxValue));

        Assert.Equal(one, await _accounts.FindAsync(one.Ref, Token));
        Assert.Null(await _accounts.FindAsync(missing, Token));
        AccountInfo[] listed = [.. (await _accounts.ListAsync(null, Token)).Where(a => a.Ref == one.Ref || a.Ref == two.Ref)];
        Assert.Equal([one, two], listed);
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _accounts.SetStatusAsync(missing, AccountStatus.Disabled, null, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _services.GetRequiredService<ICredentialStore>().GetAsync(missing, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _accounts.ListAsync("acme", Token));
    }

    [Theory]
    [InlineData(AccountStatus.Active, "active", true)]
    [InlineData(AccountStatus.ReauthRequired, "reauth_required", false)]
    [InlineData(AccountStatus.Locked, "locked", false)]
    [InlineData(AccountStatus.Disabled, "disabled", false)]
    public async Task A_status_is_stored_and_read_back(AccountStatus status, string word, bool active)
    {
        AccountInfo account = await _accounts.ConnectAsync(Registration(), Token);

        await _accounts.SetStatusAsync(account.Ref, status, "because", Token);

        Assert.Equal(status, (await _accounts.FindAsync(account.Ref, Token))!.Status);
        Assert.Equal(
            [$"{word}|{active}|{(active ? "" : "because")}"],
            await _database.RowsAsync("select status, active, status_reason from integrations.fub_accounts where id = $1", account.Ref.Id.Value));
    }

    [Fact]
    public async Task A_count_stands_in_the_account_row_and_in_the_history()
    {
        AccountInfo account = await _accounts.ConnectAsync(Registration(), Token);
        long id = account.Ref.Id.Value;
        Dictionary<string, string> flags = new() { ["includeTrash"] = "true" };

        await _accounts.SaveCountAsync(account.Ref, new StreamName("fub", "people"), new VendorCount(8250, flags), 8249, Token);
        await _accounts.SaveCountAsync(account.Ref, new StreamName("fub", "calls"), new VendorCount(20000, new Dictionary<string, string>(), IsDerived: true), 20000, Token);
        await _accounts.SaveCountAsync(account.Ref, new StreamName("fub", "people"), new VendorCount(5_000_000_000, flags), 8250, Token);

        Assert.Equal(
            ["2147483647|8250|True|True|true"],
            await _database.RowsAsync(
                "select people_fub, people_ad, people_updated = $2, counts_checked_at = $2, counts_flags #>> '{people,includeTrash}' from integrations.fub_accounts where id = $1", id, _time.GetUtcNow()));
        Assert.Equal(
            ["people|8250|8249|1|False", "calls|20000|20000|0|True", "people|5000000000|8250|4999991750|False"],
            await _database.RowsAsync("select entity_type, vendor_total, local_total, drift, is_derived from integrations.integration_count_check where account_id = $1 order by id", id));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AccountRegistration Registration(long? userId = null, long? teamId = null) => new()
    {
        Vendor = "fub",
        Credential = new VendorCredential { ApiKey = "fka_Synthetic" },
        Identity = new VendorIdentity
        {
            AccountId = (1_700_000_000 + Interlocked.Increment(ref s_next)).ToString(System.Globalization.CultureInfo.InvariantCulture),
            UserId = "fau_SyntheticOW1",
            HostName = "examplegroup",
            TimeZone = "America/New_York",
            Columns = new Dictionary<string, object?> { ["fub_owner_id"] = 1L },
        },
        UserId = userId,
        TeamId = teamId,
        TenantId = Guid.NewGuid(),
    };

    private async Task SettleOnboardingAsync(long account, string status)
    {
        string outcome = status == "COMPLETED" ? "'COMPLETE'" : "null";
        await _database.ExecuteAsync(
            $"update integrations.sync_job_steps set status = '{status}', outcome = {outcome}, last_started_at = now(), last_finished_at = now(), attempts = 5 where account_id = $1", account);
        await _database.ExecuteAsync($"update integrations.fub_onboarding_jobs set status = '{status}', started = now(), ended = now() where fub_account_id = $1", account);
    }
}
