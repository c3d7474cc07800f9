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
        await using Stage stage = await Stage.OpenAsync();

        var error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => stage.ConnectAsync("fka_wrong_0001"));

        Assert.DoesNotContain("fka_wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await stage.ScalarAsync<long>("select (select count(*) from integrations.fub_accounts) + (select count(*) from integrations.credentials)"));
    }

    [Fact]
    public async Task I15_a_revoked_key_stops_its_account_visibly_and_no_other()
    {
        await using Stage stage = await Stage.OpenAsync();
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
        await using Stage stage = await Stage.OpenAsync();
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
        await using Stage stage = await Stage.OpenAsync();
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
        await using Stage stage = await Stage.OpenAsync();
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
        await using Stage stage = await Stage.OpenAsync();
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
        await using Stage stage = await Stage.OpenAsync();
        long victim = stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people")[7];
        SimulatorFault what = fault == "nul" ? SimulatorFault.NulInText("firstName") : SimulatorFault.LoneSurrogate("firstName");
        stage.Vendor.Faults.Add(what with { RecordId = victim, Path = "people" });
        await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal(1, await stage.ScalarAsync<long>($"select count(*) from integrations.fub_people where people_id = {victim} and first_name like '%\uFFFD%' and raw_original is not null"));
        Assert.Contains("SanitizedText", await stage.TextAsync("select string_agg(drift::text, ' ') from integrations.sync_runs where entity_type = 'people'"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task I16_unknown_words_and_fields_are_kept_and_counted()
    {
        await using Stage stage = await Stage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.UnknownEnumValue() with { Path = "events" });
        stage.Vendor.Faults.Add(SimulatorFault.RenamedField("lastName", "familyName") with { Path = "people" });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal(stage.Vendor.Ids(stage.Vendor.Accounts[0].Id, "people").Count, (await stage.MirrorAsync(account, "fub_people", "people_id")).Count);
        Assert.Contains("familyName", await stage.TextAsync("select drift::text from integrations.sync_runs where entity_type = 'people' limit 1"), StringComparison.Ordinal);
        Assert.NotEqual("{}", await stage.TextAsync("select drift::text from integrations.sync_runs where entity_type = 'events' limit 1"));
    }

    [Fact]
    public async Task A_list_without_metadata_is_still_read_to_its_end()
    {
        await using Stage stage = await Stage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.MissingMetadata() with { Path = "groups" });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account, "groups");
    }

    [Fact]
    public async Task An_expired_token_starts_the_walk_again_and_loses_nothing()
    {
        await using Stage stage = await Stage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.ExpiredToken() with { Times = 2 });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task A_cursor_of_another_stream_is_refused_before_any_request_and_names_the_remedy()
    {
        await using Stage stage = await Stage.OpenAsync();
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
}
