using Integrations.Abstractions;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>The second writer of a stream, and the order in which the two writers' reads count.</summary>
public sealed class LiveStoreTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private const string Main = "select status, cursor, mode, phase, last_sync_at, next_run_at, lease_owner, fence, run_id, rows_read, rows_inserted, requests from integrations.sync_state where scope_key = '' and entity_type = 'people'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I8_lease_fence_and_start_are_taken_at_once_and_a_held_stream_is_left_out()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();

        IReadOnlyList<LiveClaim> first = await world.AcquireAsync(account, entities: ["people", "stages", "people"]);
        IReadOnlyList<LiveClaim> second = await world.AcquireAsync(account, entities: ["stages", "people", "textMessages"]);

        Assert.Equal(["fub.people", "fub.stages"], first.Select(static c => c.Lease.Stream.ToString()));
        Assert.Equal(["fub.textMessages"], second.Select(static c => c.Lease.Stream.ToString()));
        Assert.Equal(7, first[0].Account.UserId);
        Assert.Null(first[0].Lease.Step);
        Assert.Equal(
            "live|SYNCING|live/1|1|True|True|True|7",
            await world.StateAsync(first[0].Lease, $"scope_key, status, lease_owner, fence, run_id = '{first[0].Lease.RunId}', run_started_at = last_attempt_at, lease_until = run_started_at + interval '2 minutes', user_id"));

        world.Time.Advance(TimeSpan.FromMinutes(3));
        LiveClaim taken = Assert.Single(await world.AcquireAsync(account, "live/2", "people"));

        Assert.Equal((first[0].Lease.StateId, 2), (taken.Lease.StateId, taken.Lease.Fence));
        Assert.Equal(["LEASE_EXPIRED|live/1|1|webhook"], await database.RowsAsync("select outcome, owner, fence, strategy from integrations.sync_runs"));
        Assert.Equal(["webhook|ERROR|lease_expired"], await database.RowsAsync("select job_type, status::text, error_code from integrations.lambda_worker_logs"));
    }

    [Fact]
    public async Task I2_a_stale_fence_of_a_live_lease_writes_nothing()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease stale = await world.LiveAsync(account);
        world.Time.Advance(TimeSpan.FromMinutes(3));
        SyncLease held = await world.LiveAsync(account);

        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => world.WriteAsync(stale, Row(new Person(1))));
        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => world.CompleteLiveAsync(stale));

        Assert.Empty(await world.PeopleAsync());
        Assert.Empty(await world.States.RenewAsync([stale], TimeSpan.FromMinutes(2), Token));
        Assert.Equal([held.RunId], await world.States.RenewAsync([held], TimeSpan.FromMinutes(9), Token));
        Assert.Equal("True", await world.StateAsync(held, "lease_until = run_started_at + interval '9 minutes'"));
    }

    [Fact]
    public async Task An_account_that_is_not_active_gives_no_live_lease()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Accounts.SetStatusAsync(account, AccountStatus.ReauthRequired, "refused", Token);

        Assert.Empty(await world.AcquireAsync(account, entities: "people"));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.sync_state where scope_key = 'live'"));

        await world.Accounts.SetStatusAsync(account, AccountStatus.Active, null, Token);
        Assert.Single(await world.AcquireAsync(account, entities: "people"));
    }

    [Fact]
    public async Task A_live_write_leaves_the_main_run_alone_and_has_a_history_of_its_own()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        await world.Records.WriteAsync(main, Batch(Row(new Person(1))) with { Cursor = Cursor("a") }, Token);
        IReadOnlyList<string> before = await database.RowsAsync(Main);

        SyncLease live = await world.LiveAsync(account);
        RecordCounts counts = await world.Records.WriteAsync(
            live,
            new RecordBatch { Records = [Row(new Person(2, "Zoe")), Delete(1), Bad("9")], Mode = SyncMode.ById, DeleteSource = "webhook", Requests = new RequestCounts(0, 3, 1, 50) },
            Token);
        Assert.Equal("1|3|1|1|1", await world.StateAsync(live, "rows_inserted, rows_read, rows_rejected, rows_deleted, throttled"));
        await world.CompleteLiveAsync(live);

        Assert.Equal(new RecordCounts(3, 1, 0, 0, 1, 1), counts);
        Assert.Equal(["1|webhook", "2|"], await world.PeopleAsync("people_id, deleted_source"));
        Assert.Equal(before, await database.RowsAsync(Main));
        Assert.Equal("IDLE||", await world.StateAsync(live, "status, lease_owner, next_run_at"));
        Assert.Equal(["by_id|webhook||COMPLETE|3|1|1|1|3|50"], await database.RowsAsync("select mode, strategy, step_id, outcome, rows_read, rows_inserted, rows_deleted, rows_rejected, requests, bytes_read from integrations.sync_runs where mode = 'by_id'"));
        Assert.Equal(["webhook||live/1|COMPLETED|3|2|1|3"], await database.RowsAsync("select job_type, job_id, worker_id, status::text, records_fetched, records_promoted, records_failed, api_calls from integrations.lambda_worker_logs"));
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from integrations.lambda_failed_records f join integrations.lambda_worker_logs l on l.id = f.worker_log_id"));
        await world.CompleteAsync(main);
    }

    [Fact]
    public async Task A_failed_live_run_is_history_and_concerns_no_job()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease live = await world.LiveAsync(await world.OnboardedAsync());

        await world.States.FailAsync(live, new RunFailure { Code = "unavailable", Message = "The vendor is away.", RetryAt = world.Time.GetUtcNow().AddMinutes(1) }, Token);

        Assert.Equal("ERROR|The vendor is away.|1||", await world.StateAsync(live, "status, error_message, consecutive_failures, lease_owner, next_run_at"));
        Assert.Equal(["RETRY|unavailable"], await database.RowsAsync("select outcome, error_code from integrations.sync_runs"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(5, 5)]
    [InlineData(null, 5)]
    [InlineData(5, null)]
    public async Task I4_with_equal_or_missing_stamps_the_later_asked_wins_whoever_writes_last(int? pageStamp, int? liveStamp)
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        SyncLease live = await world.LiveAsync(account);

        await world.WriteAsync(live, world.Asked(20, Row(new Person(1, "live, later"), liveStamp)));
        await world.WriteAsync(main, world.Asked(10, Row(new Person(1, "page, earlier"), pageStamp)));
        await world.WriteAsync(main, world.Asked(20, Row(new Person(2, "page, later"), pageStamp)));
        await world.WriteAsync(live, world.Asked(10, Row(new Person(2, "live, earlier"), liveStamp)));

        Assert.Equal(["1|live, later", "2|page, later"], await world.PeopleAsync());
    }

    [Fact]
    public async Task I4_a_newer_vendor_stamp_wins_over_the_order_of_asking()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        SyncLease live = await world.LiveAsync(account);

        await world.WriteAsync(live, world.Asked(20, Row(new Person(1, "old stamp"), 1)));
        await world.WriteAsync(main, world.Asked(10, Row(new Person(1, "new stamp"), 2)));
        await world.WriteAsync(live, world.Asked(30, Row(new Person(1, "old stamp again"), 1)));

        Assert.Equal(["1|new stamp"], await world.PeopleAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9)]
    public async Task I4_a_page_asked_for_before_a_tombstone_does_not_revive_the_row_and_one_asked_for_after_does(int? stamp)
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        SyncLease live = await world.LiveAsync(account);
        await world.WriteAsync(main, world.Asked(0, Row(new Person(1, "Ann"), 1)));

        Assert.Equal(1, (await world.WriteAsync(live, world.Asked(20, Delete(1)))).Deleted);
        Assert.Equal(new RecordCounts(1, 0, 0, 1, 0, 0), await world.WriteAsync(main, world.Asked(10, Row(new Person(1, "edited before it was deleted"), stamp))));
        Assert.Equal(["1|Ann|True"], await world.PeopleAsync("people_id, name, deleted_at is not null"));

        Assert.Equal(1, (await world.WriteAsync(main, world.Asked(30, Row(new Person(1, "restored"), stamp)))).Updated);
        Assert.Equal(["1|restored|False"], await world.PeopleAsync("people_id, name, deleted_at is not null"));
    }

    [Fact]
    public async Task I4_an_older_answer_of_not_found_does_not_delete_what_was_seen_later()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        SyncLease live = await world.LiveAsync(account);
        await world.WriteAsync(main, world.Asked(0, Row(new Person(1, "same")), Row(new Person(2, "before"))));

        // One was read again without a change, the other with one: both were there after the live read had asked.
        await world.WriteAsync(main, world.Asked(20, Row(new Person(1, "same")), Row(new Person(2, "after"))));
        Assert.Equal(0, (await world.WriteAsync(live, world.Asked(10, Delete(1), Delete(2)))).Deleted);

        Assert.Equal(["1|same|", "2|after|"], await world.PeopleAsync("people_id, name, deleted_at"));
    }

    [Fact]
    public async Task I4_an_older_page_does_not_undo_what_was_found_unchanged_later()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        SyncLease live = await world.LiveAsync(account);
        await world.WriteAsync(main, world.Asked(0, Row(new Person(1, "A"))));

        // The vendor went from A to B and back: the page saw B, the live read A again.
        await world.WriteAsync(live, world.Asked(20, Row(new Person(1, "A"))));
        await world.WriteAsync(main, world.Asked(10, Row(new Person(1, "B"))));

        Assert.Equal(["1|A"], await world.PeopleAsync());
    }

    [Fact]
    public async Task I4_a_record_found_gone_before_the_mirror_had_it_is_not_brought_in_by_an_older_page()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        await world.Records.BeginAsync(main, SyncMode.Delta, Token);
        SyncLease live = await world.LiveAsync(account);

        await world.WriteAsync(live, world.Asked(20, Delete(1), Delete(2)));
        await world.WriteAsync(main, world.Asked(10, Row(new Person(1)), Row(new Person(3))));
        await world.WriteAsync(main, world.Asked(30, Row(new Person(2, "made anew"))));

        Assert.Equal(["2|made anew", "3|"], await world.PeopleAsync());
        await world.CompleteLiveAsync(live);
        await world.CompleteAsync(main);
        Assert.Empty(await database.RowsAsync("select 1 from integrations.sync_gone"));
    }

    [Fact]
    public async Task I4_a_promotion_does_not_undo_what_arrived_live_while_its_rows_were_staged()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("textMessages", account);
        await world.Records.BeginAsync(main, SyncMode.Full, Token);
        RecordBatch page = Batch(
            world.Asked(10, Row(new Person(1, "staged")), Row(new Person(2, "staged")), Row(new Person(3, "staged")), Row(new Person(4, "staged")), Row(new Person(5, "staged")), Row(new Person(6, "staged"))));
        SyncLease live = await world.LiveAsync(account, "textMessages");

        // Asked for after the page and stored before it is staged, then again between staging and promotion.
        await world.WriteAsync(live, world.Asked(20, Row(new Person(1, "live")), Delete(2)));
        world.Time.Advance(TimeSpan.FromSeconds(30));
        await world.Staging.StageAsync(main, page with { Mode = SyncMode.Full, NextPhase = RunPhase.Promote }, Token);
        await world.WriteAsync(live, world.Asked(25, Row(new Person(3, "live")), Delete(4)));
        PromoteResult first = await world.Promotion.PromoteAsync(main, 4, RunPhase.Settle, Token);
        await world.WriteAsync(live, world.Asked(28, Row(new Person(5, "live")), Delete(6)));
        PromoteResult last = await world.Promotion.PromoteAsync(main, 4, RunPhase.Settle, Token);

        Assert.Equal(["1|live", "3|live", "5|live"], await database.RowsAsync("select people_id, name from integrations.t_texts where deleted_at is null order by people_id"));
        Assert.Equal((new RecordCounts(0, 0, 0, 4, 0, 0), new RecordCounts(0, 0, 0, 2, 0, 0)), (first.Counts, last.Counts));
        Assert.True(last.IsDone);
        Assert.Empty(await database.RowsAsync("select 1 from integrations.t_stage_texts where not is_processed"));
        await world.CompleteLiveAsync(live);
        await world.CompleteAsync(main, SyncMode.Full);
    }

    [Fact]
    public async Task I7_a_full_read_does_not_miss_what_arrived_live()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease before = await world.LeaseAsync("people", account);
        await world.WriteAsync(before, Row(new Person(1)), Row(new Person(2)));
        await world.CompleteAsync(before);
        world.Time.Advance(TimeSpan.FromMinutes(1));

        SyncLease main = await world.LeaseAsync("people", account);
        await world.Records.BeginAsync(main, SyncMode.Full, Token);
        await world.Records.WriteAsync(main, Batch(Row(new Person(1))) with { Mode = SyncMode.Full }, Token);
        SyncLease live = await world.LiveAsync(account);
        await world.WriteAsync(live, Row(new Person(3, "made while the read was under way")));

        Assert.Equal(["2"], (await world.Records.ReadMissingAsync(main, 10, Token)).Select(static i => i.Value));
    }

    [Fact]
    public async Task I4_what_was_found_gone_while_a_page_waited_for_its_turn_is_seen()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync("people", account);
        await world.Records.BeginAsync(main, SyncMode.Delta, Token);
        await using Npgsql.NpgsqlConnection other = await database.DataSource.OpenConnectionAsync(Token);
        await using Npgsql.NpgsqlTransaction writing = await other.BeginTransactionAsync(Token);
        await other.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended($1, 0))", [Parameter.Text($"integrations/integrations/{account}")], Token);

        Task<RecordCounts> page = world.WriteAsync(main, world.Asked(10, Row(new Person(1)), Row(new Person(2))));
        await database.UntilItWaitsAsync(page);

        await other.ExecuteAsync(
            "insert into integrations.sync_gone (vendor, account_id, entity_type, external_id, asked_at) values ('fub', $1, 'people', '1', $2)",
            [Parameter.BigInt(account.Id.Value), Parameter.Time(world.Time.GetUtcNow().AddSeconds(20))], Token);
        await writing.CommitAsync(Token);
        await page;

        Assert.Equal(["2|"], await world.PeopleAsync());
    }

    [Fact]
    public async Task Streams_that_nothing_refers_to_are_written_beside_each_other()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease texts = await world.LeaseAsync("textMessages", account);
        SyncLease people = await world.LeaseAsync("people", account);
        await using Npgsql.NpgsqlConnection other = await database.DataSource.OpenConnectionAsync(Token);
        await using Npgsql.NpgsqlTransaction writing = await other.BeginTransactionAsync(Token);
        await other.ExecuteAsync("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", [Parameter.Text($"integrations/integrations/{account}")], Token);

        await world.WriteAsync(texts, Row(new Person(1)));
        Task<RecordCounts> referred = world.WriteAsync(people, Row(new Person(1)));

        await database.UntilItWaitsAsync(referred);

        await writing.RollbackAsync(Token);
        Assert.Equal(1, (await referred).Inserted);
    }

    [Fact]
    public async Task Two_writers_of_one_account_never_deadlock()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease people = await world.LeaseAsync("people", account);
        SyncLease stages = await world.LeaseAsync("stages", account);
        SyncLease live = await world.LiveAsync(account);
        MappedRecord[] Rows(int round, bool reversed) =>
        [
            .. (reversed ? Enumerable.Range(1, 40).Reverse() : Enumerable.Range(1, 40))
                .Select(i => i % 7 == round % 7 ? Delete(i) : Row(new Person(i, $"{round}") { StageId = i % 5, SpouseId = 41 - i })),
        ];

        async Task LoopAsync(Func<int, Task> write)
        {
            for (int round = 0; round < 25; round++)
            {
                await write(round);
            }
        }

        await Task.WhenAll(
            LoopAsync(r => world.WriteAsync(people, Rows(r, reversed: false))),
            LoopAsync(r => world.WriteAsync(live, Rows(r + 1, reversed: true))),
            LoopAsync(r => world.WriteAsync(stages, [.. Enumerable.Range(0, 5).Select(i => Row(new Stage("people", i, $"{r}")))])),
            LoopAsync(_ => world.States.RenewAsync([people, live, stages], TimeSpan.FromMinutes(2), Token)));

        Assert.Equal(["0"], await database.RowsAsync("select deadlocks from pg_stat_database where datname = current_database()"));
    }
}
