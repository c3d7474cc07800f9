using System.Text.Json.Nodes;
using Integrations.Abstractions;

namespace Integrations.EndToEnd;

/// <summary>One person, or one deal, at two vendors: matched by explicit rules only.</summary>
public sealed class MatchTests
{
    [Fact]
    public async Task What_two_vendors_tell_of_the_same_business_is_matched_and_never_merged()
    {
        await using BothStage stage = await BothStage.OpenAsync();
        (_, AccountInfo rezen) = await stage.ConnectBothAsync();
        await stage.SettleAsync();
        const string Deals = "select count(distinct transaction_id) from integrations.transaction_match where user_id = 7 and sync_source = 'REZEN' and other_sync_source = 'FUB' and rule = 'price'";
        const string Alike =
            """
            select count(*) from integrations.transaction t join integrations.address d on d.id = t.address_id
            join integrations.fub_deals f on f.deal_name = d.street and f.price = t.sale_price and f.projected_close_date = t.closing_date
            where t.sync_source = 'REZEN' and t.deleted_at is null and f.status <> 'Deleted'
            """;

        long shared = await stage.ScalarAsync<long>(Alike);
        Assert.InRange(shared, 5, 30);
        Assert.Equal(shared, await stage.ScalarAsync<long>(Deals));
        Assert.Equal(
            await stage.ScalarAsync<long>("select (select count(*) from integrations.rezen_transactions) + (select count(*) from integrations.fub_deals)"),
            await stage.ScalarAsync<long>("select count(*) from integrations.transaction"));

        // The client of a shared deal is a contact there, with the same mail.
        Assert.True(await stage.ScalarAsync<long>("select count(*) from integrations.participant_match where user_id = 7 and sync_source = 'REZEN' and rule = 'mail'") > 10);
        Assert.Equal(
            0,
            await stage.ScalarAsync<long>(
                """
                select count(*) from integrations.participant_match m join integrations.participant a on a.id = m.participant_id join integrations.participant b on b.id = m.other_participant_id
                where not (a.email = b.email or (a.phone = b.phone and lower(btrim(a.last_name)) = lower(btrim(b.last_name))))
                """));
        Assert.True(await stage.ScalarAsync<long>(
            """
            select count(*) from integrations.participant a
            join integrations.participant b on b.sync_source = 'FUB' and b.first_name = a.first_name and b.last_name = a.last_name and b.email is distinct from a.email
            where a.sync_source = 'REZEN' and not exists (select from integrations.participant_match m where m.participant_id = a.id and m.other_participant_id = b.id)
            """) > 0);

        // A deal whose price moves at one vendor is not the other's any more.
        string moved = await stage.TextAsync("select t.source_external_id from integrations.transaction_match m join integrations.transaction t on t.id = m.transaction_id where m.sync_source = 'REZEN' order by 1 limit 1");
        stage.Time.Advance(TimeSpan.FromMinutes(30));
        string currency = await stage.TextAsync($"select currency from integrations.transaction where sync_source = 'REZEN' and source_external_id = '{moved}'");
        stage.Rezen.Edit(stage.Rezen.Accounts[0].Id, "transactions", Guid.Parse(moved), new JsonObject { ["price"] = new JsonObject { ["amount"] = 1_234_567, ["currency"] = currency } });
        await stage.RunJobAsync(rezen, SyncJobType.All, "transactions");
        Assert.Equal(shared - 1, await stage.ScalarAsync<long>(Deals));
    }
}
