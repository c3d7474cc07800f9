using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>What vendors, networks and people do wrong: a typed outcome that names account, stream and remedy; everybody else goes on; nothing is lost.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, string> RecordFaults => new()
    {
        { "missing id", "people", "missing_id" },
        { "invalid date", "people", "" },
        { "number for a text", "people", "" },
        { "text for a number", "calls", "" },
    };

    [Fact]
    public async Task A_wrong_key_is_refused_before_anything_is_stored()
    {
        await using FubStage stage = await FubStage.OpenAsync();

        var error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => stage.ConnectAsync("fka_wrong_0001"));

        Assert.DoesNotContain("fka_wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await stage.ScalarAsync<long>("select (select count(*) from integrations.fub_accounts) + (select count(*) from integrations.credentials)"));
    }

    [Fact]
    public async Task I15_a_revoked_key_stops_its_account_visibly_and_no_other()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo revoked = await stage.ConnectAsync(0);
        AccountInfo healthy = await stage.ConnectAsync(1);
        await stage.SettleAsync();
        stage.Vendor.Faults.Add(SimulatorFault.Unauthorized(stage.Vendor.Accounts[0].OwnerKey));
        stage.Vendor.Burst(stage.Vendor.Accounts[1].Id, 30, 1);

        await stage.Jobs.RequestAsync(revoked.Ref, SyncJobType.All, ["people"], TestContext.Current.CancellationToken);
        await stage.SyncAndReconcileAsync(healthy);
        long requests = stage.Vendor.Requests.Count(status: 401);
        stage.Time.Advance(TimeSpan.FromHours(3));
        var states = stage.Services.GetRequiredService<ISyncStateStore>();
        await states.PlanDueAsync(TestContext.Current.CancellationToken);
        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(healthy);
        Assert.Equal("reauth_required", await stage.TextAsync($"select status from integrations.fub_accounts where id = {revoked.Ref.Id}"));
        Assert.Equal("authentication", await stage.TextAsync($"select max(error_code) from integrations.sync_job_steps where account_id = {revoked.Ref.Id} and status = 'ERROR'"));
        Assert.Equal(requests, stage.Vendor.Requests.Count(status: 401));
    }

    [Fact]
    public async Task Connecting_again_brings_a_stopped_account_back()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        ActiveFault revoked = stage.Vendor.Faults.Add(SimulatorFault.Unauthorized(stage.Vendor.Accounts[0].OwnerKey));
        await stage.RunJobAsync(account, SyncJobType.All, "people");

        stage.Vendor.Faults.Remove(revoked.Number);
        AccountInfo again = await stage.ConnectAsync();
        await stage.SyncAndReconcileAsync(again);

        Assert.Equal(account.Ref, again.Ref);
        await stage.AssertMirrorIsVendorAsync(again);
    }

    [Fact]
    public async Task A_stream_that_the_key_may_not_read_leaves_the_others_alone()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        stage.Vendor.Faults.Add(SimulatorFault.Forbidden("groups"));

        await stage.SettleAsync();

        Assert.Equal("authorization", await stage.TextAsync("select error_code from integrations.sync_job_steps where entity_type = 'groups'"));
        Assert.Equal(10, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status = 'COMPLETED'"));
        Assert.Equal("active", await stage.TextAsync("select status from integrations.fub_accounts"));
        Assert.Contains(account.Ref.ToString(), await stage.TextAsync("select error_message from integrations.sync_job_steps where entity_type = 'groups'"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("truncated")]
    [InlineData("cut")]
    [InlineData("500")]
    [InlineData("storm")]
    public async Task A_page_that_does_not_come_is_read_again_and_nothing_is_lost(string fault)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        SimulatorFault what = fault switch
        {
            "html" => SimulatorFault.HtmlPage(),
            "truncated" => SimulatorFault.TruncatedJson(),
            "cut" => SimulatorFault.CutConnection(),
            "500" => SimulatorFault.ServerError(),
            _ => SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(1)),
        };
        stage.Vendor.Faults.Add(what with { Every = 4, Times = 12 });

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
    }

    [Theory]
    [MemberData(nameof(RecordFaults))]
    public async Task A_bad_record_is_a_reject_with_its_payload_and_its_neighbours_are_stored(string fault, string entity, string code)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        long vendorAccount = stage.Vendor.Accounts[0].Id;
        long victim = stage.Vendor.Ids(vendorAccount, entity)[7];
        SimulatorFault what = fault switch
        {
            "missing id" => SimulatorFault.MissingField(),
            "invalid date" => SimulatorFault.InvalidDate("created", "31.02.2026"),
            "number for a text" => SimulatorFault.ChangedFieldType("createdVia", "12"),
            _ => SimulatorFault.ChangedFieldType("duration", "\"twelve\""),
        };
        stage.Vendor.Faults.Add(what with { RecordId = victim, Path = entity });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();
        await stage.AssertBalancedAsync();
        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.lambda_failed_records where entity_type = '{entity}' and raw is not null and resolved_at is null and (error_code = '{code}' or '{code}' = '')"));
        Assert.Equal("PARTIAL", await stage.TextAsync($"select outcome from integrations.sync_job_steps where entity_type = '{entity}' and job_type = 'Onboarding'"));

        // Once the vendor is right again, the next full read brings the record and settles the reject.
        stage.Vendor.Faults.Clear();
        await stage.SyncAndReconcileAsync(account);
        await stage.AssertMirrorIsVendorAsync(account);
        if (code.Length == 0)
        {
            Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records where resolved_at is null"));
        }
    }

    [Theory]
    [InlineData("nul")]
    [InlineData("surrogate")]
    public async Task Text_that_PostgreSQL_refuses_is_sanitised_visibly_and_its_bytes_are_kept(string fault)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        long victim = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people")[7];
        SimulatorFault what = fault == "nul" ? SimulatorFault.NulInText("firstName") : SimulatorFault.LoneSurrogate("firstName");
        stage.Vendor.Faults.Add(what with { RecordId = victim, Path = "people" });
        await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {victim} and first_name like '%\uFFFD%' and raw_original is not null"));
        Assert.Contains("SanitizedText", await stage.TextAsync("select string_agg(drift::text, ' ') from integrations.sync_runs where entity_type = 'people'"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Text_of_a_megabyte_is_stored_whole_on_both_paths()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        string text = new('x', 1_048_576);
        stage.Vendor.Faults.Add(Spoiled(stage, "notes", "body", $"\"{text}\""));
        stage.Vendor.Faults.Add(Spoiled(stage, "people", "firstName", $"\"{text}\""));
        stage.Vendor.Faults.Add(Spoiled(stage, "appointments", "description", $"\"{text}\""));
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await AssertAllStoredAsync(stage, account, "notes", "people", "appointments");
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.contact_log where contact_type = 'note' and length(note) >= 1048576"));
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where length(first_name) = 1048576 and length(raw ->> 'firstName') = 1048576"));
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_appointments where length(description) = 1048576"));
    }

    [Theory]
    [InlineData("people", "emails", "[{\"value\":\"@\",\"isPrimary\":1}]")]
    [InlineData("textMessages", "fromNumber", "\"@\"")]
    [InlineData("events", "type", "\"@\"")]
    [InlineData("people", "tags", "[\"@\"]")]
    public async Task Text_of_a_megabyte_that_no_index_takes_is_a_reject_and_its_neighbours_are_stored(string entity, string field, string json)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        string text = "@" + string.Concat(Enumerable.Range(0, 150_000).Select(static n => n.ToString("x7", System.Globalization.CultureInfo.InvariantCulture)));
        stage.Vendor.Faults.Add(Spoiled(stage, entity, field, json.Replace("@", text, StringComparison.Ordinal)));
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await AssertOneRejectAsync(stage, account, entity, "refused_by_database");
    }

    [Fact]
    public async Task A_person_with_10_000_tags_is_stored_with_all_of_them()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(Spoiled(stage, "people", "tags", "[" + string.Join(',', Enumerable.Range(1, 10_000).Select(static n => $"\"Tag {n}\"")) + "]"));
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await AssertAllStoredAsync(stage, account, "people");
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_people where cardinality(tags) = 10000 and tags @> array['Tag 10000']"));
    }

    [Fact]
    public async Task A_deal_with_no_stage_is_stored_and_waits_for_none()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(Spoiled(stage, "deals", "stageId", "null"));
        stage.Vendor.Faults.Add(Spoiled(stage, "deals", "stageName", "null"));
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await AssertAllStoredAsync(stage, account, "deals");
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_deals d join integrations.transaction t on t.source_external_id = d.fub_deal_id::text where d.stage_id is null and d.fub_stage_id is null and not 'stage' = any(d.unresolved_refs) and t.stage is null"));
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("\"9007199254740993\"")]
    public async Task An_id_over_2_to_the_53_keeps_every_digit(string id)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(Spoiled(stage, "calls", "id", id));
        stage.Vendor.Faults.Add(Spoiled(stage, "tasks", "personId", id));
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await AssertAllStoredAsync(stage, account, "calls", "tasks");
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_calls c join integrations.contact_log l on l.source_table = 'fub_calls' and l.source_external_id = c.call_id::text where c.call_id = 9007199254740993"));
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.fub_tasks where person_id = 9007199254740993 and fub_people_id is null and unresolved_refs = '{person}'"));
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("\"9223372036854775808\"")]
    [InlineData("1e400")]
    [InlineData("-7")]
    [InlineData("12.5")]
    [InlineData("\"twelve\"")]
    public async Task An_id_that_is_no_64_bit_number_is_a_reject_and_its_neighbours_are_stored(string id)
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(Spoiled(stage, "calls", "id", id));
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await AssertOneRejectAsync(stage, account, "calls");
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task I3_deltas_lose_nothing_when_the_vendors_clock_is_off(int minutes)
    {
        await using FubStage stage = await FubStage.OpenAsync(vendor: o => o.ClockSkew = TimeSpan.FromMinutes(minutes));
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long vendorAccount = stage.Vendor.Accounts[0].Id;
        (string Path, string Table, string Key, string Field, string Column)[] streams =
        [
            ("people", "fub_people", "people_id", "firstName", "first_name"),
            ("calls", "fub_calls", "call_id", "note", "note"),
            ("notes", "fub_notes", "note_id", "body", "body"),
            ("tasks", "fub_tasks", "task_id", "name", "name"),
        ];
        for (int round = 1; round <= 4; round++)
        {
            // An edit just after the last delta and a new record just before the next one: a watermark of our clock would pass one of them.
            Dictionary<string, long> created = [];
            foreach ((string path, _, _, string field, _) in streams)
            {
                stage.Vendor.Edit(vendorAccount, path, stage.Vendor.Ids(vendorAccount, path)[round], new JsonObject { [field] = $"Round {round}" });
            }

            stage.Time.Advance(TimeSpan.FromMinutes(7));
            foreach ((string path, _, _, _, _) in streams)
            {
                created[path] = stage.Vendor.Create(vendorAccount, path);
            }

            await stage.RunJobAsync(account, SyncJobType.Sync, "people", "calls", "notes", "tasks");

            foreach ((string path, string table, string key, _, string column) in streams)
            {
                long edited = stage.Vendor.Ids(vendorAccount, path)[round];
                Assert.Equal($"Round {round}", await stage.TextAsync($"select {column} from integrations.{table} where {key} = {edited}"));
                Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.{table} where {key} = {created[path]}"));
            }
        }

        DateTimeOffset vendorTime = stage.Time.GetUtcNow().AddMinutes(minutes);
        Assert.Equal(
            0,
            await stage.ScalarAsync<long>($"select count(*) from integrations.sync_state where entity_type in ('people', 'calls', 'notes', 'tasks') and abs(extract(epoch from watermark_at - '{vendorTime:O}'::timestamptz)) > 240"));
    }

    [Fact]
    public async Task I16_unknown_words_and_fields_are_kept_and_counted()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.UnknownEnumValue() with { Path = "events" });
        stage.Vendor.Faults.Add(SimulatorFault.RenamedField("lastName", "familyName") with { Path = "people" });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal(stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people").Count, (await stage.MirrorAsync(account, "people")).Count);
        Assert.Contains("familyName", await stage.TextAsync("select drift::text from integrations.sync_runs where entity_type = 'people' limit 1"), StringComparison.Ordinal);
        Assert.NotEqual("{}", await stage.TextAsync("select drift::text from integrations.sync_runs where entity_type = 'events' limit 1"));
    }

    [Fact]
    public async Task A_list_without_metadata_is_still_read_to_its_end()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.MissingMetadata() with { Path = "groups" });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account, "groups");
    }

    [Fact]
    public async Task An_expired_token_starts_the_walk_again_and_loses_nothing()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.ExpiredToken() with { Times = 2 });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task A_cursor_of_another_stream_is_refused_before_any_request_and_names_the_remedy()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        await stage.TextAsync("update integrations.sync_state s set cursor = (select cursor from integrations.sync_state o where o.entity_type = 'calls') where s.entity_type = 'people' returning id");

        await stage.RunJobAsync(account, SyncJobType.All, "people");

        Assert.Equal("cursor", await stage.TextAsync("select error_code from integrations.sync_job_steps where entity_type = 'people' and job_type = 'All'"));
        Assert.Contains("Request a Reconcile", await stage.TextAsync("select error_message from integrations.sync_state where entity_type = 'people'"), StringComparison.Ordinal);

        // The remedy works.
        await stage.SyncAndReconcileAsync(account);
        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task A_connection_string_to_nowhere_is_one_clear_error()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Engine.IntegrationsServiceCollectionExtensions.AddIntegrations(services).UsePostgres("Host=127.0.0.1;Port=1;Username=nobody;Password=synthetic-secret;Timeout=2");
        await using ServiceProvider provider = services.BuildServiceProvider();

        var error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => provider.GetRequiredService<PostgresMigrator>().MigrateAsync(TestContext.Current.CancellationToken));

        Assert.DoesNotContain("synthetic-secret", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>One record of the list with another value in one field.</summary>
    private static SimulatorFault Spoiled(FubStage stage, string entity, string field, string json) =>
        SimulatorFault.ChangedFieldType(field, json) with { RecordId = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, entity)[7], Path = entity };

    private static async Task AssertAllStoredAsync(FubStage stage, AccountInfo account, params string[] entities)
    {
        await stage.AssertBalancedAsync();
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records"));
        foreach (string entity in entities)
        {
            Assert.Equal((entity, stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, entity).Count), (entity, (await stage.MirrorAsync(account, entity)).Count));
        }
    }

    private static async Task AssertOneRejectAsync(FubStage stage, AccountInfo account, string entity, string? code = null)
    {
        await stage.AssertBalancedAsync();
        Assert.Equal($"1 {code}".TrimEnd(), (await stage.TextAsync($"select count(*) || ' ' || {(code is null ? "''" : "min(error_code)")} from integrations.lambda_failed_records where entity_type = '{entity}' and error_message <> '' and raw is not null")).TrimEnd());
        Assert.Equal(1, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records"));
        Assert.Equal(stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, entity).Count - 1, (await stage.MirrorAsync(account, entity)).Count);
        Assert.Equal("PARTIAL", await stage.TextAsync($"select outcome from integrations.sync_job_steps where entity_type = '{entity}' and job_type = 'Onboarding'"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status <> 'COMPLETED'"));
    }
}
