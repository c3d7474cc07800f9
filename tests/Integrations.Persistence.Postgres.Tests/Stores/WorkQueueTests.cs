using System.Text;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class WorkQueueTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);
    private static readonly WorkPriority[] _inOrder = [WorkPriority.Urgent, WorkPriority.Normal, WorkPriority.Background];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_goes_from_enqueue_to_done_and_leaves_a_log()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        RowId id = await world.Queue.EnqueueAsync(new WorkRequest { Account = account, Kind = "t.mail", Payload = Encoding.UTF8.GetBytes("""{"to":[1,2]}"""), UserId = 7 }, Token);
        WorkItem item = Assert.Single((await ClaimAsync(world)).Items);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        WorkExchange end = await SettleAsync(world, Done(world, item));

        Assert.Equal((id, account, "t.mail", 1, 5), (item.Id, item.Account, item.Kind, item.Attempt, item.MaxAttempts));
        Assert.Equal("""{"to": [1, 2]}""", Encoding.UTF8.GetString(item.Payload!.Value.Span));
        Assert.Empty(end.Lost);
        Assert.Equal($"COMPLETED|COMPLETE|1||{item.Fence}", Assert.Single(await world.Database.RowsAsync("select process_status::text, outcome, attempts, lease_owner, fence from integrations.worker_queue")));
        Assert.Equal(
            $"{id}|worker_queue/{id}|t.mail|{account.Id}|7|host/1|2000|COMPLETED",
            Assert.Single(await world.Database.RowsAsync("select queue_id, job_id, job_type, account_id, user_id, worker_id, duration_ms, status::text from integrations.lambda_worker_logs")));
    }

    [Fact]
    public async Task I8_a_claim_is_one_statement_and_an_expired_lease_is_claimable_with_a_log_of_the_lost_execution()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Queue.EnqueueAsync(Mail(await world.OnboardedAsync()), Token);
        WorkItem first = Assert.Single((await ClaimAsync(world)).Items);
        Assert.Equal(
            $"IN_PROGRESS|host/1|True|True|1", Assert.Single(await world.Database.RowsAsync("select process_status::text, lease_owner, pickup_at = $1, lease_until = $2, fence from integrations.worker_queue", world.Time.GetUtcNow(), world.Time.GetUtcNow() + _lease)));
        WorkExchange early = await ClaimAsync(world, owner: "host/2");
        world.Time.Advance(_lease);
        WorkItem second = Assert.Single((await ClaimAsync(world, owner: "host/2")).Items);

        Assert.Empty(early.Items);
        Assert.Equal(world.Time.GetUtcNow(), early.NextAt);
        Assert.Equal((first.Id, 2), (second.Id, second.Attempt));
        Assert.True(second.Fence > first.Fence);
        Assert.Equal("host/1|LEASE_EXPIRED|lease_expired", Assert.Single(await world.Database.RowsAsync("select worker_id, progress_state->>'status', error_code from integrations.lambda_worker_logs")));
    }

    [Fact]
    public async Task I2_a_stale_fence_settles_nothing_renews_nothing_and_is_named()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Queue.EnqueueAsync(Mail(await world.OnboardedAsync()), Token);
        WorkItem first = Assert.Single((await ClaimAsync(world)).Items);
        world.Time.Advance(_lease);
        WorkItem second = Assert.Single((await ClaimAsync(world, owner: "host/2")).Items);

        WorkExchange late = await SettleAsync(world, Done(world, first));

        Assert.Equal([first], late.Lost);
        Assert.Empty(await world.Work.RenewAsync([first], _lease, Token));
        Assert.Equal([second.Id], await world.Work.RenewAsync([second], _lease, Token));
        Assert.Equal("IN_PROGRESS|host/2", Assert.Single(await world.Database.RowsAsync("select process_status::text, lease_owner from integrations.worker_queue")));
    }

    [Fact]
    public async Task I2_an_effect_in_the_transaction_that_settles_its_item_happens_once()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Queue.EnqueueAsync(Mail(await world.OnboardedAsync()), Token);
        WorkItem first = Assert.Single((await ClaimAsync(world)).Items);
        world.Time.Advance(_lease);
        WorkItem second = Assert.Single((await ClaimAsync(world, owner: "host/2")).Items);

        await EffectAsync(second);
        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => EffectAsync(first));
        WorkExchange settled = await SettleAsync(world, Done(world, second));

        Assert.Empty(settled.Lost);
        Assert.Equal($"{second.Id}|1", Assert.Single(await world.Database.RowsAsync("select row_id, times from integrations.t_core")));

        async Task EffectAsync(WorkItem item)
        {
            await using NpgsqlConnection connection = await world.Database.DataSource.OpenConnectionAsync(Token);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Token);
            await using NpgsqlCommand effect = new("insert into integrations.t_core (source, row_id) values ('queue', $1) on conflict (source, row_id) do update set times = t_core.times + 1", connection);
            effect.Parameters.Add(new NpgsqlParameter { Value = item.Id.Value });
            await effect.ExecuteNonQueryAsync(Token);
            await world.Queue.CompleteAsync(transaction, item, cancellationToken: Token);
            await transaction.CommitAsync(Token);
        }
    }

    [Fact]
    public async Task Items_stored_in_the_hosts_transaction_are_there_with_it_or_not_at_all()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await using NpgsqlConnection connection = await world.Database.DataSource.OpenConnectionAsync(Token);
        await using (NpgsqlTransaction gone = await connection.BeginTransactionAsync(Token))
        {
            await world.Queue.EnqueueInTransactionAsync(gone, [Mail(account)], Token);
            Assert.Empty((await ClaimAsync(world)).Items);
            await gone.RollbackAsync(Token);
        }

        Assert.Empty((await ClaimAsync(world)).Items);
        await using (NpgsqlTransaction kept = await connection.BeginTransactionAsync(Token))
        {
            await world.Queue.EnqueueInTransactionAsync(kept, [Mail(account)], Token);
            await kept.CommitAsync(Token);
        }

        Assert.Single((await ClaimAsync(world)).Items);
    }

    [Fact]
    public async Task A_key_takes_in_requests_until_its_item_begins_and_none_after_that()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        RowId first = await world.Queue.EnqueueAsync(Mail(account) with { DedupeKey = "k" }, Token);
        Assert.Equal(first, await world.Queue.EnqueueAsync(Mail(account) with { DedupeKey = "k", Priority = WorkPriority.Urgent }, Token));
        await world.Queue.EnqueueManyAsync([Mail(account) with { DedupeKey = "k" }, Mail(account) with { DedupeKey = "k" }, Mail(account) with { DedupeKey = "l" }], Token);
        Assert.Equal(["k|10", "l|0"], await world.Database.RowsAsync("select dedupe_key, priority from integrations.worker_queue order by id"));

        WorkItem running = (await ClaimAsync(world, limit: 1)).Items[0];
        RowId later = await world.Queue.EnqueueAsync(Mail(account) with { DedupeKey = "k" }, Token);

        Assert.Equal(first, running.Id);
        Assert.NotEqual(first, later);
    }

    [Fact]
    public async Task An_item_that_a_transaction_has_asked_for_again_does_not_begin_before_that_transaction_ends()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Queue.EnqueueAsync(Mail(account) with { DedupeKey = "k" }, Token);
        await using NpgsqlConnection connection = await world.Database.DataSource.OpenConnectionAsync(Token);
        await using NpgsqlTransaction change = await connection.BeginTransactionAsync(Token);
        await world.Queue.EnqueueInTransactionAsync(change, [Mail(account) with { DedupeKey = "k" }], Token);

        Assert.Empty((await ClaimAsync(world)).Items);
        await change.CommitAsync(Token);
        Assert.Single((await ClaimAsync(world)).Items);
    }

    [Fact]
    public async Task A_key_that_another_item_has_taken_meanwhile_does_not_keep_a_failed_item_from_being_tried_again()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Queue.EnqueueAsync(Mail(account) with { DedupeKey = "k" }, Token);
        WorkItem running = Assert.Single((await ClaimAsync(world)).Items);
        await world.Queue.EnqueueAsync(Mail(account) with { DedupeKey = "k" }, Token);

        await SettleAsync(world, Failed(world, running, WorkVerdict.Retry, world.Time.GetUtcNow()));

        Assert.Equal(2, (await ClaimAsync(world)).Items.Count);
    }

    [Fact]
    public async Task I8_a_failed_item_is_tried_again_at_its_stored_time_and_a_wait_is_no_attempt()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Queue.EnqueueAsync(Mail(await world.OnboardedAsync()), Token);
        WorkItem first = Assert.Single((await ClaimAsync(world)).Items);
        await SettleAsync(world, Failed(world, first, WorkVerdict.Retry, world.Time.GetUtcNow().AddMinutes(5)));

        WorkExchange early = await ClaimAsync(world);
        Assert.Empty(early.Items);
        Assert.Equal(world.Time.GetUtcNow().AddMinutes(5), early.NextAt);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        WorkItem second = Assert.Single((await ClaimAsync(world)).Items);
        await SettleAsync(world, Failed(world, second, WorkVerdict.Wait, world.Time.GetUtcNow().AddMinutes(1)));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        WorkItem third = Assert.Single((await ClaimAsync(world)).Items);

        Assert.Equal((1, 2, 2), (first.Attempt, second.Attempt, third.Attempt));
        Assert.Equal(["ERROR|1|t_error", "PENDING|2|t_error"], await world.Database.RowsAsync("select status::text, progress_state->>'attempt', error_code from integrations.lambda_worker_logs order by id"));
    }

    [Fact]
    public async Task A_dead_letter_keeps_its_payload_reason_and_attempts_and_can_be_replayed()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Queue.EnqueueAsync(Mail(account) with { Payload = "{\"n\":1}"u8.ToArray(), DedupeKey = "k" }, Token);
        WorkItem item = Assert.Single((await ClaimAsync(world)).Items);
        await SettleAsync(world, Failed(world, item, WorkVerdict.Dead, null));

        Assert.Equal("ERROR|True", Assert.Single(await world.Database.RowsAsync("select process_status::text, dead_lettered_at = $1 from integrations.worker_queue", world.Time.GetUtcNow())));
        Assert.Equal(
            $$"""{{item.Id}}|{{account.Id}}|t.mail|{"n": 1}|t_error|Broken.|1|""",
            Assert.Single(await world.Database.RowsAsync("select queue_id, account_id, entity_type, raw, error_code, error_message, attempts, resolved_at from integrations.lambda_failed_records")));
        Assert.Equal(0, await world.Queue.ReplayAsync(new WorkReplay { Kind = "t.other" }, Token));
        Assert.Equal(0, await world.Queue.ReplayAsync(new WorkReplay { ErrorCode = "t_other" }, Token));
        Assert.Equal(1, await world.Queue.ReplayAsync(new WorkReplay { Account = account, Kind = "t.mail", Ids = [item.Id], ErrorCode = "t_error", Since = world.Time.GetUtcNow() }, Token));

        Assert.Equal(1, Assert.Single((await ClaimAsync(world)).Items).Attempt);
        Assert.Equal("replay|COMPLETED", Assert.Single(await world.Database.RowsAsync("select resolved_by, status::text from integrations.lambda_failed_records")));
    }

    [Fact]
    public async Task An_item_whose_worker_fell_silent_at_its_last_attempt_is_given_up()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Queue.EnqueueAsync(Mail(await world.OnboardedAsync()) with { MaxAttempts = 1 }, Token);
        Assert.Single((await ClaimAsync(world)).Items);
        world.Time.Advance(_lease);

        Assert.Empty((await ClaimAsync(world)).Items);
        Assert.Equal("lease_expired", Assert.Single(await world.Database.RowsAsync("select error_code from integrations.lambda_failed_records")));
    }

    [Fact]
    public async Task An_item_of_the_future_waits_for_its_time()
    {
        await using StoreWorld world = await WorldAsync();
        await world.Queue.EnqueueAsync(Mail(await world.OnboardedAsync()) with { RunAfter = world.Time.GetUtcNow().AddHours(1) }, Token);

        Assert.Equal(world.Time.GetUtcNow().AddHours(1), (await ClaimAsync(world)).NextAt);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Single((await ClaimAsync(world)).Items);
    }

    [Fact]
    public async Task I13_accounts_take_turns_whatever_waits_behind_one_of_them()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef noisy = await world.OnboardedAsync();
        AccountRef[] quiet = [await world.OnboardedAsync(), await world.OnboardedAsync(), await world.OnboardedAsync()];
        await BacklogAsync(world, noisy, 5_000);
        await world.Queue.EnqueueManyAsync([.. quiet.Select(Mail)], Token);

        IReadOnlyList<WorkItem> batch = (await ClaimAsync(world, limit: 8, perAccount: 100)).Items;
        Assert.Superset(quiet.ToHashSet(), batch.Select(static i => i.Account).ToHashSet());
        await SettleAsync(world, [.. batch.Select(i => Done(world, i))]);

        await world.Queue.EnqueueManyAsync([.. quiet.Select(Mail)], Token);
        List<AccountRef> served = [];
        AccountRef? after = noisy;
        for (int i = 0; i < 4; i++)
        {
            WorkItem item = Assert.Single((await ClaimAsync(world, limit: 1, perAccount: 100, after: after)).Items);
            served.Add(item.Account);
            after = item.Account;
        }

        Assert.Equal([.. quiet, noisy], served);
    }

    [Fact]
    public async Task I13_a_higher_priority_goes_first_and_a_claim_may_turn_the_order_round()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Queue.EnqueueManyAsync([.. new[] { WorkPriority.Background, WorkPriority.Urgent, WorkPriority.Normal, WorkPriority.Urgent }.Select(p => Mail(account) with { Priority = p, Kind = p.ToString() })], Token);

        Assert.Equal(["Urgent", "Urgent"], (await ClaimAsync(world, limit: 2)).Items.Select(static i => i.Kind));
        Assert.Equal("Background", Assert.Single((await ClaimAsync(world, limit: 1, priorities: [.. _inOrder.Reverse()])).Items).Kind);
        Assert.Equal(["Normal"], (await ClaimAsync(world, limit: 2)).Items.Select(static i => i.Kind));
    }

    [Fact]
    public async Task I13_claims_at_once_never_exceed_an_accounts_places()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef[] accounts = [await world.OnboardedAsync(), await world.OnboardedAsync()];
        foreach (AccountRef account in accounts)
        {
            await BacklogAsync(world, account, 200);
        }

        for (int round = 0; round < 10; round++)
        {
            WorkExchange[] claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(LookAsync));
            WorkItem[] items = [.. claims.SelectMany(static c => c.Items)];

            Assert.Equal(items.Length, items.Select(static i => i.Id).Distinct().Count());
            Assert.All(items.CountBy(static i => i.Account), static held => Assert.InRange(held.Value, 1, 3));
            Assert.Equal(6, items.Length);
            foreach (WorkExchange claim in claims)
            {
                await SettleAsync(world, [.. claim.Items.Select(i => Done(world, i))]);
            }
        }

        // Whoever comes away with nothing, because another one was just looking at an account, is told to look again at once.
        async Task<WorkExchange> LookAsync(int host)
        {
            WorkExchange claim;
            do
            {
                claim = await ClaimAsync(world, limit: 2 + (host % 3), perAccount: 3, owner: $"host/{host}");
            }
            while (claim.Items.Count == 0 && claim.NextAt <= world.Time.GetUtcNow());
            return claim;
        }
    }

    [Fact]
    public async Task I13_a_claim_touches_as_many_pages_behind_a_long_backlog_as_behind_a_short_one()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef[] accounts = [await world.OnboardedAsync(), await world.OnboardedAsync()];
        await using NpgsqlConnection connection = await world.Database.DataSource.OpenConnectionAsync(Token);
        await BacklogAsync(world, accounts[0], 10);
        await PagesAsync();
        await BacklogAsync(world, accounts[1], 1_000);
        await BacklogAsync(world, accounts[0], 1_000);
        long few = await PagesAsync();
        await BacklogAsync(world, accounts[0], 60_000);
        long many = await PagesAsync();

        Assert.InRange(many, 1, few + 60);

        // Of one session, which keeps the plans of a small queue, and the least of several claims: what the server reads of its own catalog, which a vacuum in between makes it forget, is none of
        // the claim's.
        async Task<long> PagesAsync()
        {
            long least = long.MaxValue;
            for (int i = 0; i < 8; i++)
            {
                await using NpgsqlCommand command = connection.CreateCommand();
                command.CommandText =
                    "explain (analyze, buffers, format json) select * from integrations.worker_queue_claim(now(), now() + interval '1 hour', 't', 10, 1000, 5, array[10, 0, -10]::smallint[], '', 0)";
                using var plan = System.Text.Json.JsonDocument.Parse((string)(await command.ExecuteScalarAsync(Token))!);
                System.Text.Json.JsonElement root = plan.RootElement[0].GetProperty("Plan");
                least = Math.Min(least, root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64());
            }

            return least;
        }
    }

    [Fact]
    public async Task I15_items_of_an_account_that_is_not_read_wait_until_it_is()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Queue.EnqueueAsync(Mail(account), Token);
        await world.Accounts.SetStatusAsync(account, AccountStatus.Disabled, "left", Token);
        Assert.Empty((await ClaimAsync(world)).Items);

        await world.Accounts.SetStatusAsync(account, AccountStatus.Active, null, Token);
        Assert.Single((await ClaimAsync(world)).Items);
        await world.Accounts.SetStatusAsync(account, AccountStatus.Disabled, "left", Token);
        await world.Database.ExecuteAsync("delete from integrations.fub_accounts where id = $1", account.Id.Value);
        Assert.Empty(await world.Database.RowsAsync("select 1 from integrations.worker_queue_gates"));
    }

    [Fact]
    public async Task Settling_and_claiming_are_one_transaction()
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.Queue.EnqueueManyAsync([Mail(account), Mail(account)], Token);
        WorkItem first = Assert.Single((await ClaimAsync(world, limit: 1, perAccount: 1)).Items);

        // A claim that fails takes the settling with it; what was settled leaves its place to what is claimed with it.
        await database.ExecuteAsync(
            """
            create function public.no_claim() returns trigger language plpgsql as $f$ begin raise exception 'no claim'; end $f$;
            create trigger no_claim before update on integrations.fub_worker_queue for each row when (old.process_status = 'PENDING' and new.process_status = 'IN_PROGRESS') execute function public.no_claim();
            """);
        await Assert.ThrowsAnyAsync<Exception>(() => world.Work.ExchangeAsync([Done(world, first)], Claim(1, 2), Token));
        string status = Assert.Single(await database.RowsAsync("select process_status::text from integrations.worker_queue where id = $1", first.Id.Value));
        await database.ExecuteAsync("drop function public.no_claim() cascade");
        WorkExchange both = await world.Work.ExchangeAsync([Done(world, first)], Claim(1, 1), Token);

        Assert.Equal("IN_PROGRESS", status);
        Assert.NotEqual(first.Id, Assert.Single(both.Items).Id);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("t.mail", 0)]
    public async Task A_request_that_cannot_be_is_refused(string kind, int maxAttempts)
    {
        await using StoreWorld world = await WorldAsync();
        AccountRef account = await world.OnboardedAsync();

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Queue.EnqueueAsync(new WorkRequest { Account = account, Kind = kind, MaxAttempts = maxAttempts }, Token));
        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => world.Queue.EnqueueAsync(Mail(new AccountRef("acme", new RowId(1))), Token));
    }

    private async Task<StoreWorld> WorldAsync()
    {
        StoreWorld world = await database.WorldAsync();
        await database.ExecuteAsync("truncate integrations.worker_queue, integrations.worker_queue_gates cascade");
        return world;
    }

    private static WorkRequest Mail(AccountRef account) => new() { Account = account, Kind = "t.mail" };

    private static Task BacklogAsync(StoreWorld world, AccountRef account, int items) => world.Database.ExecuteAsync(
        "insert into integrations.worker_queue (vendor, account_id, endpoint_type, created_at) select 'fub', $1, 't.mail', $3 from generate_series(1, $2)", account.Id.Value, items, world.Time.GetUtcNow());

    private static WorkClaim Claim(int limit, int perAccount, string owner = "host/1", AccountRef? after = null, WorkPriority[]? priorities = null) =>
        new(owner, limit, _lease, perAccount, priorities ?? _inOrder, after);

    private static Task<WorkExchange> ClaimAsync(StoreWorld world, int limit = 10, int perAccount = 10, string owner = "host/1", AccountRef? after = null, WorkPriority[]? priorities = null) =>
        world.Work.ExchangeAsync([], Claim(limit, perAccount, owner, after, priorities), Token);

    private static Task<WorkExchange> SettleAsync(StoreWorld world, params WorkResult[] results) => world.Work.ExchangeAsync(results, claim: null, Token);

    private static WorkResult Done(StoreWorld world, WorkItem item) => new() { Item = item, Verdict = WorkVerdict.Done, Outcome = SyncOutcome.Complete, FinishedAt = world.Time.GetUtcNow() };

    private static WorkResult Failed(StoreWorld world, WorkItem item, WorkVerdict verdict, DateTimeOffset? retryAt) =>
        new() { Item = item, Verdict = verdict, RetryAt = retryAt, FinishedAt = world.Time.GetUtcNow(), Code = "t_error", Message = "Broken." };
}
