using Integrations.Abstractions;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class JobControlTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I2_a_run_whose_job_was_taken_back_writes_nothing_more_and_its_history_says_so()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        await world.WriteAsync(lease, Row(new Person(1)), Row(new Person(2)));

        Assert.Equal(1, await world.Jobs.CancelAsync(lease.Step!.Job, Token));

        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => world.WriteAsync(lease, Row(new Person(3))));
        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => world.CompleteAsync(lease));
        Assert.Empty(await world.States.RenewAsync([lease], TimeSpan.FromMinutes(1), Token));
        Assert.Equal(["1|", "2|"], await world.PeopleAsync("people_id, deleted_at"));
        Assert.Equal("IDLE||", await world.StateAsync(lease, "status, lease_owner, step_id"));
        Assert.Equal(["CANCELLED|cancelled|2|2"], await database.RowsAsync("select outcome, error_code, rows_read, rows_inserted from integrations.sync_runs"));
        Assert.Equal(["COMPLETED|2"], await database.RowsAsync("select status::text, records_fetched from integrations.lambda_worker_logs"));
        SyncStepStatus step = Assert.Single((await world.Jobs.FindAsync(lease.Step!.Job, Token))!.Steps);
        Assert.Equal((SyncJobState.Completed, SyncOutcome.Cancelled), (step.State, step.Outcome));
        Assert.Equal(["COMPLETED|CANCELLED"], await database.RowsAsync("select peoples_status::text, outcome from integrations.fub_sync_jobs"));
        Assert.Equal(0, await world.Jobs.CancelAsync(lease.Step!.Job, Token));
    }

    [Fact]
    public async Task A_full_read_that_is_taken_back_gives_the_cursor_back_to_the_deltas()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease first = await world.LeaseAsync("people");
        await world.Records.WriteAsync(first, Batch(Row(new Person(1)), Row(new Person(2))) with { Cursor = Cursor("after delta") }, Token);
        await world.CompleteAsync(first, SyncMode.Full);
        await world.Jobs.RequestAsync(first.Account, SyncJobType.Reconcile, ["people"], Token);
        SyncLease full = Assert.Single(await world.ClaimAsync()).Lease;
        await world.Records.BeginAsync(full, SyncMode.Full, Token);
        await world.Records.WriteAsync(full, Batch(Row(new Person(1))) with { Mode = SyncMode.Full, Cursor = Cursor("mid walk") }, Token);

        await world.Jobs.CancelAsync(full.Step!.Job, Token);

        Assert.Equal($"{Cursor("after delta").Text}||||False", await world.StateAsync(full, "cursor, cursor_before, mode, read_started_at, sweep_tracked"));
        Assert.Empty(await database.RowsAsync("select * from integrations.sync_seen"));
        Assert.Equal(["1|", "2|"], await world.PeopleAsync("people_id, deleted_at"));

        await world.DueAsync(first.Account, "people");
        Assert.Equal(1, await world.States.PlanDueAsync(Token));
        SyncClaim next = Assert.Single(await world.ClaimAsync());
        Assert.Equal((SyncJobType.Sync, Cursor("after delta"), null), (next.JobType, next.State.Cursor, next.State.ModeUnderWay));
        Assert.True(next.Lease.Fence > full.Fence);
        await world.CompleteAsync(next.Lease);
    }

    [Fact]
    public async Task An_onboarding_that_is_taken_back_leaves_its_progress_to_the_schedule()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.ConnectAsync();
        SyncLease stages = Assert.Single(await world.ClaimAsync()).Lease;
        await world.Records.BeginAsync(stages, SyncMode.Full, Token);
        await world.Records.WriteAsync(stages, Batch(Row(new Stage("people", 1, "Lead"))) with { Mode = SyncMode.Full, Cursor = Cursor("half", "stages") }, Token);

        Assert.Equal(3, await world.Jobs.CancelAsync(stages.Step!.Job, Token));

        Assert.Equal(
            ["COMPLETED|CANCELLED|True|COMPLETED|COMPLETED"],
            await database.RowsAsync("select status::text, outcome, ended is not null, peoples_status::text, text_messages_status::text from integrations.fub_onboarding_jobs"));
        Assert.Empty(await world.ClaimAsync());
        Assert.Equal(3, await world.States.PlanDueAsync(Token));
        SyncClaim next = Assert.Single(await world.ClaimAsync(), static c => c.Lease.Stream.Entity == "stages");
        Assert.Equal((SyncJobType.Sync, SyncMode.Full, Cursor("half", "stages")), (next.JobType, next.State.ModeUnderWay, next.State.Cursor));
        Assert.NotEqual(stages.Step!.Job, await world.Jobs.RequestAsync(account, SyncJobType.Onboarding, null, Token));
    }

    [Theory]
    [InlineData("delete from integrations.sync_job_steps")]
    [InlineData("update integrations.sync_job_steps set status = 'ERROR', error_code = 'protocol', attempts = 8")]
    [InlineData("update integrations.sync_job_steps set status = 'COMPLETED', outcome = 'CANCELLED', last_started_at = created_at, last_finished_at = created_at")]
    public async Task Deltas_depend_on_the_account_alone_whatever_became_of_its_onboarding(string fate)
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.ConnectAsync();
        Assert.Equal(0, await world.States.PlanDueAsync(Token));

        await database.ExecuteAsync(fate);

        Assert.Equal(3, await world.States.PlanDueAsync(Token));
        IReadOnlyList<SyncClaim> claims = await world.ClaimAsync();
        Assert.Equal(3, claims.Count);
        Assert.All(claims, c => Assert.Equal((account, SyncJobType.Sync), (c.Account.Ref, c.JobType)));
    }

    [Fact]
    public async Task Steps_that_were_given_up_get_a_new_series_of_attempts_in_the_same_job()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncJobId job = await world.Jobs.RequestAsync(account, SyncJobType.All, ["people", "stages"], Token);
        foreach (SyncClaim claim in await world.ClaimAsync())
        {
            if (claim.Lease.Stream.Entity == "people")
            {
                await world.WriteAsync(claim.Lease, Row(new Person(1)));
                await world.States.FailAsync(claim.Lease, new RunFailure { Code = "protocol", Message = "Not a page.", NextRunAt = world.Time.GetUtcNow().AddHours(1) }, Token);
            }
            else
            {
                await world.CompleteAsync(claim.Lease);
            }
        }

        Assert.Equal(["ERROR|PARTIAL"], await database.RowsAsync("select peoples_status::text, outcome from integrations.fub_sync_jobs"));
        Assert.Equal(1, await world.Jobs.RetryAsync(job, Token));

        Assert.Equal(["PENDING|"], await database.RowsAsync("select peoples_status::text, outcome from integrations.fub_sync_jobs"));
        SyncClaim again = Assert.Single(await world.ClaimAsync());
        Assert.Equal((job, 1, RecordCounts.Zero), (again.Lease.Step!.Job, again.Attempt, again.Counts));
        await world.CompleteAsync(again.Lease);
        Assert.Equal(["COMPLETED|COMPLETE"], await database.RowsAsync("select peoples_status::text, outcome from integrations.fub_sync_jobs"));
        Assert.Equal(0, await world.Jobs.RetryAsync(job, Token));
    }

    [Fact]
    public async Task A_step_whose_work_another_job_does_already_is_not_opened_again()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease lease = await world.LeaseAsync("people", account);
        await world.States.FailAsync(lease, new RunFailure { Code = "protocol", Message = "Not a page.", NextRunAt = world.Time.GetUtcNow().AddHours(1) }, Token);
        await world.Jobs.RequestAsync(account, SyncJobType.All, ["people"], Token);

        Assert.Equal(0, await world.Jobs.RetryAsync(lease.Step!.Job, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Jobs.RetryAsync(new SyncJobId("fub", false, new RowId(999)), Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Jobs.CancelAsync(new SyncJobId("fub", true, new RowId(999)), Token));
    }

    [Fact]
    public async Task Connecting_stores_the_account_and_its_onboarding_together_or_neither()
    {
        await using StoreWorld world = await database.WorldAsync();
        await world.BreakCommitsAsync("sync_job_steps");
        try
        {
            await Assert.ThrowsAnyAsync<InvalidOperationException>(world.ConnectAsync);
        }
        finally
        {
            await world.MendCommitsAsync("sync_job_steps");
        }

        Assert.Equal(
            ["0|0|0|0"],
            await database.RowsAsync(
                "select (select count(*) from integrations.fub_accounts), (select count(*) from integrations.credentials), (select count(*) from integrations.fub_onboarding_jobs), (select count(*) from integrations.sync_state)"));
        await world.ConnectAsync();
        Assert.Equal(["1|3"], await database.RowsAsync("select (select count(*) from integrations.fub_onboarding_jobs), (select count(*) from integrations.sync_job_steps)"));
    }
}
