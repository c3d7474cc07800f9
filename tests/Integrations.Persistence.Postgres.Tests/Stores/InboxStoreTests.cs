using Integrations.Abstractions;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>The webhook inbox as those see it who work on it.</summary>
public sealed class InboxStoreTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_takes_the_live_lease_of_each_stream_that_has_deliveries_and_no_other()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.ArriveAsync(account, "people", ["1"]);
        await world.ArriveAsync(account, "people", ["2", "3"], isDelete: true);
        await world.ArriveAsync(account, "stages", ["people:1"]);

        IReadOnlyList<LiveClaim> claims = await world.ClaimWebhooksAsync();

        Assert.Equal(["fub.people", "fub.stages"], claims.Select(static c => c.Lease.Stream.ToString()).Order());
        Assert.Empty(await world.ClaimWebhooksAsync(owner: "live/2"));
        SyncLease people = claims.Single(static c => c.Lease.Stream.Entity == "people").Lease;
        IReadOnlyList<InboxItem> items = await world.Inbox.ReadAsync(people, 10, Token);
        Assert.Equal([("1", false), ("2,3", true)], items.Select(static i => (string.Join(',', i.Ids), i.IsDelete)));
        Assert.Single(await world.Inbox.ReadAsync(people, 1, Token));
    }

    [Fact]
    public async Task I13_accounts_take_turns_and_a_flood_of_one_takes_no_more_than_its_places()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef flood = await world.OnboardedAsync();
        foreach (string entity in (string[])["people", "stages", "textMessages"])
        {
            for (int i = 0; i < 20; i++)
            {
                await world.ArriveAsync(flood, entity, [$"{i}"]);
            }
        }

        world.Time.Advance(TimeSpan.FromSeconds(1));
        AccountRef quiet = await world.OnboardedAsync();
        await world.ArriveAsync(quiet, "textMessages", ["1"]);

        IReadOnlyList<LiveClaim> claims = await world.ClaimWebhooksAsync(limit: 2, perAccount: 2);
        IReadOnlyList<LiveClaim> more = await world.ClaimWebhooksAsync(limit: 8, perAccount: 2);

        Assert.Equal([flood, quiet], claims.Select(static c => c.Lease.Account));
        Assert.Equal([flood], more.Select(static c => c.Lease.Account));
    }

    [Fact]
    public async Task A_delivery_of_an_account_that_is_not_read_waits_for_the_account()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.ArriveAsync(account, "people", ["1"]);
        await world.Accounts.SetStatusAsync(account, AccountStatus.ReauthRequired, "refused", Token);

        Assert.Empty(await world.ClaimWebhooksAsync());
        await world.Accounts.SetStatusAsync(account, AccountStatus.Active, null, Token);
        Assert.Single(await world.ClaimWebhooksAsync());
    }

    [Fact]
    public async Task Records_and_deliveries_are_stored_together_or_not_at_all()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.ArriveAsync(account, "people", ["1"]);
        SyncLease lease = Assert.Single(await world.ClaimWebhooksAsync()).Lease;
        InboxItem item = Assert.Single(await world.Inbox.ReadAsync(lease, 10, Token));
        RecordBatch batch = new() { Records = [Row(new Person(1))], Mode = SyncMode.ById, DeleteSource = "webhook" };
        InboxSettlement[] done = [new InboxSettlement(item, InboxStatus.Processed)];

        await world.BreakCommitsAsync("t_people");
        await Assert.ThrowsAsync<PostgresStatementException>(() => world.Inbox.SettleAsync(lease, batch, done, Token));
        await world.MendCommitsAsync("t_people");
        Assert.Equal(["PENDING|"], await database.RowsAsync("select status::text, processed_at from integrations.webhook_inbox"));

        Assert.Equal(1, (await world.Inbox.SettleAsync(lease, batch, done, Token)).Inserted);
        await world.CompleteLiveAsync(lease);

        Assert.Equal(["PROMOTED|True|True"], await database.RowsAsync("select status::text, processed_at = $1, run_id = $2 from integrations.webhook_inbox", world.Time.GetUtcNow(), lease.RunId));
        Assert.Equal(["1|"], await world.PeopleAsync());
        Assert.Empty(await world.ClaimWebhooksAsync());
    }

    [Fact]
    public async Task I2_a_worker_that_lost_its_lease_between_read_and_write_settles_nothing()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.ArriveAsync(account, "people", ["1"]);
        SyncLease stale = Assert.Single(await world.ClaimWebhooksAsync()).Lease;
        InboxItem item = Assert.Single(await world.Inbox.ReadAsync(stale, 10, Token));
        world.Time.Advance(TimeSpan.FromMinutes(3));
        SyncLease held = Assert.Single(await world.ClaimWebhooksAsync(owner: "live/2")).Lease;

        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => world.Inbox.SettleAsync(stale, Batch(Row(new Person(1))), [new InboxSettlement(item, InboxStatus.Processed)], Token));

        Assert.Empty(await world.PeopleAsync());
        Assert.Single(await world.Inbox.ReadAsync(held, 10, Token));
    }

    [Fact]
    public async Task A_delivery_waits_for_its_time_and_a_dead_one_is_kept_with_payload_reason_and_attempts()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.ArriveAsync(account, "people", ["1", "2"], raw: """{"event":"peopleUpdated"}""");
        SyncLease lease = Assert.Single(await world.ClaimWebhooksAsync()).Lease;
        InboxItem item = Assert.Single(await world.Inbox.ReadAsync(lease, 10, Token));

        DateTimeOffset later = world.Time.GetUtcNow().AddMinutes(1);
        await world.Inbox.SettleAsync(lease, null, [new InboxSettlement(item, InboxStatus.Failed, later, IsAttempt: true, "unavailable", "The vendor is away.")], Token);
        await world.CompleteLiveAsync(lease);
        Assert.Empty(await world.ClaimWebhooksAsync());
        Assert.Equal(["ERROR|1|The vendor is away."], await database.RowsAsync("select status::text, attempts, last_error from integrations.webhook_inbox"));

        world.Time.Advance(TimeSpan.FromMinutes(1));
        lease = Assert.Single(await world.ClaimWebhooksAsync()).Lease;
        item = Assert.Single(await world.Inbox.ReadAsync(lease, 10, Token));
        await world.Inbox.SettleAsync(lease, null, [new InboxSettlement(item, InboxStatus.Dead, IsAttempt: true, Code: "unavailable", Note: "The vendor is away.")], Token);

        Assert.Equal(
            ["1|fetch|unavailable|The vendor is away.|2|{\"event\": \"peopleUpdated\"}", "2|fetch|unavailable|The vendor is away.|2|{\"event\": \"peopleUpdated\"}"],
            await database.RowsAsync("select external_id, stage, error_code, error_message, attempts, raw::text from integrations.lambda_failed_records order by 1"));

        // A record that is read well later settles it.
        await world.WriteAsync(lease, Row(new Person(1)));
        Assert.Equal(["2"], await database.RowsAsync("select external_id from integrations.lambda_failed_records where resolved_at is null"));
    }

    [Fact]
    public async Task What_names_nothing_to_read_is_skipped_and_a_stream_without_ids_is_due_at_once()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await database.ExecuteAsync("update integrations.sync_state set next_run_at = $2 where account_id = $1", account.Id.Value, world.Time.GetUtcNow().AddHours(1));
        await world.ArriveAsync(account, null, []);
        await world.ArriveAsync(account, "stages", []);
        await world.ArriveAsync(account, "people", ["1"]);

        Assert.Equal(2, await world.Inbox.SkipAsync(Token));
        Assert.Equal(0, await world.Inbox.SkipAsync(Token));

        Assert.Equal(["people|False", "stages|True", "textMessages|False"], await database.RowsAsync("select entity_type, next_run_at = $1 from integrations.sync_state order by 1", world.Time.GetUtcNow()));
        Assert.Equal(new Dictionary<InboxStatus, long> { [InboxStatus.Skipped] = 2, [InboxStatus.Pending] = 1 }, await world.Webhooks.CountAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Any_delivery_can_be_replayed_and_settled_ones_are_removed_when_they_are_old()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        await world.ArriveAsync(account, "people", ["1"]);
        await world.ArriveAsync(account, "people", ["2"]);
        SyncLease lease = Assert.Single(await world.ClaimWebhooksAsync()).Lease;
        IReadOnlyList<InboxItem> items = await world.Inbox.ReadAsync(lease, 10, Token);
        await world.Inbox.SettleAsync(
            lease, null, [new InboxSettlement(items[0], InboxStatus.Processed), new InboxSettlement(items[1], InboxStatus.Dead, IsAttempt: true, Code: "x", Note: "x")], Token);
        await world.CompleteLiveAsync(lease);
        InboxFilter dead = new() { Account = account, Entity = "people", Statuses = [InboxStatus.Dead], ReceivedFrom = world.Time.GetUtcNow() };

        Assert.Equal([items[1].Id], (await world.Webhooks.ListAsync(dead, cancellationToken: Token)).Select(static i => i.Id));
        Assert.Equal(0, await world.Webhooks.ReplayAsync(dead with { ReceivedBefore = world.Time.GetUtcNow() }, Token));
        Assert.Equal(1, await world.Webhooks.ReplayAsync(dead, Token));
        Assert.Equal(["PENDING|0|"], await database.RowsAsync("select status::text, attempts, processed_at from integrations.webhook_inbox where id = $1", items[1].Id.Value));
        Assert.Equal(0, await world.Inbox.RemoveAsync(world.Time.GetUtcNow(), 10, Token));
        Assert.Equal(1, await world.Inbox.RemoveAsync(world.Time.GetUtcNow().AddSeconds(1), 10, Token));
        Assert.Equal(1, await world.Webhooks.ReplayAsync(new InboxFilter { Ids = [items[1].Id] }, Token));
        Assert.Single(await world.ClaimWebhooksAsync());
    }

    [Fact]
    public async Task A_record_that_ends_takes_its_dependents_with_it()
    {
        await using StoreWorld world = await database.WorldAsync();
        AccountRef account = await world.OnboardedAsync();
        SyncLease people = await world.LiveAsync(account);
        SyncLease texts = await world.LiveAsync(account, "textMessages");
        await world.WriteAsync(people, world.Asked(0, Row(new Person(1)), Row(new Person(2))));
        await world.WriteAsync(texts, world.Asked(0, Row(new Person(11) { SpouseId = 1 }), Row(new Person(12) { SpouseId = 2 }), Row(new Person(13) { SpouseId = 9 })));

        await world.WriteAsync(people, world.Asked(20, Delete(1)));

        const string Texts = "select people_id, deleted_at = $1, deleted_source from integrations.t_texts order by people_id";
        DateTimeOffset ended = world.Time.GetUtcNow().AddSeconds(20);
        Assert.Equal(["11|True|parent", "12||", "13||"], await database.RowsAsync(Texts, ended));

        // One that was asked for before the end arrives ended; one that the vendor shows after it lives.
        await world.WriteAsync(texts, world.Asked(10, Row(new Person(14) { SpouseId = 1 })));
        await world.WriteAsync(texts, world.Asked(30, Row(new Person(15) { SpouseId = 1 }), Row(new Person(11, "moved") { SpouseId = 2 })));
        Assert.Equal(["11||", "12||", "13||", "14|True|parent", "15||"], await database.RowsAsync(Texts, ended));
    }
}
