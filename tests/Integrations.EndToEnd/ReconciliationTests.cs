using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integrations.EndToEnd;

/// <summary>Drift behind the library's back: what a comparison names, what a repair reads, and what may go.</summary>
public sealed class ReconciliationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I7_a_check_names_exactly_what_differs_and_reads_exactly_that()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        long[] people = [.. stage.Vendor.Ids(vendor, "people").Order()];
        int pages = (people.Length + 99) / 100;

        // Lost in the mirror; altered in the mirror, back and forth; invented in the mirror; gone at the vendor.
        await stage.TextAsync($"delete from integrations.fub_people where people_id = {people[3]} returning id");
        await stage.TextAsync($"update integrations.fub_people set first_name = 'Stale', vendor_updated_at = vendor_updated_at - interval '1 day' where people_id = {people[7]} returning id");
        await stage.TextAsync($"update integrations.fub_people set first_name = 'Ahead', vendor_updated_at = vendor_updated_at + interval '1 year' where people_id = {people[9]} returning id");
        await stage.TextAsync($"update integrations.fub_people set people_id = 4000000001 where people_id = {people[11]} returning id");
        stage.Vendor.Delete(vendor, "people", people[13]);
        stage.Time.Advance(TimeSpan.FromMinutes(20));

        stage.Vendor.Requests.Clear();
        await stage.RunJobAsync(account, SyncJobType.Check, "people");

        Assert.Equal(
            $"changed {people[7]} stored, changed {people[9]} stored, extra {people[13]} deleted, extra 4000000001 deleted, missing {people[3]} stored, missing {people[11]} stored",
            await stage.TextAsync("select string_agg(kind || ' ' || external_id || ' ' || resolution, ', ' order by kind, external_id::bigint) from integrations.sync_findings"));
        await stage.AssertMirrorIsVendorAsync(account, "people");
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where first_name in ('Stale', 'Ahead')"));

        // Keys, one list for the four to store, the two absent ones each at its own address after a list of both, and the counts before and after.
        Assert.Equal(pages + 1 + 3 + 2, stage.Vendor.Requests.Total);
        await stage.AssertBalancedAsync();
        Assert.Equal("Check keys COMPLETE 6", await stage.TextAsync("select job_type || ' ' || mode || ' ' || outcome || ' ' || rows_read from integrations.sync_runs order by id desc limit 1"));

        stage.Vendor.Requests.Clear();
        await stage.RunJobAsync(account, SyncJobType.Check, "people");
        Assert.Equal(pages + 1, stage.Vendor.Requests.Total);
        Assert.Equal(6, await stage.ScalarAsync<long>("select count(*) from integrations.sync_findings"));
    }

    [Fact]
    public async Task A_check_costs_a_fraction_of_a_full_read()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        const string Cost = "select requests || ' ' || bytes_read from integrations.sync_runs where entity_type = 'people' order by id desc limit 1";

        await stage.RunJobAsync(account, SyncJobType.Reconcile, "people");
        long[] full = [.. (await stage.TextAsync(Cost)).Split(' ').Select(Number)];
        await stage.RunJobAsync(account, SyncJobType.Check, "people");
        long[] keys = [.. (await stage.TextAsync(Cost)).Split(' ').Select(Number)];

        TestContext.Current.TestOutputHelper?.WriteLine($"full read: {full[0]} requests, {full[1]} bytes; keys: {keys[0]} requests, {keys[1]} bytes");
        Assert.True(keys[0] <= full[0]);
        Assert.True(keys[1] * 5 < full[1], $"keys {keys[1]} bytes, full read {full[1]} bytes");
    }

    [Fact]
    public async Task An_edit_that_touches_no_stamp_is_found_by_the_full_read_alone()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        long person = stage.Vendor.Ids(vendor, "people")[4];
        stage.Vendor.Edit(vendor, "people", person, new JsonObject { ["firstName"] = "Unstamped" }, touchUpdated: false);

        await stage.RunJobAsync(account, SyncJobType.Check, "people");
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_findings"));
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "people");

        Assert.Equal("Unstamped", await stage.TextAsync($"select first_name from integrations.fub_people where people_id = {person}"));
        Assert.Equal("1", await stage.TextAsync("select rows_updated from integrations.sync_runs where job_type = 'Reconcile' order by id desc limit 1"));
    }

    [Fact]
    public async Task I7_what_is_held_is_named_released_by_an_operator_and_asked_for_by_id_before_it_goes()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        EngineOptions options = stage.Services.GetRequiredService<IOptions<EngineOptions>>().Value;
        (options.SweepMinRows, options.SweepMaxShare) = (2, 0);
        IReconciliation reconciliation = stage.Services.GetRequiredService<IReconciliation>();
        long vendor = stage.Vendor.Accounts[0].Id;
        long[] people = [.. stage.Vendor.Ids(vendor, "people").Order().Take(5)];
        foreach (long person in people)
        {
            stage.Vendor.Delete(vendor, "people", person);
        }

        await stage.RunJobAsync(account, SyncJobType.Check, "people");

        StreamName stream = new("fub", "people");
        HeldSweep held = Assert.Single(await reconciliation.ReadHeldAsync(account.Ref, Token));
        Assert.Equal((stream, 5, 0), (held.Stream, held.Rows, held.Released));
        Assert.Contains($"5 of {held.Live} rows are absent", held.Reason, StringComparison.Ordinal);
        IReadOnlyList<Finding> preview = await reconciliation.ReadReportAsync(new FindingQuery { Account = account.Ref, Entity = "people", Kind = FindingKind.Extra, Limit = 3 }, Token);
        Assert.Equal(3, preview.Count);
        preview = [.. preview, .. await reconciliation.ReadReportAsync(new FindingQuery { Account = account.Ref, Kind = FindingKind.Extra, After = preview[^1].Id }, Token)];
        Assert.Equal(people, preview.Select(static f => Number(f.ExternalId.Value)).Order());
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where deleted_at is not null"));

        // A second look finds the same; nothing is named twice.
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "people");
        Assert.Equal(5, await stage.ScalarAsync<long>("select count(*) from integrations.sync_findings"));

        SyncJobId job = (await reconciliation.ReleaseHeldAsync(account.Ref, stream, "operator@example.com", Token))!.Value;
        await stage.SettleAsync();

        Assert.Equal(SyncOutcome.Complete, Assert.Single((await stage.Jobs.FindAsync(job, Token))!.Steps).Outcome);
        Assert.Empty(await reconciliation.ReadHeldAsync(account.Ref, Token));
        Assert.Equal("5 released", await stage.TextAsync("select count(*) || ' ' || min(deleted_source) from integrations.fub_people where deleted_at is not null"));
        Assert.Equal("5 deleted operator@example.com", await stage.TextAsync("select count(*) || ' ' || min(resolution) || ' ' || min(released_by) from integrations.sync_findings"));
        await stage.AssertMirrorIsVendorAsync(account, "people");
        Assert.Null(await reconciliation.ReleaseHeldAsync(account.Ref, stream, "operator@example.com", Token));
    }

    [Fact]
    public async Task I7_a_released_row_whose_record_the_vendor_has_stays()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long person = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people")[2];
        long call = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "calls")[2];

        // An operator releases rows that were named by mistake, of a stream with keys and of one without.
        await stage.TextAsync(
            $"""
            insert into integrations.sync_findings (vendor, account_id, entity_type, run_id, kind, external_id)
            values ('fub', {account.Ref.Id}, 'people', gen_random_uuid(), 'extra', '{person}'), ('fub', {account.Ref.Id}, 'calls', gen_random_uuid(), 'extra', '{call}') returning id
            """);
        await stage.TextAsync("update integrations.sync_state set held_sweep_reason = 'test' where entity_type in ('people', 'calls') returning id");
        IReconciliation reconciliation = stage.Services.GetRequiredService<IReconciliation>();
        await reconciliation.ReleaseHeldAsync(account.Ref, new StreamName("fub", "people"), "operator", Token);
        await reconciliation.ReleaseHeldAsync(account.Ref, new StreamName("fub", "calls"), "operator", Token);
        await stage.SettleAsync();

        Assert.Equal("returned,returned", await stage.TextAsync("select string_agg(resolution, ',') from integrations.sync_findings"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_state where held_sweep_reason is not null"));
        await stage.AssertMirrorIsVendorAsync(account, "people", "calls");
    }

    [Fact]
    public async Task A_check_of_a_stream_without_cheap_keys_compares_counts_and_asks_for_a_full_read_on_drift()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Vendor.Requests.Clear();

        await stage.RunJobAsync(account, SyncJobType.Check, "calls");
        Assert.Equal(1, stage.Vendor.Requests.Total);
        long call = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "calls")[0];
        await stage.TextAsync($"delete from integrations.fub_calls where call_id = {call} returning id");
        await stage.RunJobAsync(account, SyncJobType.Check, "calls", "textMessages");

        await stage.AssertMirrorIsVendorAsync(account, "calls");
        Assert.Equal("Reconcile", await stage.TextAsync("select type from integrations.fub_sync_jobs where calls_status = 'COMPLETED' order by id desc limit 1"));
        Assert.Equal("True", await stage.TextAsync("select text_messages_fub = text_messages_ad from integrations.fub_accounts"));
        Assert.Equal(3, await stage.ScalarAsync<long>("select count(*) from integrations.integration_count_check where entity_type = 'calls' and taken_at > (select max(ended) from integrations.fub_onboarding_jobs)"));
    }

    [Fact]
    public async Task A_reject_whose_record_is_gone_is_settled_and_one_that_stays_is_no_drift()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendor = stage.Vendor.Accounts[0].Id;
        long gone = stage.Vendor.Create(vendor, "calls");
        long stays = stage.Vendor.Create(vendor, "calls");
        stage.Vendor.Faults.Add(SimulatorFault.ChangedFieldType("personId", "{}") with { RecordId = gone, Path = "calls" });
        stage.Vendor.Faults.Add(SimulatorFault.ChangedFieldType("personId", "{}") with { RecordId = stays, Path = "calls" });
        stage.Time.Advance(TimeSpan.FromMinutes(20));
        await stage.RunJobAsync(account, SyncJobType.All, "calls");
        Assert.Equal($"{gone},{stays}", await stage.TextAsync("select string_agg(external_id, ',' order by external_id) from integrations.lambda_failed_records where resolved_at is null"));

        // Known rejects are no drift: nobody reads everything again for them.
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where job_type = 'Reconcile'"));
        stage.Vendor.Delete(vendor, "calls", gone);
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "calls");

        Assert.Equal($"{stays}", await stage.TextAsync("select string_agg(external_id, ',') from integrations.lambda_failed_records where resolved_at is null"));
        Assert.Equal("sync", await stage.TextAsync($"select resolved_by from integrations.lambda_failed_records where external_id = '{gone}'"));
    }

    [Fact]
    public async Task Comparisons_come_by_schedule()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        IReconciliationStore store = stage.Services.GetRequiredService<IReconciliationStore>();
        Assert.Equal(0, await store.PlanAsync(SyncJobType.Check, TimeSpan.FromDays(1), 10, Token));
        await stage.SettleAsync();
        Assert.Equal(0, await store.PlanAsync(SyncJobType.Check, TimeSpan.FromDays(1), 10, Token));

        stage.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(7, await store.PlanAsync(SyncJobType.Check, TimeSpan.FromDays(1), 10, Token));
        Assert.Equal(0, await store.PlanAsync(SyncJobType.Check, TimeSpan.FromDays(1), 10, Token));
        await stage.SettleAsync();
        Assert.Equal("Check schedule", await stage.TextAsync("select type || ' ' || requested_by from integrations.fub_sync_jobs order by id desc limit 1"));
        Assert.Equal(0, await store.PlanAsync(SyncJobType.Check, TimeSpan.FromDays(1), 10, Token));
        Assert.Equal(7, await stage.ScalarAsync<long>("select count(*) from integrations.sync_state where last_check_at > last_full_sync_at"));

        stage.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(7, await store.PlanAsync(SyncJobType.Reconcile, TimeSpan.FromDays(7), 10, Token));
        await stage.SettleAsync();
        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(30)]
    public async Task A_check_that_is_cut_off_goes_on_where_it_was(int request)
    {
        await using FubStage stage = await FubStage.OpenAsync(fub: static o => o.PageSize = 5);
        stage.Services.GetRequiredService<IOptions<EngineOptions>>().Value.MaxRowsPerCommit = 5;
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long[] people = [.. stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people").Order()];
        int pages = (people.Length + 4) / 5;
        await stage.TextAsync($"delete from integrations.fub_people where people_id in ({people[0]}, {people[^1]}) returning id");
        string cursor = await stage.TextAsync("select cursor from integrations.sync_state where entity_type = 'people'");
        await stage.Jobs.RequestAsync(account.Ref, SyncJobType.Check, ["people"], Token);

        using (var stop = new CancellationTokenSource())
        {
            int left = request;
            stage.Vendor.Requests.Clear();
            stage.Vendor.Requests.OnRequest = _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    stop.Cancel();
                }
            };
            SyncClaim claim = Assert.Single(await stage.Services.GetRequiredService<ISyncStateStore>().ClaimAsync(new ClaimRequest("one", 4, TimeSpan.FromMinutes(1), 4), Token));
            await stage.Services.GetRequiredService<SyncRunner>().RunAsync(claim, Token, stop.Token);
            stage.Vendor.Requests.OnRequest = null;
        }

        Assert.Equal("keys", await stage.TextAsync("select mode from integrations.sync_state where entity_type = 'people'"));
        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account, "people");
        Assert.Equal(cursor, await stage.TextAsync("select cursor from integrations.sync_state where entity_type = 'people'"));
        Assert.Equal("", await stage.TextAsync("select mode || key_cursor from integrations.sync_state where entity_type = 'people'"));
        Assert.True(stage.Vendor.Requests.Total <= pages + 5, $"{stage.Vendor.Requests.Total} requests for {pages} pages of keys");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
