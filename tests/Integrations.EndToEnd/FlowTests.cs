using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;

namespace Integrations.EndToEnd;

public sealed class FlowTests
{
    [Fact]
    public async Task I3_two_accounts_are_onboarded_and_the_mirror_is_the_vendor()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo first = await stage.ConnectAsync(0);
        AccountInfo second = await stage.ConnectAsync(1);

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(first);
        await stage.AssertMirrorIsVendorAsync(second);
        await stage.AssertBalancedAsync();
        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.fub_onboarding_jobs where status = 'COMPLETED' and peoples_status = 'COMPLETED' and text_messages_status = 'COMPLETED' and notes_status = 'COMPLETED' and tasks_status = 'COMPLETED'"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.stage_appointments_fub_onboarding where not is_processed"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.stage_text_messages_fub_onboarding where not is_processed"));
        Assert.Equal(22, await stage.ScalarAsync<long>("select count(*) from integrations.fub_sync_state where watermark_at is not null and last_sync_at is not null and status = 'IDLE'"));
        Assert.Equal(22, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_worker_logs where status = 'COMPLETED' and records_fetched > 0"));
        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.fub_accounts where people_fub = people_ad and calls_fub = calls_ad and notes_fub = notes_ad and tasks_fub = tasks_ad and last_success_at is not null"));
    }

    [Fact]
    public async Task The_core_is_the_mirror_and_every_reference_is_resolved()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal(
            await stage.ScalarAsync<long>("select count(*) from integrations.fub_deals where deleted_at is null"),
            await stage.ScalarAsync<long>("select count(*) from integrations.transaction where sync_source = 'FUB'"));
        Assert.Equal(
            await stage.TextAsync(
                """
                select string_agg(kind || ' ' || n, ', ' order by kind) from (
                select 'appointment' as kind, count(*) as n from integrations.fub_appointments union all select 'call', count(*) from integrations.fub_calls
                union all select 'note', count(*) from integrations.fub_notes union all select 'task', count(*) from integrations.fub_tasks
                union all select 'text', count(*) from integrations.fub_text_messages) as mirror
                """),
            await stage.TextAsync("select string_agg(contact_type || ' ' || n, ', ' order by contact_type) from (select contact_type, count(*) as n from integrations.contact_log group by 1) as core"));
        Assert.Equal(
            await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where deleted_at is null and not is_trashed"),
            await stage.ScalarAsync<long>("select count(*) from integrations.participant where sync_source = 'FUB' and deleted_at is null"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.fub_calls where person_id is not null and fub_people_id is null and unresolved_refs = '{}'"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task I3_after_random_changes_a_delta_and_a_full_read_bring_the_mirror_back_to_the_vendor(int seed)
    {
        await using FubStage stage = await FubStage.OpenAsync(o => o.Seed = seed);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        for (int round = 0; round < 3; round++)
        {
            stage.Vendor.Burst(stage.Vendor.Accounts[0].Id, changes: 80, seed: (seed * 100) + round);
            stage.Time.Advance(TimeSpan.FromMinutes(20));
            await stage.RunJobAsync(account, SyncJobType.All);
        }

        await stage.RunJobAsync(account, SyncJobType.Reconcile);

        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
    }

    [Fact]
    public async Task I3_what_becomes_visible_late_is_found_by_the_next_delta()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendorAccount = stage.Vendor.Accounts[0].Id;
        stage.Vendor.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromMinutes(3)));

        long call = stage.Vendor.Create(vendorAccount, "calls");
        long person = stage.Vendor.Create(vendorAccount, "people");
        await stage.RunJobAsync(account, SyncJobType.All, "people", "calls");
        Assert.Equal(0, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_calls where call_id = {call}"));
        stage.Time.Advance(TimeSpan.FromMinutes(4));
        await stage.RunJobAsync(account, SyncJobType.All, "people", "calls");

        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_calls where call_id = {call}"));
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {person}"));
    }

    [Fact]
    public async Task I3_a_filter_that_lies_is_found_out_and_walked_around()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Vendor.Faults.Add(SimulatorFault.BrokenUpdatedAfter());
        long vendorAccount = stage.Vendor.Accounts[0].Id;
        long person = stage.Vendor.Ids(vendorAccount, "people")[5];

        stage.Time.Advance(TimeSpan.FromMinutes(30));
        stage.Vendor.Edit(vendorAccount, "people", person, new JsonObject { ["firstName"] = "Renamed" });
        await stage.RunJobAsync(account, SyncJobType.Sync, "people");

        Assert.Equal("Renamed", await stage.TextAsync($"select first_name from integrations.fub_people where people_id = {person}"));
    }

    [Fact]
    public async Task I5_a_second_full_read_writes_no_row()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        string before = await stage.VersionsAsync();

        await stage.RunJobAsync(account, SyncJobType.Reconcile);
        await stage.RunJobAsync(account, SyncJobType.All);

        Assert.Equal(before, await stage.VersionsAsync());
    }

    [Fact]
    public async Task I7_a_deleted_person_and_its_children_are_found_by_full_reads()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendorAccount = stage.Vendor.Accounts[0].Id;
        long person = await stage.ScalarAsync<long>("select person_id from integrations.fub_calls where person_id is not null order by call_id limit 1");

        stage.Vendor.Delete(vendorAccount, "people", person);
        await stage.SyncAndReconcileAsync(account);

        await stage.AssertMirrorIsVendorAsync(account);
        Assert.Equal("sweep", await stage.TextAsync($"select deleted_source from integrations.fub_people where people_id = {person}"));
    }

    [Fact]
    public async Task I10_freshness_tells_late_streams_from_fresh_ones()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        var status = (Engine.IIntegrationStatus)stage.Services.GetService(typeof(Engine.IIntegrationStatus))!;

        Engine.AccountHealth fresh = (await status.FindAsync(account.Ref, TestContext.Current.CancellationToken))!;
        stage.Time.Advance(TimeSpan.FromDays(2));
        Engine.AccountHealth late = (await status.FindAsync(account.Ref, TestContext.Current.CancellationToken))!;

        Assert.Equal(FubStreams.All.Count, fresh.Streams.Count);
        Assert.DoesNotContain(fresh.Streams, static s => s.IsLate);
        Assert.Empty(fresh.Alarms);
        Assert.All(late.Streams, static s => Assert.True(s.IsLate));
        Assert.Equal(FubStreams.All.Count, late.Alarms.Count(static a => a.Code == "stream_late"));
    }

    [Fact]
    public async Task The_planner_brings_due_streams_without_anybody_asking()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long person = stage.Vendor.Create(stage.Vendor.Accounts[0].Id, "people");
        var states = (ISyncStateStore)stage.Services.GetService(typeof(ISyncStateStore))!;

        Assert.Equal(0, await states.PlanDueAsync(TestContext.Current.CancellationToken));
        stage.Time.Advance(TimeSpan.FromHours(1));
        int planned = await states.PlanDueAsync(TestContext.Current.CancellationToken);
        await stage.SettleAsync();

        Assert.Equal(FubStreams.All.Count, planned);
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {person}"));
        Assert.NotNull(account.VendorAccountId);
    }

    [Fact]
    public async Task An_account_whose_reading_is_switched_off_is_neither_planned_nor_claimed()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.TextAsync("update integrations.fub_accounts set data_pull = false returning id");
        var states = (ISyncStateStore)stage.Services.GetService(typeof(ISyncStateStore))!;

        Assert.Equal(0, await stage.DrainAsync());
        stage.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await states.PlanDueAsync(TestContext.Current.CancellationToken));

        await stage.TextAsync("update integrations.fub_accounts set data_pull = true returning id");
        await stage.SettleAsync();
        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task Created_today_and_updated_today_read_their_window()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendorAccount = stage.Vendor.Accounts[0].Id;
        long created = stage.Vendor.Create(vendorAccount, "people");
        long edited = stage.Vendor.Ids(vendorAccount, "people")[3];
        stage.Vendor.Edit(vendorAccount, "people", edited, new JsonObject { ["firstName"] = "Renamed" });

        await stage.RunJobAsync(account, SyncJobType.CreatedToday, "people");
        string afterCreated = await stage.TextAsync($"select first_name from integrations.fub_people where people_id = {edited}");
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {created}"));
        await stage.RunJobAsync(account, SyncJobType.UpdatedToday, "people");

        Assert.NotEqual("Renamed", afterCreated);
        Assert.Equal("Renamed", await stage.TextAsync($"select first_name from integrations.fub_people where people_id = {edited}"));
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_sync_jobs where type = 'Created Today' and peoples_status = 'COMPLETED'"));
    }
}
