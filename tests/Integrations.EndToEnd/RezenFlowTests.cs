using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Simulators;

namespace Integrations.EndToEnd;

public sealed class RezenFlowTests
{
    [Fact]
    public async Task I3_two_users_are_onboarded_and_the_mirror_is_the_vendor()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo first = await stage.ConnectAsync(0);
        AccountInfo second = await stage.ConnectAsync(1);

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(first);
        await stage.AssertMirrorIsVendorAsync(second);
        await stage.AssertBalancedAsync();
        foreach (string table in new[] { "transactions", "listings", "contributions", "network_downline" })
        {
            Assert.Equal(0, await stage.ScalarAsync<long>($"select count(*) from integrations.stage_{table}_rezen_onboarding where not is_processed"));
        }

        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_onboarding_jobs where status = 'COMPLETED' and transaction_data and listing_data and contributions and network"));
        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_accounts where transactions_rezen = transactions_ad and listings_rezen = listings_ad and last_success_at is not null"));
    }

    [Fact]
    public async Task The_core_is_the_mirror_and_deals_and_listings_are_linked_both_ways()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        await stage.ConnectAsync();

        await stage.SettleAsync();

        foreach ((string core, string mirror) in new[] { ("transaction", "rezen_transactions"), ("listing", "rezen_listings"), ("contribution", "rezen_contributions"), ("network_member", "rezen_network_members") })
        {
            Assert.Equal(
                await stage.ScalarAsync<long>($"select count(*) from integrations.{mirror} where deleted_at is null"),
                await stage.ScalarAsync<long>($"select count(*) from integrations.{core} where sync_source = 'REZEN' and deleted_at is null"));
        }

        Assert.Equal(
            await stage.ScalarAsync<long>("select sum(jsonb_array_length(participants))::bigint from (select participants from integrations.rezen_transactions union all select participants from integrations.rezen_listings) deals"),
            await stage.ScalarAsync<long>("select count(*) from integrations.participant where sync_source = 'REZEN' and deleted_at is null"));
        long made = await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where built_from_transaction_id_raw is not null");
        Assert.True(made > 0);
        Assert.Equal(made, await stage.ScalarAsync<long>("select count(*) from integrations.transaction where sync_source = 'REZEN' and listing_id is not null"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions where built_from_transaction_id_raw is not null and rezen_listing_id is null"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_listings where in_contract_transaction_id_raw is not null and rezen_transaction_id is null"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task I3_after_random_changes_a_delta_and_a_full_read_bring_the_mirror_back_to_the_vendor(int seed)
    {
        await using RezenStage stage = await RezenStage.OpenAsync(o => o.Seed = seed);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        for (int round = 0; round < 3; round++)
        {
            stage.Vendor.Burst(stage.User.Id, changes: 40, seed: (seed * 100) + round);
            stage.Time.Advance(TimeSpan.FromMinutes(20));
            await stage.RunJobAsync(account, SyncJobType.All);
        }

        await stage.RunJobAsync(account, SyncJobType.Reconcile);

        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
    }

    [Fact]
    public async Task I5_a_second_delta_and_a_second_full_read_write_no_row()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        string before = await stage.VersionsAsync();

        await stage.RunJobAsync(account, SyncJobType.All);
        await stage.RunJobAsync(account, SyncJobType.Reconcile);

        Assert.Equal(before, await stage.VersionsAsync());
    }

    [Fact]
    public async Task Contributions_of_the_onboarding_and_of_daily_windows_are_staged_in_a_table_each()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        const string Staged = "select count(*) || ' ' || count(*) filter (where is_processed and source = '{0}' and (period_start is not null) = {1}) from integrations.stage_contributions_rezen_{2}";
        string onboarding = string.Format(CultureInfo.InvariantCulture, Staged, "onboarding", false, "onboarding");
        string total = $"{stage.Vendor.Count(stage.User.Id, "contributions").Total}";
        Assert.Equal($"{total} {total}", await stage.TextAsync(onboarding));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.stage_contributions_rezen_daily_sync"));
        stage.Time.Advance(TimeSpan.FromHours(7));

        Guid made = stage.Vendor.Create(stage.User.Id, "contributions");
        await stage.RunJobAsync(account, SyncJobType.All, "contributions");

        Assert.Equal("delta PROMOTED", await stage.TextAsync($"select concat_ws(' ', source, processing_status) from integrations.stage_contributions_rezen_daily_sync where external_id = '{made}'"));
        string[] daily = (await stage.TextAsync(string.Format(CultureInfo.InvariantCulture, Staged, "delta", true, "daily_sync"))).Split(' ');
        Assert.Equal(daily[0], daily[1]);
        Assert.Equal($"{total} {total}", await stage.TextAsync(onboarding));
        await stage.AssertMirrorIsVendorAsync(account, "contributions");
        await stage.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_deal_that_goes_to_another_group_is_found_there_by_the_next_delta_and_keeps_its_row()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        string id = await stage.TextAsync("select transaction_id_raw from integrations.rezen_transactions where lifecycle_group = 'OPEN' and built_from_transaction_id_raw is not null order by 1 limit 1");
        string row = await stage.TextAsync($"select id from integrations.rezen_transactions where transaction_id_raw = '{id}'");
        stage.Time.Advance(TimeSpan.FromMinutes(30));

        stage.Vendor.Move(stage.User.Id, "transactions", Guid.Parse(id), "SETTLED");
        await stage.RunJobAsync(account, SyncJobType.All, "transactions", "listings");

        Assert.Equal($"{row} CLOSED SETTLED", await stage.TextAsync($"select concat_ws(' ', id, lifecycle_group, lifecycle_state) from integrations.rezen_transactions where transaction_id_raw = '{id}'"));
        Assert.Equal("LISTING_CLOSED", await stage.TextAsync($"select lifecycle_state from integrations.rezen_listings where in_contract_transaction_id_raw = '{id}'"));
        Assert.Equal("true", (await stage.TextAsync($"select closed from integrations.transaction where sync_source = 'REZEN' and source_external_id = '{id}'")).ToLowerInvariant());
    }

    [Fact]
    public async Task A_listing_that_is_put_in_contract_is_linked_to_its_deal_by_the_next_delta()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        string listing = await stage.TextAsync("select listing_id_raw from integrations.rezen_listings where lifecycle_state = 'LISTING_ACTIVE' order by 1 limit 1");
        stage.Time.Advance(TimeSpan.FromMinutes(30));

        Guid made = stage.Vendor.PutInContract(stage.User.Id, Guid.Parse(listing));
        await stage.RunJobAsync(account, SyncJobType.All, "transactions", "listings");

        Assert.Equal(
            listing,
            await stage.TextAsync($"select l.source_external_id from integrations.transaction t join integrations.listing l on l.id = t.listing_id where t.sync_source = 'REZEN' and t.source_external_id = '{made}'"));
    }

    [Fact]
    public async Task An_agent_with_a_new_tier_keeps_the_row_and_a_leaver_is_seen()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        string member = await stage.TextAsync("select downline_agent_id_raw from integrations.rezen_network_members where tier = 2 and status = 'ACTIVE' order by 1 limit 1");
        string row = await stage.TextAsync($"select id from integrations.rezen_network_members where downline_agent_id_raw = '{member}'");
        stage.Time.Advance(TimeSpan.FromDays(1));

        stage.Vendor.Edit(stage.User.Id, "networkDownline", Guid.Parse(member), new JsonObject { ["tier"] = 4, ["status"] = "INACTIVE" });
        await stage.RunJobAsync(account, SyncJobType.All, "networkDownline");

        Assert.Equal($"{row} 4 INACTIVE", await stage.TextAsync($"select concat_ws(' ', id, tier, status) from integrations.rezen_network_members where downline_agent_id_raw = '{member}'"));
        Assert.Equal("t", (await stage.TextAsync($"select left_network from integrations.network_member where sync_source = 'REZEN' and source_external_id = '{member}'"))[..1].ToLowerInvariant());
    }

    [Fact]
    public async Task What_one_host_serves_is_read_while_another_cannot_be_reached_and_the_rest_when_it_is_back()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        stage.Vendor.Faults.Add(SimulatorFault.Unreachable("arrakis"));
        AccountInfo account = await stage.ConnectAsync();

        await stage.DrainAsync();
        await stage.AssertMirrorIsVendorAsync(account, "agentData", "teamRoster", "networkDownline", "networkFrontline", "sponsorTree");
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_transactions"));
        stage.Vendor.Faults.Clear();
        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task A_cycle_above_the_user_is_read_as_it_is()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(o => o.SponsorCycle = true);
        AccountInfo account = await stage.ConnectAsync();

        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(account, "sponsorTree", "networkDownline");
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status <> 'COMPLETED' and entity_type in ('sponsorTree', 'networkDownline')"));
    }

    [Fact]
    public async Task Contributions_without_ids_are_told_apart_and_read_again_without_a_change()
    {
        await using RezenStage stage = await RezenStage.OpenAsync(o => o.ContributionIds = false);
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();

        Assert.Equal(stage.Vendor.Count(stage.User.Id, "contributions").Total, await stage.ScalarAsync<long>("select count(*) from integrations.rezen_contributions"));
        string before = await stage.VersionsAsync();
        await stage.RunJobAsync(account, SyncJobType.Reconcile, "contributions", "pendingContributions");

        Assert.Equal(before, await stage.VersionsAsync());
    }
}
