using Integrations.Abstractions;
using Npgsql;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class SyncStateStoreTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I8_claim_start_and_lease_are_one_statement()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.ConnectAsync();

        SyncClaim claim = Assert.Single(await world.ClaimAsync());

        DateTimeOffset now = world.Time.GetUtcNow();
        Assert.Equal(account, claim.Account.Ref);
        Assert.Equal(AccountStatus.Active, claim.Account.Status);
        Assert.Equal("1700000001", claim.Account.VendorAccountId);
        Assert.Equal(7, claim.Account.UserId);
        Assert.Equal(SyncJobType.Onboarding, claim.JobType);
        Assert.Equal(1, claim.Attempt);
        Assert.Equal(new SyncJobId("fub", IsOnboarding: true, claim.Lease.Step!.Job.Id), claim.Lease.Step!.Job);
        Assert.Equal(new StreamName("fub", "stages"), claim.Lease.Stream);
        Assert.Equal("SYNCING", claim.State.Status);
        Assert.Equal(1, claim.Lease.Fence);
        Assert.Equal(
            ["SYNCING|host/1|True|1|True|True|True"],
            await database.RowsAsync(
                "select status, lease_owner, lease_until = $2, fence, run_id = $3, run_started_at = $4, step_id = $5 from integrations.sync_state where id = $1",
                claim.Lease.StateId.Value, now.AddMinutes(2), claim.Lease.RunId, now, claim.Lease.Step!.Id.Value));
        Assert.Equal(
            ["IN_PROGRESS|1|True|True|host/1|1"],
            await database.RowsAsync(
                "select status::text, attempts, last_started_at = $2, lease_until = $3, lease_owner, fence from integrations.sync_job_steps where id = $1", claim.Lease.Step!.Id.Value, now, now.AddMinutes(2)));
        Assert.Equal(["IN_PROGRESS|True|host/1|PENDING"], await database.RowsAsync("select status::text, started = $1, assigned_to_worker_id, peoples_status::text from integrations.fub_onboarding_jobs", now));
    }

    [Fact]
    public async Task The_triple_of_a_claimed_stream_stands_in_the_wide_job_table()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        DateTimeOffset started = world.Time.GetUtcNow();
        Assert.Equal(["IN_PROGRESS|True||"], await database.RowsAsync("select peoples_status::text, peoples_last_started_at = $1, peoples_last_finished_at, text_messages_status::text from integrations.fub_sync_jobs", started));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.CompleteAsync(lease, outcome: SyncOutcome.NoWork);

        Assert.Equal(
            ["COMPLETED|True|True|NO_WORK"],
            await database.RowsAsync("select peoples_status::text, peoples_last_started_at = $1, peoples_last_finished_at = $2, outcome from integrations.fub_sync_jobs", started, world.Time.GetUtcNow()));
    }

    [Fact]
    public async Task I8_an_expired_lease_is_claimable_and_the_run_goes_on()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease first = await world.LeaseAsync("people");
        await world.Records.BeginAsync(first, SyncMode.Full, Token);
        await world.Records.WriteAsync(first, Batch(Row(new Person(1))) with { Mode = SyncMode.Full, Cursor = Cursor("half"), Requests = new RequestCounts(1, 3, 1, 10) }, Token);
        Assert.Empty(await world.ClaimAsync(owner: "host/2"));

        world.Time.Advance(TimeSpan.FromMinutes(2));
        SyncClaim second = Assert.Single(await world.ClaimAsync(owner: "host/2"));

        Assert.Equal(first.Step!.Id, second.Lease.Step!.Id);
        Assert.Equal(2, second.Attempt);
        Assert.Equal(first.Fence + 1, second.Lease.Fence);
        Assert.NotEqual(first.RunId, second.Lease.RunId);
        Assert.Equal(SyncMode.Full, second.State.ModeUnderWay);
        Assert.Equal(RunPhase.Read, second.State.Phase);
        Assert.Equal("fub.people/1:half", second.State.Cursor!.Text);
        Assert.Equal(new RecordCounts(1, 1, 0, 0, 0, 0), second.Counts);
        Assert.Equal(
            ["True|1|host/1|full|LEASE_EXPIRED|lease_expired|1|1|1|3|1|10"],
            await database.RowsAsync("select run_id = $1, attempt, owner, mode, outcome, error_code, rows_read, rows_inserted, pages, requests, throttled, bytes_read from integrations.sync_runs", first.RunId));
        Assert.Equal(["ERROR|lease_expired|1"], await database.RowsAsync("select status::text, error_code, records_fetched from integrations.lambda_worker_logs"));
        Assert.Equal("0|0", await world.StateAsync(second.Lease, "rows_read, requests"));
    }

    [Fact]
    public async Task I6_what_a_silent_worker_commits_while_its_stream_is_being_claimed_is_in_its_history()
    {
        await using StoreWorld behind = await database.WorldAsync();
        await using StoreWorld world = await database.WorldAsync();
        SyncLease silent = await world.LeaseAsync("people");
        world.Time.Advance(TimeSpan.FromMinutes(3));

        // The claim stands still between seeing the row and locking it: it reads the accounts through a view that waits.
        await database.ExecuteAsync("alter table integrations.fub_accounts rename to fub_accounts_behind");
        await database.ExecuteAsync("create view integrations.fub_accounts as select * from integrations.fub_accounts_behind where pg_advisory_xact_lock_shared(4711)::text = ''");
        try
        {
            await using NpgsqlConnection gate = await database.DataSource.OpenConnectionAsync(Token);
            await using (var close = new NpgsqlCommand("select pg_advisory_lock(4711)", gate))
            {
                await close.ExecuteNonQueryAsync(Token);
            }

            Task<IReadOnlyList<SyncClaim>> claiming = world.ClaimAsync(owner: "host/2");
            while ((await database.RowsAsync("select 1 from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")).Count == 0)
            {
                await Task.Yield();
            }

            // A write renews the lease, which would end the claim; by a clock that is behind it does so in vain.
            await behind.WriteAsync(silent, Row(new Person(1)));
            await using (var open = new NpgsqlCommand("select pg_advisory_unlock(4711)", gate))
            {
                await open.ExecuteNonQueryAsync(Token);
            }

            Assert.Equal(1, Assert.Single(await claiming).Counts.Read);
            Assert.Equal(["LEASE_EXPIRED|1|1"], await database.RowsAsync("select outcome, rows_read, rows_inserted from integrations.sync_runs"));
        }
        finally
        {
            await database.ExecuteAsync("drop view integrations.fub_accounts");
            await database.ExecuteAsync("alter table integrations.fub_accounts_behind rename to fub_accounts");
        }
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_says_which_are_lost()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease kept = await world.LeaseAsync("people");
        SyncLease lost = await world.LeaseAsync("stages");
        world.Time.Advance(TimeSpan.FromMinutes(1.5));
        Assert.Equal(new HashSet<Guid> { kept.RunId }, await world.States.RenewAsync([kept], TimeSpan.FromMinutes(2), Token));
        world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(lost.Stream, Assert.Single(await world.ClaimAsync(owner: "host/2")).Lease.Stream);
        Assert.Equal(new HashSet<Guid> { kept.RunId }, await world.States.RenewAsync([kept, lost], TimeSpan.FromMinutes(2), Token));
        Assert.Equal(["True|True"], await database.RowsAsync("select heartbeat_at = $2, lease_until > $2 from integrations.sync_job_steps where id = $1", kept.Step!.Id.Value, world.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_heartbeat_does_not_wait_for_a_run_that_is_writing_and_calls_it_held()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease writing = await world.LeaseAsync("people");
        SyncLease idle = await world.LeaseAsync("stages");
        await using NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(Token);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Token);
        await using NpgsqlCommand hold = new($"select 1 from integrations.sync_state where id = {writing.StateId} for no key update", connection, transaction);
        await hold.ExecuteNonQueryAsync(Token);
        world.Time.Advance(TimeSpan.FromSeconds(30));

        // It would wait for this test's own transaction, and so for ever, if it waited.
        IReadOnlySet<Guid> held = await world.States.RenewAsync([writing, idle], TimeSpan.FromMinutes(5), Token);

        Assert.Equal(new HashSet<Guid> { writing.RunId, idle.RunId }, held);
        Assert.Equal(["True"], await database.RowsAsync("select lease_until > $2 + interval '4 minutes' from integrations.sync_state where id = $1", idle.StateId.Value, world.Time.GetUtcNow()));
    }

    [Fact]
    public async Task I8_a_write_renews_the_lease_of_its_run()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        const string Until = "select lease_until - $2 from integrations.sync_state where id = $1 union all select lease_until - $2 from integrations.sync_job_steps where run_id = $3";
        IReadOnlyList<string> granted = await database.RowsAsync(Until, lease.StateId.Value, world.Time.GetUtcNow(), lease.RunId);
        world.Time.Advance(TimeSpan.FromSeconds(20));

        await world.WriteAsync(lease);

        Assert.Equal(2, granted.Count);
        Assert.Equal(granted, await database.RowsAsync(Until, lease.StateId.Value, world.Time.GetUtcNow(), lease.RunId));
    }

    [Fact]
    public async Task I8_workers_that_claim_at_the_same_time_never_share_a_stream()
    {
        await using StoreWorld world = await database.WorldAsync();
        List<AccountRef> accounts = [];
        for (int i = 0; i < 6; i++)
        {
            accounts.Add(await world.OnboardedAsync());
        }

        for (int round = 0; round < 12; round++)
        {
            foreach (AccountRef account in accounts)
            {
                await world.DueAsync(account, "stages", "people", "textMessages");
            }

            Assert.Equal(18, await world.States.PlanDueAsync(Token));
            IReadOnlyList<SyncClaim>[] claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => world.ClaimAsync(limit: 4, perAccount: 2, owner: $"host/{i}"), Token)));

            SyncClaim[] all = [.. claims.SelectMany(static c => c)];
            Assert.Equal(12, all.Length);
            Assert.Equal(12, all.Select(static c => c.Lease.StateId).Distinct().Count());
            Assert.All(all.CountBy(static c => c.Account.Ref), static a => Assert.Equal(2, a.Value));
            foreach (SyncClaim claim in all.Concat(await world.ClaimAsync()))
            {
                await world.CompleteAsync(claim.Lease);
            }
        }
    }

    [Fact]
    public async Task I8_nothing_stays_in_progress_without_a_lease()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.ConnectAsync();
        Random random = new(5);
        List<SyncLease> held = [];
        for (int i = 0; i < 150; i++)
        {
            switch (random.Next(5))
            {
                case 0 when held.Count > 0:
                    await IgnoreLostAsync(() => world.CompleteAsync(held[^1], SyncMode.Full));
                    held.RemoveAt(held.Count - 1);
                    break;
                case 1 when held.Count > 0:
                    DateTimeOffset? retry = random.Next(2) == 0 ? world.Time.GetUtcNow().AddMinutes(random.Next(3)) : null;
                    await IgnoreLostAsync(() => world.States.FailAsync(
                        held[^1], new RunFailure { Code = "unavailable", Message = "x", RetryAt = retry, NextRunAt = world.Time.GetUtcNow(), IsWait = random.Next(2) == 0 }, Token));
                    held.RemoveAt(held.Count - 1);
                    break;
                case 2:
                    await world.Jobs.RequestAsync(account, (SyncJobType)random.Next(1, 6), null, Token);
                    break;
                case 3:
                    await world.States.PlanDueAsync(Token);
                    world.Time.Advance(TimeSpan.FromMinutes(random.Next(3)));
                    break;
                default:
                    held.AddRange((await world.ClaimAsync(limit: 2, perAccount: 3)).Select(static c => c.Lease));
                    break;
            }

            Assert.Empty(await database.RowsAsync(
                """
                select st.id from integrations.sync_job_steps st
                left join integrations.sync_state s on s.vendor = st.vendor and s.step_id = st.id and s.lease_owner is not null and s.fence = st.fence and s.lease_until = st.lease_until
                where st.status = 'IN_PROGRESS' and s.id is null
                union all
                select s.id from integrations.sync_state s
                left join integrations.sync_job_steps st on st.id = s.step_id and st.status = 'IN_PROGRESS'
                where (s.lease_owner is not null or s.status = 'SYNCING') and st.id is null
                """));
        }

        // Whatever happened: once time passes, all that is open is done.
        for (int i = 0; i < 40; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(3));
            foreach (SyncClaim claim in await world.ClaimAsync())
            {
                await world.CompleteAsync(claim.Lease, SyncMode.Full);
            }
        }

        Assert.Empty(await database.RowsAsync("select id from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')"));
        Assert.Equal(["COMPLETED|True"], await database.RowsAsync("select status::text, ended >= started from integrations.fub_onboarding_jobs where status <> 'ERROR' union all select 'COMPLETED', true where exists (select 1 from integrations.fub_onboarding_jobs where status = 'ERROR')"));
    }

    [Fact]
    public async Task I8_every_retry_is_a_stored_schedule()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        DateTimeOffset retry = world.Time.GetUtcNow().AddMinutes(4);

        await world.States.FailAsync(lease, new RunFailure { Code = "unavailable", Message = "The vendor is away.", RetryAt = retry }, Token);

        Assert.Equal(
            ["PENDING|True|1|unavailable|The vendor is away.|"],
            await database.RowsAsync("select status::text, next_attempt_at = $2, attempts, error_code, error_message, lease_owner from integrations.sync_job_steps where id = $1", lease.Step!.Id.Value, retry));
        Assert.Equal("ERROR|The vendor is away.|1|", await world.StateAsync(lease, "status, error_message, consecutive_failures, lease_owner"));
        Assert.Equal(
            ["unavailable|people|unavailable|The vendor is away.|1"],
            await database.RowsAsync("select last_error_code, error_list #>> '{0,entity}', error_list #>> '{0,code}', error_list #>> '{0,message}', jsonb_array_length(error_list) from integrations.fub_sync_jobs"));
        Assert.Equal(["RETRY|unavailable"], await database.RowsAsync("select outcome, error_code from integrations.sync_runs"));
        Assert.Empty(await world.ClaimAsync());
        world.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(2, Assert.Single(await world.ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task A_wait_is_not_an_attempt_and_not_a_failure()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");

        await world.States.FailAsync(
            lease, new RunFailure { Code = "rate_limit", Message = "Wait.", RetryAt = world.Time.GetUtcNow(), IsWait = true, StreamStatus = "RATE_LIMITED" }, Token);

        Assert.Equal("RATE_LIMITED|0", await world.StateAsync(lease, "status, consecutive_failures"));
        Assert.Equal(["0"], await database.RowsAsync("select jsonb_array_length(error_list) from integrations.fub_sync_jobs"));
        Assert.Equal(1, Assert.Single(await world.ClaimAsync()).Attempt);
    }

    [Fact]
    public async Task A_step_that_is_given_up_frees_its_stream_and_says_when_it_is_due_again()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        DateTimeOffset next = world.Time.GetUtcNow().AddHours(1);

        await world.States.FailAsync(lease, new RunFailure { Code = "protocol", Message = "Not a page.", NextRunAt = next }, Token);

        SyncStepStatus step = Assert.Single((await world.Jobs.FindAsync(lease.Step!.Job, Token))!.Steps);
        Assert.Equal((SyncJobState.Error, "protocol", "Not a page."), (step.State, step.ErrorCode, step.ErrorMessage));
        Assert.Equal(["ERROR"], await database.RowsAsync("select peoples_status::text from integrations.fub_sync_jobs"));
        Assert.Equal(next, Assert.Single(await world.States.ListAsync(lease.Account, Token), static s => s.Stream.Entity == "people").NextRunAt);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await world.States.PlanDueAsync(Token));
        Assert.Single(await world.ClaimAsync());
    }

    [Fact]
    public async Task I9_success_states_its_numbers()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        await world.Records.BeginAsync(lease, SyncMode.Full, Token);
        await world.Records.WriteAsync(lease, Batch(Row(new Person(1)), Row(new Person(2)), Bad("3")) with { Mode = SyncMode.Full, Cursor = Cursor("end"), Requests = new RequestCounts(2, 3, 1, 500), ReportedTotal = 3 }, Token);
        world.Time.Advance(TimeSpan.FromSeconds(30));

        await world.States.CompleteAsync(
            lease,
            new RunResult
            {
                Outcome = SyncOutcome.Partial,
                Mode = SyncMode.Full,
                NextRunAt = world.Time.GetUtcNow().AddMinutes(5),
                HeldSweepReason = "Too many.",
                Requests = new RequestCounts(0, 1, 0, 20),
                Drift = new Dictionary<DriftNote, long> { [new DriftNote(DriftKind.UnknownField, "$.newThing")] = 4 },
            },
            Token);

        SyncJobStatus job = (await world.Jobs.FindAsync(lease.Step!.Job, Token))!;
        Assert.True(job.IsSettled);
        SyncStepStatus step = Assert.Single(job.Steps);
        Assert.Equal(SyncOutcome.Partial, step.Outcome);
        Assert.Equal(new RecordCounts(3, 2, 0, 0, 0, 1), step.Counts);
        Assert.Equal(new RequestCounts(2, 4, 1, 520), step.Requests);
        Assert.Equal(3, step.ReportedTotal);
        Assert.Equal("IDLE|Too many.|2|||0|False", await world.StateAsync(lease, "status, held_sweep_reason, records_synced, mode, lease_owner, consecutive_failures, sweep_tracked"));
        SyncState state = Assert.Single(await world.States.ListAsync(lease.Account, Token), static s => s.Stream.Entity == "people");
        Assert.Equal((world.Time.GetUtcNow(), world.Time.GetUtcNow(), world.Time.GetUtcNow().AddMinutes(5)), (state.LastSyncAt!.Value, state.LastFullSyncAt!.Value, state.NextRunAt!.Value));
        Assert.Equal(
            ["PARTIAL|full|3|2|1|4|1|520|{\"UnknownField\": {\"$.newThing\": 4}}|True"],
            await database.RowsAsync("select outcome, mode, rows_read, rows_inserted, rows_rejected, requests, throttled, bytes_read, drift::text, finished_at - started_at = interval '30 seconds' from integrations.sync_runs"));
        Assert.Equal(
            [$"COMPLETED|{lease.Step!.Job}|All|host/1|7|30000|3|2|1|4|1|1"],
            await database.RowsAsync(
                """
                select l.status::text, l.job_id, l.job_type, l.worker_id, l.user_id, l.duration_ms, l.records_fetched, l.records_promoted, l.records_failed, l.api_calls, l.api_429,
                  (select count(*) from integrations.lambda_failed_records f where f.worker_log_id = l.id)
                from integrations.lambda_worker_logs l
                """));
        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => world.CompleteAsync(lease));
    }

    [Theory]
    [InlineData(SyncMode.Delta, SyncOutcome.Complete, true, false, "held")]
    [InlineData(SyncMode.Full, SyncOutcome.Complete, true, true, "")]
    [InlineData(SyncMode.CreatedSince, SyncOutcome.NoWork, false, false, "held")]
    [InlineData(SyncMode.Full, SyncOutcome.Skipped, false, false, "")]
    public async Task Freshness_full_reads_and_held_sweeps_move_only_by_runs_that_prove_them(SyncMode mode, SyncOutcome outcome, bool fresh, bool full, string held)
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        await database.ExecuteAsync("update integrations.sync_state set held_sweep_reason = 'held'");

        await world.CompleteAsync(lease, mode, outcome);

        Assert.Equal($"{fresh}|{full}|{held}", await world.StateAsync(lease, "last_sync_at is not null, last_full_sync_at is not null, held_sweep_reason"));
    }

    [Fact]
    public async Task An_onboarding_runs_its_streams_in_the_order_of_their_dependencies_and_settles()
    {
        await using StoreWorld world = await database.WorldAsync();
        await world.ConnectAsync();
        SyncLease stages = Assert.Single(await world.ClaimAsync()).Lease;
        Assert.Equal("stages", stages.Stream.Entity);
        Assert.Empty(await world.ClaimAsync());
        await world.WriteAsync(stages, Row(new Stage("people", 1, "Lead")));
        await world.CompleteAsync(stages, SyncMode.Full);

        SyncLease people = Assert.Single(await world.ClaimAsync()).Lease;
        Assert.Equal("people", people.Stream.Entity);
        await world.States.FailAsync(people, new RunFailure { Code = "authorization", Message = "The key may not read people." }, Token);

        // A failed dependency does not block for ever: its references wait for their targets.
        SyncLease texts = Assert.Single(await world.ClaimAsync()).Lease;
        Assert.Equal("textMessages", texts.Stream.Entity);
        Assert.Equal(["IN_PROGRESS|True"], await database.RowsAsync("select status::text, ended is null from integrations.fub_onboarding_jobs"));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.CompleteAsync(texts, SyncMode.Full);

        Assert.Equal(
            ["ERROR|True|1|ERROR|COMPLETED|PARTIAL|1"],
            await database.RowsAsync("select status::text, ended > started, total_loaded, peoples_status::text, text_messages_status::text, outcome, jsonb_array_length(error_list) from integrations.fub_onboarding_jobs"));
    }

    [Fact]
    public async Task I13_deltas_come_before_onboardings_and_keep_a_place_of_each_account()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Jobs.RequestAsync(account, SyncJobType.Reconcile, ["people", "stages"], Token);
        await world.ConnectAsync();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Jobs.RequestAsync(account, SyncJobType.UpdatedToday, ["textMessages"], Token);

        IReadOnlyList<SyncClaim> claims = await world.ClaimAsync(limit: 1, perAccount: 2);
        Assert.Equal(SyncJobType.UpdatedToday, Assert.Single(claims).JobType);
        claims = await world.ClaimAsync(limit: 10, perAccount: 2);
        Assert.Equal(2, claims.Count);
        await world.CompleteAsync(claims.Single(c => c.Account.Ref == account).Lease);
        Assert.Equal(SyncJobType.Reconcile, Assert.Single(await world.ClaimAsync(limit: 10, perAccount: 2)).JobType);

        // One long read leaves the other place to deltas.
        await world.CompleteAsync((await LeaseOfAsync(account, "textMessages"))!);
        await world.Jobs.RequestAsync(account, SyncJobType.Reconcile, ["textMessages"], Token);
        Assert.Empty(await world.ClaimAsync(limit: 10, perAccount: 2));

        async Task<SyncLease?> LeaseOfAsync(AccountRef of, string entity) => (await world.Jobs.ListAsync(of, 20, Token)).Count > 0 && claims.Count > 0
            ? await FindLeaseAsync(of, entity)
            : null;

        async Task<SyncLease?> FindLeaseAsync(AccountRef of, string entity)
        {
            string row = Assert.Single(await database.RowsAsync(
                "select s.id, s.step_id, s.fence, s.run_id, st.job_id from integrations.sync_state s join integrations.sync_job_steps st on st.id = s.step_id where s.account_id = $1 and s.entity_type = $2", of.Id.Value, entity));
            string[] parts = row.Split('|');
            return new SyncLease
            {
                Account = of,
                Stream = new StreamName("fub", entity),
                StateId = new RowId(Number(parts[0])),
                Step = new SyncStep(new RowId(Number(parts[1])), new SyncJobId("fub", IsOnboarding: false, new RowId(Number(parts[4])))),
                Fence = Number(parts[2]),
                RunId = Guid.Parse(parts[3]),
                Owner = "host/1",
            };
        }
    }

    [Fact]
    public async Task I13_accounts_take_turns()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef noisy = await world.OnboardedAsync();
        await world.Jobs.RequestAsync(noisy, SyncJobType.All, null, Token);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        AccountRef quiet = await world.OnboardedAsync();
        await world.Jobs.RequestAsync(quiet, SyncJobType.All, ["people"], Token);

        List<AccountRef> order = [];
        for (int i = 0; i < 4; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            SyncClaim claim = Assert.Single(await world.ClaimAsync(limit: 1));
            order.Add(claim.Account.Ref);
            await world.CompleteAsync(claim.Lease);
        }

        Assert.Equal([noisy, quiet, noisy, noisy], order);
    }

    [Fact]
    public async Task I13_a_claim_touches_as_many_pages_in_front_of_many_accounts_as_of_those_it_looks_at()
    {
        await using StoreWorld world = await database.WorldAsync();
        await using Npgsql.NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(Token);
        string claim = ClaimSql.For(world.Service<VendorCatalog>(), world.Service<PostgresDatabase>());
        long few = await PagesAsync(150);
        long many = await PagesAsync(450);

        Assert.InRange(many, 1, few * 1.5);

        async Task<long> PagesAsync(int accounts)
        {
            for (int i = 0; i < accounts; i++)
            {
                await world.ConnectAsync();
            }

            await connection.ExecuteAsync("analyze", [], Token);
            await using Npgsql.NpgsqlTransaction claiming = await connection.BeginTransactionAsync(Token);
            DateTimeOffset now = world.Time.GetUtcNow();
            await using Npgsql.NpgsqlCommand command = connection.Command(
                "explain (analyze, buffers, format json) " + claim, [Parameter.Time(now), Parameter.Time(now.AddMinutes(2)), Parameter.Text("host/1"), Parameter.Integer(1), Parameter.Integer(4)]);
            using var plan = System.Text.Json.JsonDocument.Parse((string)(await command.ExecuteScalarAsync(Token))!);
            System.Text.Json.JsonElement root = plan.RootElement[0].GetProperty("Plan");
            return root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64();
        }
    }

    [Fact]
    public async Task I13_an_account_holds_at_most_its_share_over_all_workers()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Jobs.RequestAsync(account, SyncJobType.All, null, Token);

        Assert.Equal(2, (await world.ClaimAsync(perAccount: 2)).Count);
        Assert.Empty(await world.ClaimAsync(perAccount: 2, owner: "host/2"));
        Assert.Single(await world.ClaimAsync(perAccount: 3, owner: "host/3"));
    }

    [Fact]
    public async Task I13_claims_follow_one_another_so_that_no_two_take_the_same_place()
    {
        await using StoreWorld world = await database.WorldAsync();
        await world.ConnectAsync();
        await using Npgsql.NpgsqlConnection other = await database.DataSource.OpenConnectionAsync(Token);
        await using Npgsql.NpgsqlTransaction claiming = await other.BeginTransactionAsync(Token);
        await other.ExecuteAsync(ClaimSql.Lock, [Parameter.Text("integrations/integrations/claim")], Token);

        Task<IReadOnlyList<SyncClaim>> claim = world.ClaimAsync();
        await database.UntilItWaitsAsync(claim);

        await claiming.RollbackAsync(Token);
        Assert.Single(await claim);
    }

    [Fact]
    public async Task A_stream_runs_the_step_that_has_begun_before_any_other()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Jobs.RequestAsync(account, SyncJobType.Reconcile, ["people"], Token);
        SyncLease full = Assert.Single(await world.ClaimAsync()).Lease;
        await world.Jobs.RequestAsync(account, SyncJobType.All, ["people"], Token);
        await world.States.FailAsync(full, new RunFailure { Code = "unavailable", Message = "x", RetryAt = world.Time.GetUtcNow().AddMinutes(5) }, Token);

        Assert.Empty(await world.ClaimAsync());
        world.Time.Advance(TimeSpan.FromMinutes(5));
        SyncClaim again = Assert.Single(await world.ClaimAsync());
        Assert.Equal(full.Step!.Id, again.Lease.Step!.Id);
        await world.CompleteAsync(again.Lease, SyncMode.Full);
        Assert.Equal(SyncJobType.All, Assert.Single(await world.ClaimAsync()).JobType);
    }

    [Theory]
    [InlineData(AccountStatus.ReauthRequired)]
    [InlineData(AccountStatus.Locked)]
    [InlineData(AccountStatus.Disabled)]
    public async Task An_account_that_is_not_active_is_neither_planned_nor_claimed(AccountStatus status)
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        AccountRef other = await world.OnboardedAsync();
        await world.DueAsync(account, "people");
        await world.DueAsync(other, "people");
        await world.Jobs.RequestAsync(account, SyncJobType.All, ["stages"], Token);
        await world.Accounts.SetStatusAsync(account, status, "because", Token);

        Assert.Equal(1, await world.States.PlanDueAsync(Token));
        Assert.Equal(other, Assert.Single(await world.ClaimAsync()).Account.Ref);
    }

    [Fact]
    public async Task Planning_makes_one_job_per_account_and_extends_it_while_it_is_open()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.DueAsync(account, "people", "stages");
        Assert.Equal(2, await world.States.PlanDueAsync(Token));
        Assert.Equal(0, await world.States.PlanDueAsync(Token));
        await world.CompleteAsync((await world.ClaimAsync(limit: 10)).Single(static c => c.Lease.Stream.Entity == "stages").Lease);

        // Stages are due again while people are still being read; messages become due for the first time.
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.DueAsync(account, "people", "stages", "textMessages");
        Assert.Equal(2, await world.States.PlanDueAsync(Token));

        SyncJobStatus job = Assert.Single(await world.Jobs.ListAsync(account, 20, Token), static j => j.Type == SyncJobType.Sync);
        Assert.Equal(
            [("people", SyncJobState.InProgress, 1), ("stages", SyncJobState.Pending, 0), ("textMessages", SyncJobState.Pending, 0)],
            job.Steps.Select(static s => (s.Stream.Entity, s.State, s.Attempts)).Order());
        Assert.Equal(["IN_PROGRESS|PENDING|"], await database.RowsAsync("select peoples_status::text, text_messages_status::text, outcome from integrations.fub_sync_jobs where requested_by = 'planner'"));
        Assert.Equal(2, (await world.ClaimAsync()).Count);
    }

    [Fact]
    public async Task Planners_at_the_same_time_make_one_step_per_stream()
    {
        await using StoreWorld world = await database.WorldAsync();
        for (int i = 0; i < 5; i++)
        {
            await world.DueAsync(await world.OnboardedAsync(), "people", "stages");
        }

        int[] planned = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.States.PlanDueAsync(Token), Token)));

        Assert.Equal(10, planned.Sum());
        Assert.Equal(["5"], await database.RowsAsync("select count(*) from integrations.fub_sync_jobs"));
    }

    [Fact]
    public async Task Requests_join_what_is_open_instead_of_doubling_it()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.ConnectAsync();

        SyncJobId onboarding = await world.Jobs.RequestAsync(account, SyncJobType.Onboarding, null, Token);
        Assert.Equal(onboarding, await world.Jobs.RequestAsync(account, SyncJobType.Onboarding, null, Token));
        SyncJobId first = await world.Jobs.RequestAsync(account, SyncJobType.All, ["people"], Token);
        Assert.Equal(first, await world.Jobs.RequestAsync(account, SyncJobType.All, ["people"], Token));
        SyncJobId rest = await world.Jobs.RequestAsync(account, SyncJobType.All, null, Token);
        SyncJobId today = await world.Jobs.RequestAsync(account, SyncJobType.CreatedToday, ["people"], Token);
        SyncJobId nothing = await world.Jobs.RequestAsync(account, SyncJobType.Sync, null, Token);

        Assert.Equal(["stages", "textMessages"], (await world.Jobs.FindAsync(rest, Token))!.Steps.Select(static s => s.Stream.Entity));
        Assert.Equal(SyncJobType.CreatedToday, (await world.Jobs.FindAsync(today, Token))!.Type);
        Assert.True((await world.Jobs.FindAsync(nothing, Token))!.IsSettled);
        Assert.Equal([nothing, today, rest, first], (await world.Jobs.ListAsync(account, 20, Token)).Select(static j => j.Id).Where(static j => !j.IsOnboarding));
        Assert.Equal(2, (await world.Jobs.ListAsync(account, 2, Token)).Count);
        Assert.Null(await world.Jobs.FindAsync(new SyncJobId("fub", false, new RowId(999)), Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Jobs.RequestAsync(account, SyncJobType.All, ["loops"], Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Jobs.RequestAsync(new AccountRef("fub", new RowId(999)), SyncJobType.All, null, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Jobs.RequestAsync(new AccountRef("acme", new RowId(1)), SyncJobType.All, null, Token));
    }

    [Fact]
    public async Task A_clock_that_runs_behind_does_not_break_an_end()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync("people");
        await database.ExecuteAsync("update integrations.sync_job_steps set last_started_at = last_started_at + interval '1 minute' where status = 'IN_PROGRESS'");
        await database.ExecuteAsync("update integrations.sync_state set run_started_at = run_started_at + interval '1 minute'");

        await world.CompleteAsync(lease);

        Assert.Equal("IDLE", await world.StateAsync(lease, "status"));
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task IgnoreLostAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IntegrationLeaseLostException)
        {
            // Another claim has taken the stream after its lease ended: that is what this test is about.
        }
    }
}
