using System.Diagnostics;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class StatusStoreTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static readonly Dictionary<StreamName, TimeSpan> s_thresholds = StoreVendor.Descriptor.Streams.ToDictionary(static s => s.Name, static _ => TimeSpan.FromMinutes(15));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_read_with_its_streams_backlogs_and_allowances()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        AccountRef other = await world.OnboardedAsync();
        SyncLease lease = await world.LeaseAsync(of: account);
        await world.WriteAsync(lease, StoreWorld.Bad("7"), StoreWorld.Bad("8"));
        DateTimeOffset now = world.Time.GetUtcNow();
        await database.ExecuteAsync(
            "insert into integrations.webhook_inbox (vendor, account_id, entity_type, received_at, raw, body_sha256, signature_valid, dedupe_key) values ('fub', $1, 'people', $2, '{}', '\\x00', true, '\\x01')", account.Id.Value, now.AddMinutes(-3));
        await database.ExecuteAsync("insert into integrations.worker_queue (vendor, account_id, endpoint_type, created_at) values ('fub', $1, 'x', $2)", account.Id.Value, now.AddMinutes(-4));
        await database.ExecuteAsync(
            "insert into integrations.rate_budget (vendor, scope_key, context, learned_limit, learned_window_us, sent_at_us, sent_permits, foreign_use, blocked_until_us) "
            + "values ('fub', $1::text, 'global', 100, 10000000, array[$2 - 20000000, $2 - 1000000], array[50, 30], 5, $2 + 7000000)", account.Id.Value, now.ToUnixTimeMilliseconds() * 1000);

        IReadOnlyList<AccountFacts> accounts = await Status(world).ReadAsync(new StatusQuery { Thresholds = s_thresholds }, Token);

        Assert.Equal([account, other], accounts.Select(static a => a.Account));
        AccountFacts facts = accounts[0];
        Assert.True(facts.HasCredential);
        Assert.Equal(new Backlog(1, now.AddMinutes(-4)), facts.Queue);
        Assert.Equal([new RateBudgetFacts("global", 100, 65, now.AddSeconds(7))], facts.RateBudgets);
        StreamFacts people = facts.Streams.Single(static s => s.Stream.Entity == "people");
        Assert.Equal(SyncStreamStatus.Running, people.Status);
        Assert.Equal(now.AddMinutes(2), people.LeaseUntil);
        Assert.Equal((1, 1, 2), (people.Steps.Count, people.Inbox.Count, people.Rejects.Count));
        Assert.Equal(now.AddMinutes(-3), people.Inbox.OldestAt);
        Assert.All(accounts[1].Streams, static s => Assert.Equal((0, 0, 0), (s.Steps.Count, s.Inbox.Count, s.Rejects.Count)));
        Assert.Empty(accounts[1].RateBudgets);

        StatusTotals totals = await Status(world).SumAsync(s_thresholds, Token);
        StreamTotals sum = totals.Streams.Single(static s => s.Stream.Entity == "people");
        Assert.Equal((2, 0, 1, 1, 2), (sum.Accounts, sum.Late, sum.Steps.Count, sum.Inbox.Count, sum.Rejects.Count));
        VendorTotals vendor = Assert.Single(totals.Vendors);
        Assert.Equal((2, 1), (vendor.Accounts[AccountStatus.Active], vendor.Queue.Count));
        await database.ExecuteAsync("truncate integrations.rate_budget");
    }

    [Fact]
    public async Task I10_trouble_is_found_without_any_event()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef[] accounts = [await world.OnboardedAsync(), await world.OnboardedAsync(), await world.OnboardedAsync(), await world.OnboardedAsync(), await world.OnboardedAsync()];
        await database.ExecuteAsync("update integrations.sync_state set last_sync_at = $1", world.Time.GetUtcNow());
        Assert.Empty(await TroubledAsync());

        await database.ExecuteAsync("update integrations.sync_state set held_sweep_reason = 'x' where account_id = $1 and entity_type = 'people'", accounts[0].Id.Value);
        await database.ExecuteAsync("update integrations.sync_state set consecutive_failures = 3 where account_id = $1 and entity_type = 'people'", accounts[1].Id.Value);
        await world.Accounts.SetStatusAsync(accounts[2], AccountStatus.Locked, "x", Token);
        await world.Accounts.SetStatusAsync(accounts[3], AccountStatus.Disabled, "x", Token);
        Assert.Equal([accounts[0], accounts[1], accounts[2]], await TroubledAsync());

        IntegrationAlert silence = new() { Rule = "webhooks-silent", Account = accounts[4], Stream = new StreamName("fub", "people"), Since = world.Time.GetUtcNow(), What = "x", Remedy = "x" };
        await world.Service<IAlertStore>().SetAsync(silence.Rule, [silence], Token);
        Assert.Equal([accounts[0], accounts[1], accounts[2], accounts[4]], await TroubledAsync());
        await world.Service<IAlertStore>().SetAsync(silence.Rule, [], Token);
        Assert.Equal([accounts[0], accounts[1], accounts[2]], await TroubledAsync());

        // The worker is dead: nothing happens any more.
        world.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal([accounts[0], accounts[1], accounts[2], accounts[4]], await TroubledAsync());
        Assert.Equal(3, (await Status(world).SumAsync(s_thresholds, Token)).Streams.Single(static s => s.Stream.Entity == "people").Late);

        async Task<IEnumerable<AccountRef>> TroubledAsync() =>
            (await Status(world).ReadAsync(new StatusQuery { Thresholds = s_thresholds, TroubledOnly = true }, Token)).Select(static a => a.Account);
    }

    [Fact]
    public async Task Five_thousand_accounts_are_read_in_pages_and_summed_in_one_round_trip()
    {
        await using StoreWorld world = await database.WorldAsync();
        await database.ExecuteAsync(
            """
            insert into integrations.fub_accounts (tenant_id, account_id_raw, fub_uid) select '00000000-0000-0000-0000-000000000000', g::text, 'u' from generate_series(1, 5000) g;
            """);
        await database.ExecuteAsync(
            """
            insert into integrations.sync_state (vendor, account_id, entity_type, last_sync_at)
            select 'fub', a.id, e, $1::timestamptz - case when a.id % 100 = 0 then interval '1 hour' else interval '1 minute' end
            from integrations.fub_accounts a, unnest(array['stages', 'people', 'textMessages']) e
            """,
            world.Time.GetUtcNow());
        await database.ExecuteAsync("analyze integrations.sync_state, integrations.fub_accounts");
        IStatusStore status = Status(world);
        long started = Stopwatch.GetTimestamp();
        List<AccountFacts> all = [];
        StatusQuery? query = new() { Thresholds = s_thresholds, Limit = 500 };
        while (query is not null)
        {
            IReadOnlyList<AccountFacts> page = await status.ReadAsync(query, Token);
            all.AddRange(page);
            query = page.Count == 500 ? query with { After = page[^1].Account } : null;
        }

        TimeSpan pages = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        StatusTotals totals = await status.SumAsync(s_thresholds, Token);
        TestContext.Current.SendDiagnosticMessage("5,000 accounts with 3 streams: {0:0} ms in pages of 500, {1:0} ms summed.", pages.TotalMilliseconds, Stopwatch.GetElapsedTime(started).TotalMilliseconds);

        Assert.Equal(5000, all.DistinctBy(static a => a.Account).Count());
        Assert.All(all, static a => Assert.Equal(3, a.Streams.Count));
        Assert.Equal([50L, 50L, 50L], totals.Streams.Select(static s => s.Late));
        Assert.Equal(5000, Assert.Single(totals.Vendors).Accounts[AccountStatus.Active]);
    }

    private static IStatusStore Status(StoreWorld world) => world.Service<IStatusStore>();
}
