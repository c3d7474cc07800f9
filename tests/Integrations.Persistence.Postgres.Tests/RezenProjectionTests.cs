using System.Globalization;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>What becomes of reZEN's mirror rows in the core tables, and that it does not depend on what came first.</summary>
public sealed class RezenProjectionTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private const string Me = "me";
    private const string Casey = "casey";

    private const string People =
        """
        [{"id":"p1","participantRole":"BUYERS_AGENT","yentaUserId":"me","firstName":"Avery","lastName":"Sample","emailAddress":"Avery@Example.com ","phoneNumber":"15555550100","external":false,"paidByReal":true,"payment":{"percent":0.85,"amount":{"amount":12750.00,"currency":"USD"}}},
         {"id":"p2","participantRole":"BUYER","yentaUserId":null,"firstName":"Blake","lastName":"Example","emailAddress":"blake@example.com","phoneNumber":"5555550101","external":true,"paidByReal":false,"payment":null},
         {"id":"p3","participantRole":"OTHER_AGENT","yentaId":"casey","firstName":"Casey","lastName":"Sample","email":"casey@example.com","external":false,"payment":{"percent":0.45,"amount":"100.5"}}]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deal_becomes_a_transaction_with_money_people_payments_address_office_and_income()
    {
        long account = await Rows.RezenAccountAsync(database);
        long deal = await DealAsync(account, "t1", ("lifecycle_state", "SETTLED"), ("lifecycle_group", "CLOSED"), ("closing_date", "2026-03-05"));

        await AppliesOnceAsync("rezen_transactions", account, deal);

        Assert.Equal(
            ["t1|Closed|Commercial Sale|CLOSED|SETTLED|500000.00|15000.00|12750.00|USD|False|True|Avery Sample|avery@example.com|me|100 Example St|Sample Office|7|3|True"],
            await database.RowsAsync(
                """
                select t.source_external_id, t.status, t.transaction_type, t.stage, t.lifecycle_state, t.sale_price, t.gross_commission, t.net_payout, t.currency, t.terminated, t.closed, t.transaction_owner_name,
                  t.transaction_owner_email, g.agent_id_raw, d.street, o.name, t.user_id, t.team_id, t.deleted_at is null
                from integrations.transaction t left join integrations.agent g on g.id = t.transaction_owner_agent_id left join integrations.address d on d.id = t.address_id
                left join integrations.office o on o.id = t.office_id where t.sync_source = 'REZEN' and t.source_account_id = $1
                """,
                account));
        Assert.Equal(
            ["15000.00|12750.00|0.030000|USD"],
            await database.RowsAsync("select gci, net_payout, sale_commission_percent, currency from integrations.transaction_financials where sync_source = 'REZEN' and source_account_id = $1", account));
        Assert.Equal(
            [
                "transaction:t1:p1|BUYERS_AGENT|BUY|Avery|avery@example.com|+15555550100|True|0.850000|12750.00|15000.00|True|me",
                "transaction:t1:p2|BUYER|BUY|Blake|blake@example.com|+15555550101|False||||False|",
                "transaction:t1:p3|OTHER_AGENT||Casey|casey@example.com||True|0.450000|100.50||True|casey",
            ],
            await database.RowsAsync(
                """
                select p.source_external_id, p.role, p.side, p.first_name, p.email, p.phone, p.is_real_agent, p.commission_split, p.net_payout, p.gross_commission, p.paid, g.agent_id_raw
                from integrations.participant p left join integrations.agent g on g.id = p.agent_id where p.sync_source = 'REZEN' and p.source_account_id = $1 order by 1
                """,
                account));
        Assert.Equal(
            ["transaction:t1:p1|12750.00|12750.00|03/05/2026 00:00:00|0.850000", "transaction:t1:p3|100.50|100.50|03/05/2026 00:00:00|0.450000"],
            await database.RowsAsync("select source_external_id, amount, amount_paid, date_paid::timestamp, percent from integrations.paid_participant where sync_source = 'REZEN' and source_account_id = $1 order by 1", account));
        Assert.Equal(2L, await CountAsync("transaction_participants", account));
        Assert.Equal(
            ["GCI|15000.00|USD|3|2026|7"],
            await database.RowsAsync("select income_type, amount, currency, period_month, period_year, user_id from integrations.income where sync_source = 'REZEN' and source_account_id = $1", account));
    }

    [Fact]
    public async Task What_changes_in_a_deal_is_history_and_who_leaves_it_is_marked()
    {
        long account = await Rows.RezenAccountAsync(database);
        long deal = await DealAsync(account, "t1", ("lifecycle_state", "SETTLED"), ("lifecycle_group", "CLOSED"), ("closing_date", "2026-03-05"));
        await AppliesOnceAsync("rezen_transactions", account, deal);
        Assert.Equal(0L, await CountAsync("transaction_history", account));

        await Rows.UpdateAsync(
            database, "rezen_transactions", deal, ("lifecycle_state", "NEW"), ("lifecycle_group", "OPEN"), ("price_amount", 510000), ("rezen_updated_at", "2026-04-01T00:00:00Z"),
            ("participants", """[{"id":"p1","participantRole":"BUYERS_AGENT","yentaUserId":"me","firstName":"Avery","lastName":"Sample","payment":null}]"""));
        await AppliesOnceAsync("rezen_transactions", account, deal);

        Assert.Equal(
            ["sale_price|500000.00|510000.00||", "status|Closed|Pending|Closed|Pending"],
            await database.RowsAsync("select field_name, old_value, new_value, old_status, new_status from integrations.transaction_history where sync_source = 'REZEN' and source_account_id = $1 order by 1", account));
        Assert.Equal(
            ["transaction:t1:p1"],
            await database.RowsAsync("select source_external_id from integrations.participant where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null", account));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.paid_participant where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null", account));
        Assert.Empty(await database.RowsAsync("select 1 from integrations.income where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null", account));

        await Rows.UpdateAsync(database, "rezen_transactions", deal, ("deleted_at", "2026-05-01T00:00:00Z"), ("deleted_source", "sweep"));
        await AppliesOnceAsync("rezen_transactions", account, deal);
        Assert.Empty(await database.RowsAsync("select 1 from integrations.participant where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null", account));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listing_and_its_deal_are_linked_both_ways_whichever_comes_first(bool dealFirst)
    {
        long account = await Rows.RezenAccountAsync(database);
        long deal = await DealAsync(account, "t1", ("built_from_transaction_id_raw", "l1"));
        long listing = await ListingAsync(account, "l1", ("in_contract_transaction_id_raw", "t1"));
        const string Waits = "select array_to_string(unresolved_refs, ',') from integrations.{0} where sync_source = 'REZEN' and source_account_id = $1";

        if (dealFirst)
        {
            await AppliesOnceAsync("rezen_transactions", account, deal);
            Assert.Equal(["listing"], await database.RowsAsync(string.Format(CultureInfo.InvariantCulture, Waits, "transaction"), account));
            await AppliesOnceAsync("rezen_listings", account, listing);
        }
        else
        {
            await AppliesOnceAsync("rezen_listings", account, listing);
            Assert.Equal(["transaction"], await database.RowsAsync(string.Format(CultureInfo.InvariantCulture, Waits, "listing"), account));
            await AppliesOnceAsync("rezen_transactions", account, deal);
        }

        Assert.Equal(
            ["t1|l1||"],
            await database.RowsAsync(
                """
                select t.source_external_id, l.source_external_id, array_to_string(t.unresolved_refs, ','), array_to_string(l.unresolved_refs, ',')
                from integrations.transaction t join integrations.listing l on l.id = t.listing_id and l.converted_transaction_id = t.id where t.sync_source = 'REZEN' and t.source_account_id = $1
                """,
                account));
    }

    [Fact]
    public async Task A_listing_in_the_list_of_deals_is_left_to_the_listings()
    {
        long account = await Rows.RezenAccountAsync(database);

        await AppliesOnceAsync("rezen_transactions", account, await DealAsync(account, "l1", ("lifecycle_state", "LISTING_ACTIVE")));

        Assert.Equal(0L, await CountAsync("transaction", account));
    }

    [Theory]
    [InlineData("TEAM_LEADER", "OTHER_AGENT", "casey")]
    [InlineData("PRO_TEAM_LEADER", "OTHER_AGENT", "casey")]
    [InlineData("DOMESTIC_LEAD", "DOMESTIC_LEAD", "")]
    [InlineData("TEAM_MEMBER", "OTHER_AGENT", "")]
    public async Task The_owner_of_the_team_is_the_one_head_of_a_team_who_takes_part(string first, string second, string owner)
    {
        long account = await Rows.RezenAccountAsync(database);
        string people = $$"""[{"id":"p1","participantRole":"BUYERS_AGENT","yentaUserId":"me"},{"id":"p2","participantRole":"{{first}}","yentaUserId":"casey"},{"id":"p3","participantRole":"{{second}}","yentaUserId":"drew"}]""";

        await AppliesOnceAsync("rezen_transactions", account, await DealAsync(account, "t1", ("participants", people)));
        await AppliesOnceAsync("rezen_listings", account, await ListingAsync(account, "l1", ("participants", people)));

        foreach (string table in new[] { "transaction", "listing" })
        {
            Assert.Equal(
                [owner],
                await database.RowsAsync($"select g.agent_id_raw from integrations.{table} t left join integrations.agent g on g.id = t.team_owner_agent_id where t.sync_source = 'REZEN' and t.source_account_id = $1", account));
        }
    }

    [Fact]
    public async Task A_referral_code_names_its_agent_whoever_was_there_first()
    {
        long account = await Rows.RezenAccountAsync(database);
        await ApplyAsync("rezen_network_members", account, await NetworkAsync(account, Casey, 1));
        long known = await Rows.InsertRezenAsync(database, "rezen_referral_code", account, ("agent_id_raw", Casey), ("code", "abc1234"));
        long stranger = await Rows.InsertRezenAsync(database, "rezen_referral_code", account, ("agent_id_raw", "drew"), ("code", "abc1235"));

        await AppliesOnceAsync("rezen_referral_code", account, known, stranger);

        Assert.Equal(
            ["abc1234|casey|network", "abc1235|drew|mention"],
            await database.RowsAsync("select c.code, g.agent_id_raw, g.source from integrations.rezen_referral_code c join integrations.agent g on g.id = c.agent_id where c.rezen_account_id = $1 order by 1", account));
    }

    [Fact]
    public async Task A_payload_that_no_column_holds_spoils_nothing()
    {
        long account = await Rows.RezenAccountAsync(database);

        await AppliesOnceAsync(
            "rezen_transactions",
            account,
            await DealAsync(account, "t1", ("participants", """[{"id":"p1","payment":{"percent":1e30,"amount":"much"}},{"payment":{"percent":"0.005","amount":-0.005},"phoneNumber":"n/a"},7,null]""")),
            await DealAsync(account, "t2", ("participants", """{"not":"a list"}"""), ("currency", "DOLLARS"), ("price_currency", null), ("gross_commission_currency", null)));

        Assert.Equal(
            ["transaction:t1:p1|||True|", "transaction:t1:p2|0.005000|-0.01|True|n/a"],
            await database.RowsAsync("select source_external_id, commission_split, net_payout, paid, phone from integrations.participant where sync_source = 'REZEN' and source_account_id = $1 order by 1", account));
        Assert.Equal(2L, await CountAsync("transaction", account));
    }

    [Fact]
    public async Task A_contribution_is_income_unless_it_was_missed_and_waits_for_a_deal_that_may_never_come()
    {
        long account = await Rows.RezenAccountAsync(database);
        long paid = await ContributionAsync(account, "c1", ("transaction_id_raw", "t1"));
        long missed = await ContributionAsync(account, "c2", ("missed", true), ("amount", 5m));

        await AppliesOnceAsync("rezen_contributions", account, paid, missed);

        Assert.Equal(
            ["c1|112.50|Paid|1|Tier 1|2026-02-01|casey|me||transaction", "c2|5.00|Paid|1|Tier 1|2026-02-01|casey|me||"],
            await database.RowsAsync(
                """
                select c.source_external_id, c.amount, c.status, c.tier, n.name, c.month::text, k.agent_id_raw, g.agent_id_raw, c.transaction_id, array_to_string(c.unresolved_refs, ',')
                from integrations.contribution c join integrations.contribution_tiers n on n.id = c.tier_id join integrations.agent k on k.id = c.contributing_agent_id
                join integrations.agent g on g.id = c.receiving_agent_id where c.sync_source = 'REZEN' and c.source_account_id = $1 order by 1
                """,
                account));
        Assert.Equal(["RevShare|112.50"], await database.RowsAsync("select income_type, amount from integrations.income where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null", account));
        Assert.Equal(2L, await CountAsync("contributors", account));
        Assert.Equal(["revshare_totals"], await database.RowsAsync("select derived from integrations.core_stale where vendor = 'rezen' and account_id = $1", account));
    }

    [Fact]
    public async Task A_roster_becomes_a_team_with_members_splits_and_agents()
    {
        long account = await Rows.RezenAccountAsync(database);
        long leader = await MemberAsync(account, "m1", Me, ("roles", """["LEADER"]"""));
        long member = await MemberAsync(account, "m2", Casey, ("roles", """["MEMBER"]"""), ("member_commission_split", 50m), ("real_cap", 6000m));
        long elsewhere = await MemberAsync(account, "m3", Casey, ("team_id_raw", "other"), ("team_name", "Other Team"), ("member_commission_split", 50m));

        await AppliesOnceAsync("rezen_team_members", account, leader, member, elsewhere);

        Assert.Equal(
            ["Sample Team|NORMAL|me|casey|False|0.500000|6000.00|Active", "Sample Team|NORMAL|me|me|True|||Active"],
            await database.RowsAsync(
                """
                select t.team_name, t.team_type, o.agent_id_raw, m.agent_id_raw, m.is_leader, m.member_commission_split, m.real_cap, m.status
                from integrations.team t join integrations.agent o on o.id = t.team_owner_agent_id join integrations.team_members m on m.team_id = t.id
                where t.sync_source = 'REZEN' and t.source_account_id = $1 and t.team_id_raw = 'team' order by m.agent_id_raw
                """,
                account));
        Assert.Equal(["casey|0.500000"], await database.RowsAsync("select source_external_id, member_commission_split from integrations.agent_commission where sync_source = 'REZEN' and source_account_id = $1", account));

        await Rows.UpdateAsync(database, "rezen_team_members", member, ("deleted_at", "2026-05-01T00:00:00Z"), ("deleted_source", "sweep"));
        await Rows.UpdateAsync(database, "rezen_team_members", elsewhere, ("deleted_at", "2026-05-01T00:00:00Z"), ("deleted_source", "sweep"));
        await AppliesOnceAsync("rezen_team_members", account, leader, member, elsewhere);
        Assert.Equal(
            ["casey|Left|False|False"],
            await database.RowsAsync(
                "select m.agent_id_raw, m.status, m.active, a.active_on_team from integrations.team_members m join integrations.agent a on a.id = m.agent_id where m.sync_source = 'REZEN' and m.source_account_id = $1 and m.source_external_id = 'team:casey' and m.deleted_at is not null",
                account));
    }

    [Fact]
    public async Task A_new_tier_moves_a_member_and_a_cap_that_is_not_visible_is_no_cap_of_zero()
    {
        long account = await Rows.RezenAccountAsync(database);
        long member = await NetworkAsync(account, Casey, 2);
        long cap = await Rows.InsertRezenAsync(
            database, "rezen_agent_caps", account, ("agent_id_raw", Casey), ("visibility", "visible"), ("cap_amount", 12000m), ("cap_amount_paid", 10.5m), ("capped", false), ("anniversary_date", "2020-02-29"));
        await AppliesOnceAsync("rezen_network_members", account, member);
        await AppliesOnceAsync("rezen_agent_caps", account, cap);

        await Rows.UpdateAsync(database, "rezen_network_members", member, ("tier", 1), ("size_of_network", 9));
        await Rows.UpdateAsync(database, "rezen_agent_caps", cap, ("visibility", "not_visible"), ("cap_amount", null), ("cap_amount_paid", null), ("capped", null));
        await AppliesOnceAsync("rezen_network_members", account, member);
        await AppliesOnceAsync("rezen_agent_caps", account, cap);

        Assert.Equal(
            ["me-casey-1|1|9||False|casey|me"],
            await database.RowsAsync(
                """
                select m.network_id_raw, m.tier, m.network_size, m.cap_amount, m.left_network, d.agent_id_raw, s.agent_id_raw from integrations.network_member m
                join integrations.agent d on d.id = m.downline_agent_id left join integrations.agent s on s.id = m.sponsoring_agent_id where m.sync_source = 'REZEN' and m.source_account_id = $1
                """,
                account));
        Assert.Equal(
            ["New to Network||ACTIVE", "Tier|2|1", "Network Size|4|9"],
            await database.RowsAsync("select type, value_old, value_new from integrations.network_change_log where sync_source = 'REZEN' and source_account_id = $1 order by id", account));
        Assert.Equal(
            ["12000.00|10.50|True|True"],
            await database.RowsAsync("select cap_limit, cap_used, extract(month from cap_year_start) = 2, deleted_at is not null from integrations.agent_cap_data where sync_source = 'REZEN' and source_account_id = $1", account));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Caps_of_an_agent_whose_cap_is_gone_or_hidden_are_marked_in_all_years_and_the_present_one_comes_back_with_it(bool isGone)
    {
        long account = await Rows.RezenAccountAsync(database);
        long member = await NetworkAsync(account, Casey, 1);
        long cap = await Rows.InsertRezenAsync(
            database, "rezen_agent_caps", account, ("agent_id_raw", Casey), ("visibility", "visible"), ("cap_amount", 12000m), ("cap_amount_paid", 10.5m), ("anniversary_date", "2020-02-29"));
        await ApplyAsync("rezen_network_members", account, member);
        await ApplyAsync("rezen_agent_caps", account, cap);
        await database.ExecuteAsync(
            """
            insert into integrations.agent_cap_data (sync_source, source_account_id, source_external_id, agent_id, cap_year_start, cap_used)
            select sync_source, source_account_id, 'casey:2001-02-28', agent_id, '2001-02-28', 7 from integrations.agent_cap_data where sync_source = 'REZEN' and source_account_id = $1
            """,
            account);

        await Rows.UpdateAsync(database, "rezen_agent_caps", cap, isGone ? [("deleted_at", "2026-01-02T00:00:00Z"), ("deleted_source", "sweep")] : [("visibility", "not_visible")]);
        await AppliesOnceAsync("rezen_agent_caps", account, cap);
        Assert.Equal(["True", "True"], await LiveAsync());

        await Rows.UpdateAsync(database, "rezen_agent_caps", cap, ("deleted_at", null), ("deleted_source", null), ("visibility", "visible"));
        await AppliesOnceAsync("rezen_agent_caps", account, cap);
        Assert.Equal(["True", "False"], await LiveAsync());

        Task<IReadOnlyList<string>> LiveAsync() => database.RowsAsync(
            "select deleted_at is not null from integrations.agent_cap_data where sync_source = 'REZEN' and source_account_id = $1 order by cap_year_start", account);
    }

    [Fact]
    public async Task A_cycle_of_sponsors_ends_and_the_closure_agrees_with_the_network()
    {
        long account = await Rows.RezenAccountAsync(database);
        long[] sponsors = [await SponsorAsync(account, "s1", 1), await SponsorAsync(account, "s2", 2), await SponsorAsync(account, "s1", 3)];
        long[] members = [await NetworkAsync(account, Casey, 1), await NetworkAsync(account, "drew", 2, ("sponsor_agent_id_raw", Casey)), await NetworkAsync(account, "ellis", 3)];
        await ApplyAsync("rezen_sponsors", account, sponsors);
        await ApplyAsync("rezen_network_members", account, members);

        await using ServiceProvider services = Services();
        Assert.Equal(1, await services.GetRequiredService<DerivedTables>().RefreshAsync(Ref(account), Token));

        Assert.Equal(
            ["casey>drew 1", "me>casey 1", "me>drew 2", "me>ellis 3", "s1>me 1", "s1>s2 1", "s2>me 2", "s2>s1 1"],
            await database.RowsAsync(
                """
                select a.agent_id_raw || '>' || d.agent_id_raw || ' ' || h.depth from integrations.network_hierarchy h join integrations.agent a on a.id = h.ancestor_agent_id
                join integrations.agent d on d.id = h.descendant_agent_id where h.sync_source = 'REZEN' and h.source_account_id = $1 order by 1
                """,
                account));
        Assert.Equal(["1.000000|"], await database.RowsAsync("select ratio, difference from integrations.core_check where source_account_id = $1 and derived = 'network_hierarchy'", account));

        // What changes no edge asks for no new closure.
        await Rows.UpdateAsync(database, "rezen_network_members", members[1], ("size_of_network", 77));
        await ApplyAsync("rezen_network_members", account, members);
        Assert.Empty(await database.RowsAsync("select 1 from integrations.core_stale where vendor = 'rezen' and account_id = $1", account));
        await Rows.UpdateAsync(database, "rezen_network_members", members[2], ("tier", 4));
        await ApplyAsync("rezen_network_members", account, members);
        Assert.Equal(["network_hierarchy"], await database.RowsAsync("select derived from integrations.core_stale where vendor = 'rezen' and account_id = $1", account));
    }

    [Fact]
    public async Task A_closure_of_100_000_with_a_cycle_ends_and_has_every_pair_once()
    {
        long account = await Rows.RezenAccountAsync(database);

        // Each agent sponsors ten, five tiers deep, but the fifth is sponsored by one of his own.
        await database.ExecuteAsync("insert into integrations.agent (sync_source, source_account_id, source_external_id, agent_id_raw) select 'REZEN', $1, n::text, n::text from generate_series(0, 100000) n", account);
        await database.ExecuteAsync("analyze integrations.agent");
        await database.ExecuteAsync(
            """
            insert into integrations.agent_hierarchy (sync_source, source_account_id, source_external_id, agent_id, sponsor_agent_id)
            select 'REZEN', $1, a.source_external_id, a.id, s.id from integrations.agent a
            join integrations.agent s on s.source_account_id = $1 and s.sync_source = 'REZEN'
              and s.source_external_id = (case when a.source_external_id = '5' then 51 else (a.source_external_id::integer - 1) / 10 end)::text
            where a.source_account_id = $1 and a.sync_source = 'REZEN' and a.source_external_id <> '0'
            """,
            account);
        await database.ExecuteAsync(
            """
            insert into integrations.network_member (sync_source, source_account_id, source_external_id, network_id_raw, tier, agent_id, downline_agent_id)
            select 'REZEN', $1, a.source_external_id, a.source_external_id, case when n <= 10 then 1 when n <= 110 then 2 when n <= 1110 then 3 when n <= 11110 then 4 else 5 end, o.id, a.id
            from integrations.agent a cross join lateral (select a.source_external_id::integer as n) x
            join integrations.agent o on o.source_account_id = $1 and o.sync_source = 'REZEN' and o.source_external_id = '0'
            where a.source_account_id = $1 and a.sync_source = 'REZEN' and n > 0
            """,
            account);
        await database.ExecuteAsync("insert into integrations.core_stale (vendor, account_id, derived) values ('rezen', $1, 'network_hierarchy')", account);
        await using ServiceProvider services = Services();

        Assert.Equal(1, await services.GetRequiredService<DerivedTables>().RefreshAsync(Ref(account), Token));

        Assert.Equal(
            ["100000 5>51 1, 51>5 1"],
            await database.RowsAsync(
                """
                select count(*) filter (where a.source_external_id = '0') || ' ' || string_agg(a.source_external_id || '>' || d.source_external_id || ' ' || h.depth, ', ' order by a.source_external_id)
                  filter (where (a.source_external_id, d.source_external_id) in (('5', '51'), ('51', '5')))
                from integrations.network_hierarchy h join integrations.agent a on a.id = h.ancestor_agent_id join integrations.agent d on d.id = h.descendant_agent_id where h.source_account_id = $1
                """,
                account));
        Assert.Equal(["1.000000|"], await database.RowsAsync("select ratio, difference from integrations.core_check where source_account_id = $1 and derived = 'network_hierarchy'", account));
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from integrations.network_hierarchy where source_account_id = $1 and ancestor_agent_id = descendant_agent_id", account));
    }

    [Fact]
    public async Task Totals_keep_currencies_apart_and_the_check_names_what_differs()
    {
        long account = await Rows.RezenAccountAsync(database);
        long[] ids = [await ContributionAsync(account, "c1"), await ContributionAsync(account, "c2", ("amount", -12.5m)), await ContributionAsync(account, "c3", ("currency", "CAD"), ("amount", 0.01m))];
        await ApplyAsync("rezen_contributions", account, ids);
        await ApplyAsync("rezen_network_members", account, await NetworkAsync(account, Casey, 1));
        await using ServiceProvider services = Services();

        await services.GetRequiredService<DerivedTables>().RefreshAsync(Ref(account), Token);

        Assert.Equal(
            ["CAD|0.01|1", "USD|100.00|2"],
            await database.RowsAsync("select currency, total_amount, contributions from integrations.revshare_totals where sync_source = 'REZEN' and source_account_id = $1 order by 1", account));
        Assert.Equal(["100.00"], await database.RowsAsync("select total_contribution from integrations.network_member where sync_source = 'REZEN' and source_account_id = $1", account));
        Assert.Empty(await database.RowsAsync("select difference from integrations.core_check where sync_source = 'REZEN' and source_account_id = $1 and difference is not null", account));

        await database.ExecuteAsync("update integrations.revshare_totals set total_amount = 50 where source_account_id = $1 and currency = 'USD'", account);
        Assert.Equal(
            ["0.500050|revshare_totals has 50.01 where contribution has 100.01."],
            await database.RowsAsync("select ratio, difference from integrations.core_check where sync_source = 'REZEN' and source_account_id = $1 and difference is not null", account));
    }

    [Fact]
    public async Task Equity_is_summed_by_month_and_year()
    {
        long account = await Rows.RezenAccountAsync(database);
        Task<long> Grant(string id, string type, decimal amount, string date, string? vests) => Rows.InsertRezenAsync(
            database, "rezen_equity_grants", account, ("grant_id_raw", id), ("owner_agent_id_raw", Me), ("transaction_type", type), ("amount", amount), ("price", 2m), ("transaction_date", date), ("vesting_date", vests));
        await ApplyAsync(
            "rezen_equity_grants", account, await Grant("g1", "AWARD", 100m, "2025-03-01T00:00:00Z", "2026-03-01"), await Grant("g2", "EXERCISE", 40m, "2026-04-02T00:00:00Z", null));
        await using ServiceProvider services = Services();

        await services.GetRequiredService<DerivedTables>().RefreshAsync(Ref(account), Token);

        Assert.Equal(
            ["2025|100.000000|0.000000|200.000000", "2026|60.000000|100.000000|120.000000"],
            await database.RowsAsync("select period_year, total_shares, vested_shares, total_value from integrations.equity_annual where sync_source = 'REZEN' and source_account_id = $1 order by 1", account));
        Assert.Equal(3L, await CountAsync("equity_monthly", account));
    }

    [Fact]
    public async Task The_roster_and_the_revenue_of_a_user_are_views()
    {
        long account = await Rows.RezenAccountAsync(database);
        await ApplyAsync("agent_rezen", account, await Rows.InsertRezenAsync(database, "agent_rezen", account, ("agent_id_raw", Me), ("first_name", "Avery"), ("email", "avery@example.com"), ("user_id", 77L)));
        await ApplyAsync("rezen_team_members", account, await MemberAsync(account, "m1", Me, ("roles", """["LEADER"]""")), await MemberAsync(account, "m2", Casey));
        await ApplyAsync("rezen_transactions", account, await DealAsync(account, "t1", ("lifecycle_state", "SETTLED"), ("closing_date", "2026-03-05"), ("user_id", 77L)));

        Assert.Equal(
            ["casey|False|0|", "me|True|1|15000.00"],
            await database.RowsAsync("select agent_id_raw, is_leader, closed_deals, gross_commission from integrations.user_roster where user_id = 77 order by agent_id_raw"));
        Assert.Equal(["2026|3|GCI|USD|15000.00|1"], await database.RowsAsync("select period_year, period_month, income_type, currency, amount, entries from integrations.user_revenue where user_id = 77"));
        Assert.Equal(["me|avery@example.com"], await database.RowsAsync("select agent_id_raw, email from integrations.user_rezen where rezen_account_id = $1", account));
    }

    [Fact]
    public async Task One_person_at_two_vendors_is_matched_by_mail_or_by_phone_and_last_name_and_never_by_name()
    {
        long account = await Rows.RezenAccountAsync(database);
        await ApplyAsync(
            "rezen_transactions",
            account,
            await DealAsync(
                account, "t1", ("user_id", 501L), ("participants", """
                [{"id":"mail","firstName":"Blake","lastName":"Example","emailAddress":"Blake@Example.com"},{"id":"phone","firstName":"B.","lastName":"EXAMPLE","phoneNumber":"(555) 555-0101"},
                 {"id":"family","firstName":"Robin","lastName":"Other","phoneNumber":"15555550101"},{"id":"name","firstName":"Blake","lastName":"Example"}]
                """)));
        await database.ExecuteAsync("update integrations.participant set user_id = 501 where sync_source = 'REZEN' and source_account_id = $1", account);
        await database.ExecuteAsync(
            """
            insert into integrations.participant (sync_source, source_account_id, source_external_id, user_id, first_name, last_name, email, phone)
            values ('FUB', 1, 'match-1', 501, 'Blake', 'Example', 'blake@example.com', '+15555550101'), ('FUB', 1, 'match-2', 502, 'Blake', 'Example', 'blake@example.com', '+15555550101')
            """);

        Assert.Equal(
            ["mail|match-1|mail", "phone|match-1|phone"],
            await database.RowsAsync(
                """
                select p.participant_id_raw, o.source_external_id, m.rule from integrations.participant_match m join integrations.participant p on p.id = m.participant_id
                join integrations.participant o on o.id = m.other_participant_id where m.user_id = 501 and m.sync_source = 'REZEN' order by 1
                """));
    }

    [Fact]
    public async Task One_deal_at_two_vendors_is_linked_and_not_where_there_is_a_second_one_like_it()
    {
        await database.ExecuteAsync(
            """
            insert into integrations.transaction (sync_source, source_account_id, source_external_id, user_id, mls_num, sale_price, closing_date) values
              ('REZEN', 900009, 'a', 601, ' syn123', 1, null), ('FUB', 900009, 'b', 601, 'SYN123', 2, null),
              ('REZEN', 900009, 'c', 601, 'N/A', 500000, '2026-03-05'), ('FUB', 900009, 'd', 601, 'N/A', 500000, '2026-03-05'),
              ('REZEN', 900009, 'e', 601, null, 600000, '2026-03-06'), ('FUB', 900009, 'f', 601, null, 600000, '2026-03-06'), ('FUB', 900009, 'g', 601, null, 600000, '2026-03-06'),
              ('FUB', 900009, 'h', 602, 'SYN123', 500000, '2026-03-05')
            """);

        Assert.Equal(
            ["a|b|mls", "c|d|price"],
            await database.RowsAsync(
                """
                select t.source_external_id, o.source_external_id, m.rule from integrations.transaction_match m join integrations.transaction t on t.id = m.transaction_id
                join integrations.transaction o on o.id = m.other_transaction_id where m.user_id = 601 and m.sync_source = 'REZEN' order by 1
                """));
    }

    [Fact]
    public async Task Staging_columns_are_made_of_the_mapped_row()
    {
        long account = await Rows.RezenAccountAsync(database);
        await database.ExecuteAsync(
            """
            insert into integrations.stage_contributions_rezen_onboarding (account_id, entity_type, external_id, raw, "row", content_hash, source, batch_id)
            values ($1, 'contributions', 'c1', '{}', '{"tier":3,"contributor_agent_id_raw":"casey","period_start":"2026-02-01","period_end":null}', '', 'onboarding', gen_random_uuid())
            """,
            account);

        Assert.Equal(
            ["3|casey|02/01/2026|"],
            await database.RowsAsync("select tier, contributor_agent_id_raw, period_start, period_end from integrations.stage_contributions_rezen_onboarding where account_id = $1", account));
    }

    [Fact]
    public async Task Any_order_of_arrival_gives_the_same_core()
    {
        string? expected = null;
        Random random = new(20_260_301);
        int[] order = [.. Enumerable.Range(0, 11)];
        for (int world = 0; world < 12; world++)
        {
            string digest = await WorldAsync(order);
            expected ??= digest;
            Assert.True(expected == digest, $"Order {string.Join(',', order)} gave another core:\n{digest}\nthan\n{expected}");
            random.Shuffle(order);
        }
    }

    private static AccountRef Ref(long account) => new("rezen", new RowId(account));

    private ServiceProvider Services() => database.Services(static s => s.AddSingleton(TestRezen.Descriptor));

    private Task<long> CountAsync(string table, long account) =>
        database.ScalarAsync<long>($"select count(*) from integrations.{table} where sync_source = 'REZEN' and source_account_id = $1", account);

    private Task<long> DealAsync(long account, string id, params (string Column, object? Value)[] columns) => Rows.InsertRezenAsync(
        database, "rezen_transactions", account, Over(
            [
                ("transaction_id_raw", id), ("lifecycle_group", "OPEN"), ("lifecycle_state", "NEW"), ("transaction_type", "SALE"), ("property_type", "COMMERCIAL"), ("price_amount", 500000m), ("price_currency", "USD"),
                ("gross_commission_amount", 15000m), ("gross_commission_currency", "USD"), ("my_net_payout_amount", 12750m), ("sale_commission_percent", 0.03m), ("transaction_owner_id_raw", "p1"),
                ("office_id_raw", "o1"), ("office_name", "Sample Office"), ("address_street", "100 Example St"), ("address_city", "Sampleton"), ("address_zip", "84000"), ("currency", null),
                ("rezen_updated_at", "2026-03-01T00:00:00Z"), ("participants", People), ("commission_splits", """[{"participantId":"p1","amount":{"amount":15000}}]"""),
            ],
            columns));

    private Task<long> ListingAsync(long account, string id, params (string Column, object? Value)[] columns) => Rows.InsertRezenAsync(
        database, "rezen_listings", account, Over(
            [
                ("listing_id_raw", id), ("lifecycle_group", "OPEN"), ("lifecycle_state", "LISTING_IN_CONTRACT"), ("price_amount", 510000m), ("address_street", "100 EXAMPLE St"), ("address_city", "Sampleton"),
                ("address_zip", "84000"), ("address_county", "Sample"), ("rezen_updated_at", "2026-02-01T00:00:00Z"),
                ("participants", """[{"id":"q1","participantRole":"SELLERS_AGENT","yentaUserId":"frankie","firstName":"Frankie","lastName":"Old"}]"""),
            ],
            columns));

    private Task<long> ContributionAsync(long account, string id, params (string Column, object? Value)[] columns) => Rows.InsertRezenAsync(
        database, "rezen_contributions", account, Over(
            [
                ("contribution_id_raw", id), ("tier", 1), ("owner_agent_id_raw", Me), ("contributor_agent_id_raw", Casey), ("contributor_first_name", "C."), ("amount", 112.5m), ("currency", "USD"), ("status", "PAID"),
                ("contribution_date", "2026-02-03T00:00:00Z"),
            ],
            columns));

    private Task<long> MemberAsync(long account, string id, string agent, params (string Column, object? Value)[] columns) => Rows.InsertRezenAsync(
        database, "rezen_team_members", account, Over(
            [
                ("member_id_raw", id), ("team_id_raw", "team"), ("team_name", "Sample Team"), ("team_type", "NORMAL"), ("team_status", "ACTIVE"), ("agent_id_raw", agent), ("agent_status", "ACTIVE"),
                ("first_name", "Roster " + agent), ("full_name", "Roster " + agent),
            ],
            columns));

    private Task<long> NetworkAsync(long account, string agent, int tier, params (string Column, object? Value)[] columns) => Rows.InsertRezenAsync(
        database, "rezen_network_members", account, Over(
            [("downline_agent_id_raw", agent), ("owner_agent_id_raw", Me), ("tier", tier), ("first_name", "Down " + agent), ("status", "ACTIVE"), ("size_of_network", 4), ("join_date", "2025-01-15")], columns));

    private Task<long> SponsorAsync(long account, string agent, long level) =>
        Rows.InsertRezenAsync(database, "rezen_sponsors", account, ("agent_id_raw", agent), ("level", level), ("owner_agent_id_raw", Me), ("first_name", agent));

    private static (string Column, object? Value)[] Over((string Column, object? Value)[] usual, (string Column, object? Value)[] columns) =>
        [.. usual.Where(u => !columns.Any(c => c.Column == u.Column)), .. columns];

    /// <summary>The same mirror rows, projected in some order, one arrival at a time; the core as text without row ids and times.</summary>
    private async Task<string> WorldAsync(int[] order)
    {
        long account = await Rows.RezenAccountAsync(database);
        Func<Task<(string Table, long Id)>>[] arrivals =
        [
            async () => ("rezen_transactions", await DealAsync(account, "t1", ("built_from_transaction_id_raw", "l1"), ("lifecycle_state", "SETTLED"), ("closing_date", "2026-03-05"))),
            async () => ("rezen_transactions", await DealAsync(account, "t2", ("rezen_updated_at", "2026-04-01T00:00:00Z"), ("participants", """[{"id":"p1","yentaUserId":"frankie","firstName":"Frankie","lastName":"New"}]"""))),
            async () => ("rezen_listings", await ListingAsync(account, "l1")),
            async () => ("rezen_listings", await ListingAsync(account, "l2", ("in_contract_transaction_id_raw", "t2"))),
            async () => ("rezen_contributions", await ContributionAsync(account, "c1", ("transaction_id_raw", "t1"))),
            async () => ("rezen_network_members", await NetworkAsync(account, Casey, 1)),
            async () => ("rezen_network_members", await NetworkAsync(account, "drew", 2)),
            async () => ("rezen_agent_caps", await Rows.InsertRezenAsync(database, "rezen_agent_caps", account, ("agent_id_raw", "drew"), ("visibility", "visible"), ("cap_amount", 12000m), ("anniversary_date", "2025-01-15"))),
            async () => ("rezen_sponsors", await SponsorAsync(account, "s1", 1)),
            async () => ("rezen_team_members", await MemberAsync(account, "m1", Casey, ("roles", """["LEADER"]"""))),
            async () => ("rezen_revshare_payments", await Rows.InsertRezenAsync(database, "rezen_revshare_payments", account, ("payment_id_raw", "r1"), ("owner_agent_id_raw", Me), ("amount", 10m), ("currency", "USD"))),
        ];
        await using ServiceProvider services = Services();
        foreach (int i in order)
        {
            (string table, long id) = await arrivals[i]();
            await ApplyAsync(table, account, id);

            // What the store does when a target arrives: the rows that waited for it are projected again.
            if (table == "rezen_transactions")
            {
                foreach (string waiting in await database.RowsAsync("select id from integrations.rezen_contributions where rezen_account_id = $1", account))
                {
                    await ApplyAsync("rezen_contributions", account, long.Parse(waiting, CultureInfo.InvariantCulture));
                }
            }

            await services.GetRequiredService<DerivedTables>().RefreshAsync(Ref(account), Token);
        }

        return string.Join('\n', await database.RowsAsync(DigestSql, account));
    }

    private const string DigestSql =
        """
        with c as (
          select 'agent' as t, to_jsonb(x) as row from integrations.agent x where sync_source = 'REZEN' and source_account_id = $1
          union all select 'address', to_jsonb(x) from integrations.address x where sync_source = 'REZEN' and source_account_id = $1
          union all select 'office', to_jsonb(x) from integrations.office x where sync_source = 'REZEN' and source_account_id = $1
          union all select 'transaction', to_jsonb(x) || jsonb_build_object('l', l.source_external_id, 'g', g.agent_id_raw) from integrations.transaction x
            left join integrations.listing l on l.id = x.listing_id left join integrations.agent g on g.id = x.transaction_owner_agent_id where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'listing', to_jsonb(x) || jsonb_build_object('d', d.source_external_id) from integrations.listing x
            left join integrations.transaction d on d.id = x.converted_transaction_id where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'participant', to_jsonb(x) || jsonb_build_object('g', g.agent_id_raw) from integrations.participant x left join integrations.agent g on g.id = x.agent_id
            where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'contribution', to_jsonb(x) || jsonb_build_object('d', d.source_external_id) from integrations.contribution x
            left join integrations.transaction d on d.id = x.transaction_id where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'income', to_jsonb(x) || jsonb_build_object('d', d.source_external_id) from integrations.income x
            left join integrations.transaction d on d.id = x.transaction_id where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'network_member', to_jsonb(x) || jsonb_build_object('s', s.agent_id_raw) from integrations.network_member x left join integrations.agent s on s.id = x.sponsoring_agent_id
            where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'agent_hierarchy', to_jsonb(x) || jsonb_build_object('s', s.agent_id_raw) from integrations.agent_hierarchy x left join integrations.agent s on s.id = x.sponsor_agent_id
            where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'network_hierarchy', jsonb_build_object('a', a.agent_id_raw, 'd', d.agent_id_raw, 'n', x.depth) from integrations.network_hierarchy x
            join integrations.agent a on a.id = x.ancestor_agent_id join integrations.agent d on d.id = x.descendant_agent_id where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'revshare_totals', to_jsonb(x) from integrations.revshare_totals x where sync_source = 'REZEN' and source_account_id = $1
          union all select 'revshare_payment', to_jsonb(x) || jsonb_build_object('s', s.total_amount) from integrations.revshare_payment x
            left join integrations.revshare_totals s on s.id = x.revshare_totals_id where x.sync_source = 'REZEN' and x.source_account_id = $1
          union all select 'team_members', to_jsonb(x) from integrations.team_members x where sync_source = 'REZEN' and source_account_id = $1
          union all select 'agent_cap_data', to_jsonb(x) from integrations.agent_cap_data x where sync_source = 'REZEN' and source_account_id = $1
        ), named as (
          select t, (select jsonb_object_agg(e.key, e.value) from jsonb_each(row) e
            where e.key <> 'id' and e.key not like '%\_id' and e.key not in ('created_at', 'updated_at', 'last_updated', 'source_account_id', 'calculated_at', 'seen_at') and e.value <> 'null') as row
          from c)
        select t, row from named order by t, row::text
        """;

    /// <summary>Applies all projections of a table as a store does, and again, which must write nothing but marks.</summary>
    private async Task AppliesOnceAsync(string table, long account, params long[] ids)
    {
        await ApplyAsync(table, account, ids);
        Assert.Equal(0, await ApplyAsync(table, account, ids));
    }

    private async Task<long> ApplyAsync(string table, long account, params long[] ids)
    {
        await using ServiceProvider services = Services();
        await using NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(Token);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Token);
        long written = 0;
        foreach (ICoreProjection projection in services.GetRequiredService<CoreProjections>().For(table))
        {
            long rows = await projection.ApplyAsync(connection, transaction, Ref(account), ids, Token);
            written += projection.Name.EndsWith("_to_revshare_totals", StringComparison.Ordinal) || projection.Name.EndsWith("_to_equity_monthly", StringComparison.Ordinal)
                || projection.Name.EndsWith("_to_network_hierarchy", StringComparison.Ordinal)
                ? 0
                : Math.Max(rows, 0);
        }

        await transaction.CommitAsync(Token);
        return written;
    }
}
