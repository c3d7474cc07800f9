using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>The wide job tables of reZEN name their steps in other ways than those of Follow Up Boss; both are written by one mechanism, in the run's transaction.</summary>
public sealed class RezenJobTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>, IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServiceProvider Services => _services ??= database.Services(s => s.AddSingleton<TimeProvider>(_time).AddSingleton(TestRezen.Descriptor));

    private ISyncStateStore States => Services.GetRequiredService<ISyncStateStore>();

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task I1_the_wide_row_of_an_onboarding_shows_each_lifecycle_group_when_it_is_read_and_success_only_at_the_end()
    {
        AccountRef account = await ConnectAsync("transactions");
        SyncLease lease = await LeaseAsync(account);
        const string Columns =
            "transaction_data_started is not null, transaction_data, transaction_data_ended is not null, transaction_data_loaded, open_transactions, closed_transactions, terminated_transactions, error_transactions";
        Assert.Equal("True|False|False|False|False|False|False|False", await OnboardingAsync(account, Columns));

        await StageAsync(lease, ["OPEN"], isLast: false);
        Assert.Equal("True|False|False|False|True|False|False|False", await OnboardingAsync(account, Columns));

        await StageAsync(lease, ["OPEN", "CLOSED", "TERMINATED"], isLast: true);
        Assert.Equal("True|False|False|True|True|True|True|False", await OnboardingAsync(account, Columns));

        await CompleteAsync(lease, SyncOutcome.Complete);
        Assert.Equal("True|True|True|True|True|True|True|False", await OnboardingAsync(account, Columns));
        Assert.Equal("COMPLETED|COMPLETE|transactions|", await OnboardingAsync(account, "status::text, outcome, array_to_string(steps_completed, ','), array_to_string(failed_steps, ',')"));
    }

    [Fact]
    public async Task A_step_that_was_given_up_is_never_true_and_says_why()
    {
        AccountRef account = await ConnectAsync("transactions");
        SyncLease lease = await LeaseAsync(account);

        await States.FailAsync(lease, new RunFailure { Code = "forbidden", Message = "The key may not read deals." }, Token);

        Assert.Equal(
            "False|True|True|transactions|ERROR|forbidden|The key may not read deals.",
            await OnboardingAsync(account, "transaction_data, transaction_data_ended is not null, error_transactions, array_to_string(failed_steps, ','), status::text, code, message"));
    }

    [Fact]
    public async Task I9_a_step_that_waits_for_its_options_is_neither_done_nor_ended_in_the_wide_row()
    {
        AccountRef account = await ConnectAsync("equity");
        SyncLease lease = await LeaseAsync(account);

        await CompleteAsync(lease, SyncOutcome.NotConfigured);

        Assert.Equal("|False||NOT_CONFIGURED|", await OnboardingAsync(account, "equity_started, equity, equity_ended, outcome, array_to_string(steps_completed, ',')"));
        Assert.Equal(["NOT_CONFIGURED"], await database.RowsAsync("select outcome from integrations.sync_job_steps where vendor = 'rezen' and account_id = $1", account.Id.Value));
    }

    [Fact]
    public async Task One_stream_shows_under_each_of_its_names()
    {
        AccountRef account = await ConnectAsync("contributions");
        await CompleteAsync(await LeaseAsync(account), SyncOutcome.NoWork);
        Assert.Equal("True|True", await OnboardingAsync(account, "contributions, contributors"));

        await Services.GetRequiredService<ISyncJobs>().RequestAsync(account, SyncJobType.All, ["listings"], Token);
        SyncLease lease = await LeaseAsync(account);
        const string Columns = "listings_status::text, lu_status::text, lu_last_finished_at is not null";
        Assert.Equal("IN_PROGRESS|IN_PROGRESS|False", await SyncJobAsync(account, Columns));
        await CompleteAsync(lease, SyncOutcome.Complete);
        Assert.Equal("COMPLETED|COMPLETED|True", await SyncJobAsync(account, Columns));
        Assert.Equal(
            ["information|COMPLETE|listings"],
            await database.RowsAsync(
                "select l.level, l.message, l.entity_type from integrations.rezen_sync_jobs_logs l join integrations.rezen_sync_jobs j on j.id = l.rezen_sync_job_id where l.account_id = $1", account.Id.Value));
    }

    [Fact]
    public async Task The_count_check_compares_each_lifecycle_group()
    {
        AccountRef account = await ConnectAsync("transactions");
        await Services.GetRequiredService<ISyncJobs>().RequestAsync(account, SyncJobType.All, ["transactions"], Token);
        foreach ((string id, string group) in new[] { ("t1", "OPEN"), ("t2", "OPEN"), ("t3", "CLOSED") })
        {
            await Rows.InsertRezenAsync(database, "rezen_transactions", account.Id.Value, ("transaction_id_raw", id), ("lifecycle_group", group));
        }

        await CountAsync(new Dictionary<string, long> { ["OPEN"] = 2, ["CLOSED"] = 1, ["TERMINATED"] = 0 });
        Assert.Equal("""COMPLETED|{"OPEN": 2, "CLOSED": 1, "TERMINATED": 0}|{"OPEN": 2, "CLOSED": 1, "TERMINATED": 0}|False""", await SyncJobAsync(account, "tc_status::text, tc_rezen, tc_ad, tc_mismatch"));

        await CountAsync(new Dictionary<string, long> { ["OPEN"] = 1, ["CLOSED"] = 2 });
        Assert.Equal("""{"OPEN": 1, "CLOSED": 2}|{"OPEN": 2, "CLOSED": 1}|True""", await SyncJobAsync(account, "tc_rezen, tc_ad, tc_mismatch"));

        Task CountAsync(IReadOnlyDictionary<string, long> parts) => Services.GetRequiredService<IAccountStore>().SaveCountAsync(
            account, new StreamName("rezen", "transactions"), new VendorCount(3, new Dictionary<string, string>()) { Parts = parts }, 3, Token);
    }

    [Fact]
    public async Task Settled_staging_rows_go_after_their_time_and_others_stay()
    {
        AccountRef account = await ConnectAsync("contributions");
        foreach ((string id, string status, int days) in new[] { ("old", "PROMOTED", 31), ("passed", "SKIPPED", 31), ("new", "PROMOTED", 29), ("waits", "PENDING", 31), ("refused", "DEAD", 31) })
        {
            await database.ExecuteAsync(
                """
                insert into integrations.stage_contributions_rezen_onboarding (account_id, entity_type, external_id, raw, "row", content_hash, source, batch_id, processing_status, promoted_at, staged_at)
                values ($1, 'contributions', $2, '{}', '{}', '', 'onboarding', gen_random_uuid(), $3::integrations.staging_status, $4, $4)
                """,
                account.Id.Value, id, status, _time.GetUtcNow().AddDays(-days));
        }

        await Services.GetServices<IPeriodicChore>().Single(static c => c.Name == "staging").RunAsync(Token);

        Assert.Equal(
            ["new", "refused", "waits"],
            await database.RowsAsync("select external_id from integrations.stage_contributions_rezen_onboarding where account_id = $1 order by 1", account.Id.Value));
    }

    private async Task<AccountRef> ConnectAsync(string entity)
    {
        await database.ExecuteAsync("truncate integrations.rezen_accounts, integrations.sync_job_steps, integrations.credentials cascade");
        AccountRef account = (await Services.GetRequiredService<IAccountStore>().ConnectAsync(
            new AccountRegistration
            {
                Vendor = "rezen",
                Credential = new VendorCredential { ApiKey = "real_Synthetic" },
                Identity = new VendorIdentity { AccountId = "aa000000-0000-4000-8000-000000000020", UserId = "aa000000-0000-4000-8000-000000000020" },
                UserId = 7,
            },
            Token)).Ref;
        await database.ExecuteAsync("delete from integrations.sync_job_steps where entity_type <> $1", entity);
        return account;
    }

    private async Task<SyncLease> LeaseAsync(AccountRef account) =>
        Assert.Single(await States.ClaimAsync(new ClaimRequest("host/1", 10, TimeSpan.FromMinutes(2), 10), Token), c => c.Lease.Account == account).Lease;

    private Task<RecordCounts> StageAsync(SyncLease lease, string[] parts, bool isLast) => Services.GetRequiredService<IStagingStore>().StageAsync(
        lease, new RecordBatch { Records = [], Mode = SyncMode.Full, PartsRead = parts, NextPhase = isLast ? RunPhase.Promote : null }, Token);

    private Task CompleteAsync(SyncLease lease, SyncOutcome outcome) =>
        States.CompleteAsync(lease, new RunResult { Outcome = outcome, Mode = SyncMode.Full, NextRunAt = _time.GetUtcNow().AddMinutes(5) }, Token);

    private async Task<string> OnboardingAsync(AccountRef account, string columns) =>
        Assert.Single(await database.RowsAsync($"select {columns} from integrations.rezen_onboarding_jobs where rezen_account_id = $1", account.Id.Value));

    private async Task<string> SyncJobAsync(AccountRef account, string columns) =>
        Assert.Single(await database.RowsAsync($"select {columns} from integrations.rezen_sync_jobs where rezen_account_id = $1", account.Id.Value));
}
