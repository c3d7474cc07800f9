using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>What reZEN, its hosts and its users do wrong: a typed outcome; everybody else goes on; nothing is lost and nothing falsely deleted.</summary>
public sealed class RezenBadInputTests
{
    private const string Deals = "arrakis/transactions/participant/{id}/transactions";
    private const string Downline = "yenta/agents/{id}/down-line";

    [Fact]
    public async Task A_403_that_explains_itself_stops_its_stream_and_leaves_the_account_and_the_others_alone()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        stage.Vendor.Faults.Add(SimulatorFault.Forbidden("arrakis/revshares"));

        await stage.SettleAsync();

        Assert.Equal("contributions,pendingContributions,revsharePayments", await stage.TextAsync("select string_agg(entity_type, ',' order by entity_type) from integrations.sync_job_steps where error_code = 'authorization'"));
        Assert.Equal("active", await stage.TextAsync("select status from integrations.rezen_accounts"));
        await stage.AssertMirrorIsVendorAsync(account, "transactions", "listings", "networkDownline", "networkCap", "teamRoster");
    }

    [Fact]
    public async Task I15_a_403_with_an_empty_body_is_a_dead_key_only_if_the_key_is_dead_everywhere()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        ActiveFault hidden = stage.Vendor.Faults.Add(SimulatorFault.AccountLocked() with { Path = "arrakis/revshares" });
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "revsharePayments", "transactions");
        string refused = await stage.TextAsync("select string_agg(entity_type || ' ' || coalesce(error_code, outcome), ', ' order by entity_type) from integrations.sync_job_steps where job_type = 'Reconcile'");
        string status = await stage.TextAsync("select status from integrations.rezen_accounts");
        hidden.Remove();

        // A key that has just been found good is believed for a while.
        foreach (ICredentialCache cache in stage.Services.GetServices<ICredentialCache>())
        {
            cache.Forget(account.Ref);
        }

        stage.Vendor.Faults.Add(SimulatorFault.AccountLocked(stage.User.Id));
        await stage.Jobs.RequestAsync(account.Ref, SyncJobType.All, ["transactions"], TestContext.Current.CancellationToken);
        await stage.DrainAsync();

        Assert.Equal(("revsharePayments authorization, transactions COMPLETE", "active"), (refused, status));
        Assert.Equal("reauth_required", await stage.TextAsync("select status from integrations.rezen_accounts"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where deleted_at is not null"));
    }

    [Theory]
    [InlineData("transactions", Deals)]
    [InlineData("networkDownline", Downline)]
    public async Task An_id_that_is_no_uuid_is_one_reject_and_its_neighbours_are_stored(string entity, string path)
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        Guid victim = stage.Vendor.Ids(stage.User.Id, entity)[7];
        stage.Vendor.Faults.Add(SimulatorFault.ChangedFieldType("id", "\"not-a-uuid\"") with { Path = path, RecordUuid = victim });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal("1 invalid_id", await stage.TextAsync($"select count(*) || ' ' || min(error_code) from integrations.lambda_failed_records where entity_type = '{entity}' and raw ->> 'id' = 'not-a-uuid'"));
        Assert.Equal(stage.Vendor.Ids(stage.User.Id, entity).Count - 1, (await stage.MirrorAsync(account, entity)).Count);
        Assert.Equal("PARTIAL", await stage.TextAsync($"select outcome from integrations.sync_job_steps where entity_type = '{entity}'"));
        await stage.AssertBalancedAsync();

        stage.Vendor.Faults.Clear();
        await stage.RunJobAsync(account, SyncJobType.Reconcile, entity);
        await stage.AssertMirrorIsVendorAsync(account, entity);
    }

    [Fact]
    public async Task A_tier_outside_the_programme_is_a_reject_where_a_record_says_it_and_an_empty_list_where_the_options_ask_for_it()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(rezen: static o =>
        {
            for (int tier = 1; tier <= 7; tier++)
            {
                o.Tiers.Add(tier);
            }
        });
        Guid victim = stage.Vendor.Ids(stage.User.Id, "contributions")[7];
        stage.Vendor.Faults.Add(SimulatorFault.ChangedFieldType("tier", "9") with { Path = "arrakis/revshares/{id}/contributions", RecordUuid = victim });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal($"{victim} unknown_tier", await stage.TextAsync("select string_agg(external_id || ' ' || error_code, ', ') from integrations.lambda_failed_records"));
        Assert.Equal(stage.Vendor.Ids(stage.User.Id, "contributions").Count - 1, (await stage.MirrorAsync(account, "contributions")).Count);
        await stage.AssertMirrorIsVendorAsync(account, "networkDownline", "networkCap");
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_contributions where tier not between 1 and 5"));
        await stage.AssertBalancedAsync();
    }

    [Fact]
    public async Task Participants_of_more_than_a_whole_are_stored_as_they_are_and_counted_as_doubtful()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        JsonArray participants = [.. Enumerable.Range(1, 3).Select(static n => (JsonNode)new JsonObject
        {
            ["id"] = $"c1000000-0000-4000-8000-{n:D12}",
            ["participantRole"] = "BUYERS_AGENT",
            ["firstName"] = $"Agent {n}",
            ["lastName"] = "Sample",
            ["payment"] = new JsonObject { ["percent"] = 0.4, ["amount"] = null },
        })];
        Guid deal = stage.Vendor.Create(stage.User.Id, "transactions", new JsonObject { ["participants"] = participants });
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account, "transactions");
        Assert.Equal("3 1.2", await stage.TextAsync($"select count(*) || ' ' || trim_scale(sum(p.commission_split)) from integrations.participant p join integrations.transaction t on t.id = p.transaction_id where t.source_external_id = '{deal}'"));
        Assert.Contains("$.participants[].payment.percent", await stage.TextAsync("select drift::text from integrations.sync_runs where entity_type = 'transactions' order by id limit 1"), StringComparison.Ordinal);
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records"));
    }

    [Fact]
    public async Task Negative_and_half_cent_amounts_and_two_currencies_are_kept_apart_up_to_the_core()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        Guid odd = stage.Vendor.Create(stage.User.Id, "transactions", new JsonObject { ["price"] = Money(-1250.5m, "CAD"), ["grossCommission"] = Money(0.005m, "USD") });
        Guid correction = stage.Vendor.Create(stage.User.Id, "contributions", new JsonObject { ["payout"] = Money(-75.25m, "USD"), ["tier"] = 1 });
        stage.Vendor.Create(stage.User.Id, "contributions", new JsonObject { ["payout"] = Money(40m, "USD"), ["tier"] = 1 });
        stage.Vendor.Faults.Add(SimulatorFault.ChangedFieldType("payout", "{\"amount\":31.01,\"currency\":\"CAD\"}") with
        {
            Path = "arrakis/revshares/{id}/contributions",
            RecordUuid = stage.Vendor.Ids(stage.User.Id, "contributions")[0],
        });
        await stage.ConnectAsync();

        await stage.SettleAsync();

        Assert.Equal("-1250.50 CAD 0.00 USD", await stage.TextAsync($"select concat_ws(' ', price_amount, price_currency, gross_commission_amount, gross_commission_currency) from integrations.rezen_transactions where transaction_id_raw = '{odd}'"));
        Assert.Equal("-1250.50", await stage.TextAsync($"select sale_price from integrations.transaction where source_external_id = '{odd}'"));
        Assert.Equal("-75.25 USD", await stage.TextAsync($"select concat_ws(' ', amount, currency) from integrations.contribution where source_external_id = '{correction}'"));
        Assert.Equal("31.01", await stage.TextAsync("select sum(amount) from integrations.contribution where currency = 'CAD' and deleted_at is null"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records"));
        Assert.Equal("", await stage.TextAsync("select string_agg(difference, ' ') from integrations.core_check"));

        static JsonObject Money(decimal amount, string currency) => new() { ["amount"] = amount, ["currency"] = currency };
    }

    [Fact]
    public async Task I7_a_page_that_repeats_ends_its_read_and_deletes_nothing()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(static o => o.Size = o.Size with { Network = 150 }, static o => o.NetworkPageSize = 20);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Vendor.Faults.Add(SimulatorFault.RepeatedPage() with { Path = Downline });

        await stage.RunJobAsync(account, SyncJobType.Reconcile, "networkDownline", "networkFrontline");

        Assert.Equal("networkDownline ERROR protocol, networkFrontline COMPLETED", await stage.TextAsync(
            "select string_agg(concat_ws(' ', entity_type, status, error_code), ', ' order by entity_type) from integrations.sync_job_steps where job_type = 'Reconcile'"));
        await stage.AssertMirrorIsVendorAsync(account, "networkDownline");
    }

    [Fact]
    public async Task I7_a_total_that_changes_while_it_is_paged_loses_nothing_and_deletes_nothing()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(static o => o.Size = o.Size with { Network = 150 }, static o => o.PageSize = o.ListingPageSize = o.NetworkPageSize = 20);
        stage.Vendor.Faults.Add(SimulatorFault.ChangingTotal());
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();
        await stage.RunJobAsync(account, SyncJobType.Reconcile);

        await stage.AssertMirrorIsVendorAsync(account);
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status = 'ERROR'"));
    }

    [Fact]
    public async Task A_transaction_that_comes_before_its_listing_waits_for_it_and_is_linked_when_it_comes()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        stage.Vendor.Faults.Add(SimulatorFault.Forbidden("arrakis/transactions/participant/{id}/listing-transactions"));
        await stage.SettleAsync();
        long made = await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where built_from_transaction_id_raw is not null");
        long waiting = await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where cardinality(unresolved_refs) > 0 and rezen_listing_id is null");

        stage.Vendor.Faults.Clear();
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "listings");

        Assert.True(made > 0);
        Assert.Equal(made, waiting);
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where built_from_transaction_id_raw is not null and (rezen_listing_id is null or cardinality(unresolved_refs) > 0)"));
        Assert.Equal(made, await stage.ScalarAsync<long>("select count(*) from integrations.transaction where listing_id is not null"));
    }

    [Fact]
    public async Task A_cap_that_may_not_be_seen_is_a_row_that_says_so_and_neither_drift_nor_a_delete()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(static o => o.Size = o.Size with { Network = 120 });
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        long agents = stage.Vendor.Ids(stage.User.Id, "networkDownline").Count + 1;
        long seen = stage.Vendor.Ids(stage.User.Id, "networkCap").Count;
        string before = await stage.VersionsAsync();

        await stage.RunJobAsync(account, SyncJobType.Reconcile, "networkCap");
        await stage.RunJobAsync(account, SyncJobType.All, "networkCap");

        Assert.True(seen < agents);
        Assert.Equal($"{agents} {seen} {agents - seen}", await stage.TextAsync(
            "select concat_ws(' ', count(*), count(*) filter (where visibility = 'visible'), count(*) filter (where visibility = 'not_visible' and cap_amount is null)) from integrations.rezen_agent_caps where deleted_at is null"));
        Assert.Equal($"{agents} COMPLETE", await stage.TextAsync("select rows_read || ' ' || outcome from integrations.sync_job_steps where entity_type = 'networkCap' and job_type = 'Onboarding'"));
        Assert.Equal(seen, await stage.ScalarAsync<long>("select count(*) from integrations.agent_cap_data where sync_source = 'REZEN' and deleted_at is null"));
        Assert.Equal("{}", await stage.TextAsync("select distinct drift::text from integrations.sync_runs where entity_type = 'networkCap'"));
        Assert.Equal(before, await stage.VersionsAsync());
        await stage.AssertMirrorIsVendorAsync(account, "networkCap");

        // One that was seen and is now refused keeps its row; the next read that may see it brings it back.
        ActiveFault refused = stage.Vendor.Faults.Add(SimulatorFault.Forbidden("arrakis/agent"));
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "networkCap");
        Assert.Equal($"{agents} 0", await stage.TextAsync("select count(*) || ' ' || count(*) filter (where visibility = 'visible') from integrations.rezen_agent_caps where deleted_at is null"));
        refused.Remove();
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "networkCap");
        await stage.AssertMirrorIsVendorAsync(account, "networkCap");
    }
}
