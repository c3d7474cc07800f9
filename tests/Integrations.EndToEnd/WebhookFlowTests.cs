using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>From a webhook in the inbox to the core tables, over real HTTP and PostgreSQL.</summary>
public sealed class WebhookFlowTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I11_a_duplicate_is_stored_once_and_what_is_stored_is_what_the_vendor_says_when_asked()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        long person = stage.Vendor.Ids(vendor, "people")[3];
        stage.Vendor.Edit(vendor, "people", person, new JsonObject { ["firstName"] = "Renamed" });

        Assert.Equal(WebhookReceipt.Stored, await stage.AnnounceAsync(account, "peopleUpdated", [person], "event-1"));
        Assert.Equal(WebhookReceipt.Duplicate, await stage.AnnounceAsync(account, "peopleUpdated", [person], "event-1"));

        // A true signature over an untrue story: the record has not been deleted.
        await stage.AnnounceAsync(account, "peopleDeleted", [stage.Vendor.Ids(vendor, "people")[4]], "event-2");
        await stage.SettleWebhooksAsync();

        await stage.AssertMirrorIsVendorAsync(account, "people");
        Assert.Equal("Renamed", await stage.TextAsync($"select first_name from integrations.participant where source_external_id = '{person}' and deleted_at is null"));
        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where status = 'PROMOTED' and processed_at is not null and run_id is not null"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_state where scope_key = '' and run_id in (select run_id from integrations.webhook_inbox)"));
    }

    [Fact]
    public async Task Deliveries_out_of_order_and_late_and_of_records_not_yet_visible_end_as_the_vendor_ends()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        IReadOnlyList<long> people = stage.Vendor.Ids(vendor, "people");
        long gone = await stage.ScalarAsync<long>("select people_id from integrations.fub_people p where exists (select 1 from integrations.fub_calls c where c.fub_people_id = p.id) order by 1 limit 1");
        DateTimeOffset before = stage.Time.GetUtcNow();

        stage.Vendor.Edit(vendor, "people", people[1], new JsonObject { ["firstName"] = "First" });
        stage.Time.Advance(TimeSpan.FromSeconds(40));
        stage.Vendor.Delete(vendor, "people", gone);
        stage.Vendor.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromSeconds(45)) with { Path = "people" });
        long fresh = stage.Vendor.Create(vendor, "people", new JsonObject { ["firstName"] = "Fresh" });
        stage.Vendor.Faults.Clear();

        await stage.AnnounceAsync(account, "peopleDeleted", [gone]);
        await stage.AnnounceAsync(account, "peopleCreated", [fresh]);
        await stage.AnnounceAsync(account, "peopleUpdated", [gone, people[1]], at: before);
        await stage.AnnounceAsync(account, "peopleUpdated", [people[1]], at: before.AddSeconds(1));

        await stage.DrainWebhooksAsync();
        Assert.Equal("PENDING The vendor does not show a record yet.", await stage.TextAsync("select status || ' ' || last_error from integrations.webhook_inbox where event_name = 'peopleCreated'"));
        Assert.Equal(0, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {fresh}"));
        await stage.SettleWebhooksAsync();

        await stage.AssertRecordsAreVendorsAsync(account, "people", people[1], fresh);
        foreach (string children in (string[])["calls", "notes", "textMessages"])
        {
            await stage.AssertRecordsAreVendorsAsync(account, children);
        }

        Assert.Equal("webhook", await stage.TextAsync($"select deleted_source from integrations.fub_people where people_id = {gone}"));
        Assert.Equal("parent", await stage.TextAsync("select distinct deleted_source from integrations.fub_calls where deleted_at is not null"));
        Assert.Equal(0, await stage.ScalarAsync<long>($"select count(*) from integrations.contact_log where deleted_at is null and source_table = 'fub_calls' and source_id in (select id from integrations.fub_calls where deleted_at is not null)"));
        Assert.Equal("Fresh", await stage.TextAsync($"select first_name from integrations.participant where source_external_id = '{fresh}'"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where status <> 'PROMOTED' or attempts > 0"));
    }

    [Fact]
    public async Task A_record_that_stays_invisible_is_left_to_the_delta_and_deletes_nothing()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        await stage.AnnounceAsync(account, "peopleCreated", [999_999_999]);

        await stage.SettleWebhooksAsync();

        Assert.Equal("PROMOTED The vendor does not show a record yet.", await stage.TextAsync("select status || ' ' || last_error from integrations.webhook_inbox"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where deleted_at is not null"));
        await stage.AssertMirrorIsVendorAsync(account, "people");
    }

    [Fact]
    public async Task Two_workers_share_a_flood_with_a_third_of_duplicates_while_one_dies_and_nothing_is_lost_or_doubled()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        AccountInfo other = await stage.ConnectAsync(account: 1);
        await stage.SettleAsync();
        ServiceProvider second = stage.AddHost();
        var random = new Random(7);
        int stored = 0;
        int sent = 0;
        List<(AccountInfo Account, string Entity, long Id)> edited = [];
        foreach (AccountInfo of in (AccountInfo[])[account, other])
        {
            long vendor = long.Parse(of.VendorAccountId!, System.Globalization.CultureInfo.InvariantCulture);
            foreach ((string entity, string name) in ((string, string)[])[("people", "peopleUpdated"), ("calls", "callsUpdated"), ("notes", "notesUpdated")])
            {
                IReadOnlyList<long> ids = stage.Vendor.Ids(vendor, entity);
                for (int i = 0; i < 60; i++)
                {
                    long id = ids[random.Next(ids.Count)];
                    edited.Add((of, entity, id));
                    string field = entity == "people" ? "firstName" : entity == "calls" ? "note" : "body";
                    stage.Vendor.Edit(vendor, entity, id, new JsonObject { [field] = $"edit {i}" });
                    string eventId = $"{of.Ref}-{entity}-{i}";
                    for (int copies = random.NextDouble() < 0.3 ? 2 : 1; copies > 0; copies--)
                    {
                        sent++;
                        stored += await stage.AnnounceAsync(of, name, [id], eventId) == WebhookReceipt.Stored ? 1 : 0;
                    }
                }
            }
        }

        // A worker that has taken streams and falls silent: they are free when its leases end.
        IReadOnlyList<LiveClaim> dead = await stage.Services.GetRequiredService<IInboxStore>().ClaimAsync(new ClaimRequest("dead", 2, TimeSpan.FromMinutes(1), 4), Token);
        await Task.WhenAll(stage.DrainWebhooksAsync(owner: "one"), stage.DrainWebhooksAsync(second, "two"));
        stage.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(stage.DrainWebhooksAsync(owner: "one"), stage.DrainWebhooksAsync(second, "two"));
        await stage.SettleWebhooksAsync();

        Assert.Equal((360, 2), (stored, dead.Count));
        Assert.True(sent > 400);
        Assert.Equal(360, await stage.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where status = 'PROMOTED'"));
        foreach (IGrouping<(AccountInfo Account, string Entity), long> group in edited.GroupBy(static e => (e.Account, e.Entity), static e => e.Id))
        {
            // A call repeats the name of its person, which may have changed after it was read.
            await stage.AssertRecordsAreVendorsAsync(group.Key.Account, group.Key.Entity, group.Key.Entity == "calls" ? [] : group.Distinct());
        }

        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.sync_runs where outcome = 'LEASE_EXPIRED'"));

        // The worker that was silent comes back with what it read: its fence is stale.
        await Assert.ThrowsAsync<IntegrationLeaseLostException>(() => stage.Services.GetRequiredService<IInboxStore>().SettleAsync(dead[0].Lease, null, [], Token));
    }

    [Fact]
    public async Task Webhooks_are_stored_while_an_onboarding_reads_and_it_undoes_nothing_of_them()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        IReadOnlyList<long> people = stage.Vendor.Ids(vendor, "people");
        IReadOnlyList<long> texts = stage.Vendor.Ids(vendor, "textMessages");
        Task onboarding = stage.SettleAsync();
        for (int i = 0; i < 25; i++)
        {
            stage.Vendor.Edit(vendor, "people", people[i * 2], new JsonObject { ["firstName"] = $"During {i}" });
            stage.Vendor.Delete(vendor, "textMessages", texts[i * 3]);
            await stage.AnnounceAsync(account, "peopleUpdated", [people[i * 2]]);
            await stage.AnnounceAsync(account, "textMessagesDeleted", [texts[i * 3]]);
            await stage.DrainWebhooksAsync();
        }

        await onboarding;
        await stage.SettleWebhooksAsync();

        await stage.AssertRecordsAreVendorsAsync(account, "textMessages");
        await stage.AssertRecordsAreVendorsAsync(account, "people");
        Assert.Equal(25, await stage.ScalarAsync<long>("select count(*) from integrations.participant where first_name like 'During %'"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_gone"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records"));
    }

    [Fact]
    public async Task An_outage_and_a_429_lose_no_webhook_and_a_429_loses_no_attempt()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        IReadOnlyList<long> people = stage.Vendor.Ids(vendor, "people");
        for (int i = 0; i < 10; i++)
        {
            stage.Vendor.Edit(vendor, "people", people[i], new JsonObject { ["firstName"] = $"Storm {i}" });
            await stage.AnnounceAsync(account, "peopleUpdated", [people[i]]);
        }

        stage.Vendor.Faults.Add(SimulatorFault.RateLimitStorm(TimeSpan.FromMinutes(20)) with { Path = "people" });
        await stage.DrainWebhooksAsync();
        stage.Vendor.Faults.Clear();
        Assert.Equal(10, await stage.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where status = 'PENDING' and attempts = 0 and next_attempt_at > received_at"));

        stage.Time.Advance(TimeSpan.FromMinutes(21));
        stage.Vendor.Faults.Add(SimulatorFault.ServerError() with { Path = "people" });
        await stage.DrainWebhooksAsync();
        stage.Vendor.Faults.Clear();
        Assert.Equal(10, await stage.ScalarAsync<long>("select count(*) from integrations.webhook_inbox where status = 'ERROR' and attempts = 1"));

        await stage.SettleWebhooksAsync();
        await stage.AssertMirrorIsVendorAsync(account, "people");
    }
}
