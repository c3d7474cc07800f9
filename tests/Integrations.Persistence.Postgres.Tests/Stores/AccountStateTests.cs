using Integrations.Abstractions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>How the state of an account changes: by the failure of a run, by connecting again, and by an operator.</summary>
public sealed class AccountStateTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AccountStatus.ReauthRequired, 1)]
    [InlineData(AccountStatus.Locked, 1)]
    [InlineData(AccountStatus.CredentialUnreadable, 1)]
    [InlineData(AccountStatus.ReauthRequired, null)]
    public async Task I15_a_failure_of_the_stored_credential_stops_the_account(AccountStatus status, int? version)
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();

        await world.States.FailAsync(lease, Refused(status, version), Token);

        AccountInfo account = (await world.Accounts.FindAsync(lease.Account, Token))!;
        Assert.Equal(status, account.Status);
        Assert.Equal(["refused"], await database.RowsAsync("select status_reason from integrations.fub_accounts where id = $1", lease.Account.Id.Value));
        Assert.Equal("REAUTH_REQUIRED", await world.StateAsync(lease, "status"));
        Assert.Equal(["ERROR"], await database.RowsAsync("select status::text from integrations.sync_job_steps where id = $1", lease.Step!.Id.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public async Task I15_a_run_that_failed_on_an_old_credential_does_not_stop_an_account_that_was_connected_again(int? version)
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await ReconnectAsync(world);

        await world.States.FailAsync(lease, Refused(AccountStatus.ReauthRequired, version), Token);

        Assert.Equal(AccountStatus.Active, (await world.Accounts.FindAsync(lease.Account, Token))!.Status);
        Assert.Equal("ERROR|", await world.StateAsync(lease, "status, lease_owner"));

        // The step is not given up: it is tried with the new credential.
        SyncClaim again = Assert.Single(await world.ClaimAsync());
        Assert.Equal((lease.Step!.Id, lease.Stream), (again.Lease.Step!.Id, again.Lease.Stream));
        await world.CompleteAsync(again.Lease);
        Assert.Equal("IDLE", await world.StateAsync(lease, "status"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(null, true)]
    public async Task I15_a_renewal_during_the_run_is_no_new_connection(int? version, bool isStopped)
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await world.Credentials.SaveRenewedAsync(lease.Account, new VendorCredential { ApiKey = "fka_Synthetic", Version = 2 }, Token));

        await world.States.FailAsync(lease, Refused(AccountStatus.ReauthRequired, version), Token);

        Assert.Equal(isStopped ? AccountStatus.ReauthRequired : AccountStatus.Active, (await world.Accounts.FindAsync(lease.Account, Token))!.Status);
    }

    [Fact]
    public async Task I15_a_failing_run_does_not_touch_an_account_that_its_host_has_switched_off()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        await world.Accounts.SetStatusAsync(lease.Account, AccountStatus.Disabled, "moved away", Token);

        await world.States.FailAsync(lease, Refused(AccountStatus.ReauthRequired, 1), Token);

        Assert.Equal(["disabled|moved away"], await database.RowsAsync("select status, status_reason from integrations.fub_accounts where id = $1", lease.Account.Id.Value));
    }

    [Fact]
    public async Task An_operator_switches_an_account_off_and_on_and_what_had_failed_is_due_at_once()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.ConnectAsync();
        SyncLease stages = Assert.Single(await world.ClaimAsync(), static c => c.Lease.Stream.Entity == "stages").Lease;
        await world.States.FailAsync(stages, Refused(AccountStatus.Locked, 1), Token);
        await database.ExecuteAsync("update integrations.sync_state set last_sync_at = $2, status = 'ERROR', next_run_at = $2 + interval '1 hour' where account_id = $1 and entity_type = 'people'", account.Id.Value, world.Time.GetUtcNow());
        Assert.Empty(await world.ClaimAsync());

        await world.Accounts.SetStatusAsync(account, AccountStatus.Active, "settled", Token);

        Assert.Equal(["active||True"], await database.RowsAsync("select status, status_reason, active from integrations.fub_accounts where id = $1", account.Id.Value));
        Assert.Equal(
            ["people|IDLE|True", "stages|IDLE|True"],
            await database.RowsAsync(
                "select entity_type, status, coalesce(next_run_at = $2, false) from integrations.sync_state where account_id = $1 and entity_type in ('people', 'stages') order by 1", account.Id.Value, world.Time.GetUtcNow()));

        // The onboarding that the lock had ended goes on.
        Assert.Contains(await world.ClaimAsync(), c => c.Lease.Step!.Id == stages.Step!.Id);
        Assert.Equal(["IN_PROGRESS"], await database.RowsAsync("select status::text from integrations.fub_onboarding_jobs where fub_account_id = $1", account.Id.Value));
        await world.Accounts.SetStatusAsync(account, AccountStatus.Disabled, "moved away", Token);
        Assert.Empty(await world.ClaimAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I14_a_credential_that_cannot_be_decrypted_says_whose_it_is_and_what_to_do(bool isKeyGone)
    {
        var keys = new EphemeralDataProtectionProvider();
        await using StoreWorld world = await database.WorldAsync(s => s.AddSingleton<IDataProtectionProvider>(keys));
        AccountRef account = await world.OnboardedAsync();
        await using ServiceProvider other = database.Services(s => s.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        if (!isKeyGone)
        {
            await database.ExecuteAsync("update integrations.credentials set api_key = overlay(api_key placing '\\x00'::bytea from 40)");
        }

        ICredentialStore store = isKeyGone ? other.GetRequiredService<ICredentialStore>() : world.Credentials;
        var error = await Assert.ThrowsAsync<IntegrationCredentialException>(() => store.GetAsync(account, Token));

        Assert.Equal((account, 1, false), (error.Context.Account, error.Context.CredentialVersion, error.IsTransient));
        Assert.Contains("connect the account again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadlock_is_named_and_not_taken_for_a_server_that_is_away()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await database.ExecuteAsync(
            """
            create or replace function integrations.t_deadlock() returns trigger language plpgsql as $f$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $f$;
            create or replace trigger t_deadlock before update on integrations.fub_accounts for each row execute function integrations.t_deadlock();
            """);
        try
        {
            var error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => world.Accounts.SetStatusAsync(account, AccountStatus.Disabled, null, Token));

            Assert.True(error.IsTransient);
            Assert.Contains("40P01", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("is away", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await database.ExecuteAsync("drop trigger t_deadlock on integrations.fub_accounts");
        }
    }

    private static RunFailure Refused(AccountStatus status, int? version) =>
        new() { Code = "authentication", Message = "refused", StreamStatus = "REAUTH_REQUIRED", AccountStatus = status, CredentialVersion = version };

    /// <summary>Connects the world's first account again.</summary>
    private static Task<AccountInfo> ReconnectAsync(StoreWorld world) => world.Accounts.ConnectAsync(
        new AccountRegistration
        {
            Vendor = "fub",
            Credential = new VendorCredential { ApiKey = "fka_New" },
            Identity = new VendorIdentity { AccountId = "1700000001", UserId = "fau_SyntheticOW1" },
        },
        Token);
}
