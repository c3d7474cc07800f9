using Integrations.Abstractions;
using Integrations.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>Records kept aside come back from their stored payloads, and the vendor is not asked.</summary>
public sealed class QuarantineTests
{
    private const string Calls = "calls";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I4_a_replay_brings_stored_payloads_in_and_writes_no_older_content_over_newer_rows()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await OnboardAsync(stage);
        IQuarantine quarantine = stage.Services.GetRequiredService<IQuarantine>();
        long[] calls = [.. stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, Calls).Order().Take(5)];
        long deal = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "deals")[0];

        // Never stored; stored older; stored newer; stored alike; still unreadable; made of two answers.
        await RejectAsync(stage, "fub_calls", Calls, "call_id", calls[0], "raw");
        await stage.TextAsync($"delete from integrations.fub_calls where call_id = {calls[0]} returning id");
        await RejectAsync(stage, "fub_calls", Calls, "call_id", calls[1], "raw || '{\"duration\": 4711, \"updated\": \"2099-01-01T00:00:00Z\"}'");
        await RejectAsync(stage, "fub_calls", Calls, "call_id", calls[2], "raw || '{\"duration\": 4712, \"updated\": \"2001-01-01T00:00:00Z\"}'");
        await RejectAsync(stage, "fub_calls", Calls, "call_id", calls[3], "raw");
        await RejectAsync(stage, "fub_calls", Calls, "call_id", calls[4], "raw || '{\"personId\": {}}'");
        await RejectAsync(stage, "fub_deals", "deals", "deal_id", deal, "raw");
        stage.Vendor.Requests.Clear();
        RejectQuery all = new() { Account = account.Ref };
        ReplayOutcome[] expected = [ReplayOutcome.Inserted, ReplayOutcome.Updated, ReplayOutcome.Superseded, ReplayOutcome.Unchanged, ReplayOutcome.StillRejected, ReplayOutcome.NeedsVendor];

        string before = await stage.TextAsync("select md5(string_agg(t::text, ',' order by id)) from integrations.fub_calls t");
        IReadOnlyList<ReplayPreview> preview = await quarantine.PreviewAsync(all, Token);
        Assert.Equal(expected, preview.Select(static p => p.Outcome));
        Assert.Equal(["duration", "fub_updated_at", "raw"], preview[1].ChangedColumns.Order());
        Assert.Equal("unreadable", preview[4].Problem!.Code);
        Assert.Equal(before, await stage.TextAsync("select md5(string_agg(t::text, ',' order by id)) from integrations.fub_calls t"));
        Assert.Equal(6, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records where resolved_at is null"));

        ReplayResult result = await quarantine.ReplayAsync(all, Token);

        Assert.Equal(expected.ToDictionary(static o => o, static _ => 1L), result.Outcomes);
        Assert.Equal((4, true), (result.Resolved, result.IsDone));
        Assert.Equal(0, stage.Vendor.Requests.Total);
        Assert.Equal("4711", await stage.TextAsync($"select duration from integrations.fub_calls where call_id = {calls[1]}"));
        Assert.NotEqual("4712", await stage.TextAsync($"select duration from integrations.fub_calls where call_id = {calls[2]}"));
        Assert.Equal("1", await stage.TextAsync($"select count(*) from integrations.fub_calls where call_id = {calls[0]} and fub_people_id is not null and deleted_at is null"));
        Assert.Equal(
            $"{calls[0]} replay, {calls[1]} replay, {calls[2]} superseded, {calls[3]} replay",
            await stage.TextAsync("select string_agg(external_id || ' ' || resolved_by, ', ' order by id) from integrations.lambda_failed_records where resolved_at is not null and replayed_run_id is not null and status = 'COMPLETED'"));
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.contact_log c join integrations.fub_calls f on f.call_id = {calls[0]} where c.source_external_id = '{calls[0]}' and c.contact_type = 'call'"));
        Assert.Equal("2 2", await stage.TextAsync("select rows_read || ' ' || rows_inserted + rows_updated from integrations.sync_runs where entity_type = 'calls' order by id desc limit 1"));
    }

    [Fact]
    public async Task A_reason_class_a_time_range_and_single_rows_are_chosen_and_paged()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await OnboardAsync(stage);
        IQuarantine quarantine = stage.Services.GetRequiredService<IQuarantine>();
        long[] calls = [.. stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, Calls).Order().Take(9)];
        for (int i = 0; i < calls.Length; i++)
        {
            await RejectAsync(stage, "fub_calls", Calls, "call_id", calls[i], "raw", i < 3 ? "old_reason" : "new_reason", minutes: i);
        }

        DateTimeOffset now = stage.Time.GetUtcNow();
        RejectQuery query = new() { Account = account.Ref, Entity = Calls, Code = "new_reason", Limit = 4 };
        IReadOnlyList<RejectedRecord> page = await quarantine.ListAsync(query, Token);
        Assert.Equal(calls[3..7].Select(static c => $"{c}"), page.Select(static r => r.ExternalId));
        Assert.All(page, static r => Assert.Null(r.Payload));
        page = await quarantine.ListAsync(query with { After = page[^1].Id, WithPayload = true }, Token);
        Assert.Equal(calls[7..].Select(static c => $"{c}"), page.Select(static r => r.ExternalId));
        Assert.All(page, static r => Assert.StartsWith("{", System.Text.Encoding.UTF8.GetString(r.Payload!.Value.Span), StringComparison.Ordinal));
        Assert.Equal(
            [("new_reason", 6L), ("old_reason", 3L)],
            (await quarantine.SummarizeAsync(account.Ref, Token)).Select(static s => (s.Code, s.Count)));

        // One row, a range of time, a reason class in steps, and the rest by decision.
        Assert.Equal(1, (await quarantine.ReplayAsync(new RejectQuery { Account = account.Ref, Ids = [page[^1].Id] }, Token)).Resolved);
        DateTimeOffset last = page[^1].LastSeenAt;
        Assert.Equal(2, (await quarantine.ReplayAsync(new RejectQuery { Account = account.Ref, From = last.AddMinutes(-2.5), To = last }, Token)).Resolved);
        ReplayResult some = await quarantine.ReplayAsync(query with { Limit = 2 }, Token);
        Assert.Equal((2, false), (some.Resolved, some.IsDone));
        some = await quarantine.ReplayAsync(query with { After = some.Last }, Token);
        Assert.Equal((1, true), (some.Resolved, some.IsDone));
        Assert.Equal(3, await quarantine.DismissAsync(new RejectQuery { Account = account.Ref, Limit = 1 }, "operator@example.com", Token));
        Assert.Empty(await quarantine.ListAsync(new RejectQuery { Account = account.Ref }, Token));
        Assert.Equal("3", await stage.TextAsync("select count(*) from integrations.lambda_failed_records where resolved_by = 'operator@example.com'"));
        Assert.True(last < now.AddDays(1));
    }

    [Fact]
    public async Task I2_a_replay_does_not_write_while_another_live_writer_holds_the_stream()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await OnboardAsync(stage);
        long call = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, Calls)[0];
        await RejectAsync(stage, "fub_calls", Calls, "call_id", call, "raw");
        StreamName stream = new("fub", Calls);
        await stage.Services.GetRequiredService<ILiveStore>().AcquireAsync(new LiveRequest("other", [new AccountStream(account.Ref, stream)], TimeSpan.FromMinutes(1), "webhook"), Token);
        IQuarantine quarantine = stage.Services.GetRequiredService<IQuarantine>();

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => quarantine.ReplayAsync(new RejectQuery { Account = account.Ref }, Token));
        stage.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, (await quarantine.ReplayAsync(new RejectQuery { Account = account.Ref }, Token)).Resolved);
    }

    [Fact]
    public async Task A_large_replay_is_work_of_the_queue_that_a_crash_does_not_lose()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await OnboardAsync(stage);
        IQuarantine quarantine = stage.Services.GetRequiredService<IQuarantine>();
        foreach (long call in stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, Calls).Order().Take(5))
        {
            await RejectAsync(stage, "fub_calls", Calls, "call_id", call, "raw || '{\"duration\": 4711, \"updated\": \"2099-01-01T00:00:00Z\"}'");
        }

        RowId item = await quarantine.EnqueueReplayAsync(new RejectQuery { Account = account.Ref, Entity = Calls }, Token);
        await stage.Services.GetRequiredService<ILiveStore>().AcquireAsync(
            new LiveRequest("other", [new AccountStream(account.Ref, new StreamName("fub", Calls))], TimeSpan.FromMinutes(1), "webhook"), Token);
        ISyncSlice slice = stage.Services.GetRequiredService<ISyncSlice>();
        await slice.RunSliceAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal("PENDING unavailable", await stage.TextAsync($"select process_status || ' ' || last_error_code from integrations.worker_queue where id = {item}"));
        stage.Time.Advance(TimeSpan.FromMinutes(15));
        await slice.RunSliceAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal("COMPLETED COMPLETE", await stage.TextAsync($"select process_status || ' ' || outcome from integrations.worker_queue where id = {item}"));
        Assert.Equal(5, await stage.ScalarAsync<long>("select count(*) from integrations.fub_calls where duration = 4711"));
        Assert.Equal(5, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records where resolved_by = 'replay'"));
    }

    [Fact]
    public async Task Rows_altered_behind_the_library_are_mapped_anew_from_their_payloads()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await OnboardAsync(stage);
        IQuarantine quarantine = stage.Services.GetRequiredService<IQuarantine>();
        StreamName stream = new("fub", "people");
        long[] people = [.. stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people").Order()];
        string before = await VersionsAsync(stage);
        stage.Vendor.Requests.Clear();

        RemapResult nothing = await quarantine.RemapAsync(account.Ref, stream, cancellationToken: Token);
        Assert.Equal((people.Length, 0, 0, true), (nothing.Read, nothing.Updated, nothing.Refused, nothing.IsDone));
        Assert.Equal(before, await VersionsAsync(stage));

        await stage.TextAsync($"update integrations.fub_people set first_name = 'Altered', tags = array['altered'] where people_id in ({people[1]}, {people[^1]}) returning id");
        RemapResult first = await quarantine.RemapAsync(account.Ref, stream, limit: people.Length / 2, cancellationToken: Token);
        RemapResult rest = await quarantine.RemapAsync(account.Ref, stream, first.Last, cancellationToken: Token);

        Assert.Equal((2, people.Length, false, true), (first.Updated + rest.Updated, first.Read + rest.Read, first.IsDone, rest.IsDone));
        Assert.Equal(0, stage.Vendor.Requests.Total);
        await stage.AssertMirrorIsVendorAsync(account, "people");
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where first_name = 'Altered' or 'altered' = any(tags)"));
    }

    private static async Task<AccountInfo> OnboardAsync(FubStage stage)
    {
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Time.Advance(TimeSpan.FromMinutes(10));
        return account;
    }

    /// <summary>What a run leaves behind that could not map a record: the payload of a stored one, with whatever is put over it.</summary>
    private static Task<string> RejectAsync(FubStage stage, string table, string entity, string key, long id, string raw, string code = "mapping_failed", int minutes = 0) => stage.TextAsync(
        $"""
        insert into integrations.lambda_failed_records (created_at, last_seen_at, vendor, account_id, entity_type, external_id, raw, stage, error_code, error_message)
        select now, now, 'fub', t.fub_account_id, '{entity}', t.{key}::text, {raw.Replace("raw", "t.raw", StringComparison.Ordinal)}, 'map', '{code}', 'The mapping threw.'
        from integrations.{table} t, (select '{stage.Time.GetUtcNow().UtcDateTime:O}'::timestamptz + {minutes} * interval '1 minute' as now) c where t.{key} = {id}
        returning id
        """);

    private static Task<string> VersionsAsync(FubStage stage) => stage.TextAsync("select md5(string_agg(id || ' ' || ctid || ' ' || xmin, ',' order by id)) from integrations.fub_people");
}
