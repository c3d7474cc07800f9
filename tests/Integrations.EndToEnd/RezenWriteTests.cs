using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

public sealed class RezenWriteTests
{
    private const string Office = "d2000000-0000-4000-8000-000000000011";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I3_what_is_written_through_the_client_is_in_mirror_and_core_after_one_delta()
    {
        await using RezenStage stage = await RezenStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Time.Advance(TimeSpan.FromMinutes(20));
        RezenClient client = stage.Services.GetRequiredService<IRezenClientFactory>().Create(account.Ref);
        string listing = await stage.TextAsync("select listing_id_raw from integrations.rezen_listings where lifecycle_state = 'LISTING_ACTIVE' order by 1 limit 1");
        string open = await stage.TextAsync("select transaction_id_raw from integrations.rezen_transactions where lifecycle_group = 'OPEN' and lifecycle_state <> 'TERMINATION_REQUESTED' order by 1 limit 1");

        string draft = (await client.CreateDraftFromListingAsync(listing, Token)).Id!;
        Assert.Equal(draft, Assert.Single((await client.ListDraftsAsync(new RezenDraftsQuery(), Token)).Items).Id);
        await FillAsync(client, draft, stage.User.YentaId.ToString("D"));
        RezenWriteResult<RezenTransaction> made = await client.SubmitDraftAsync(draft, Token);
        await client.TransitionListingAsync(listing, new RezenLifecycleState("LISTING_IN_CONTRACT"), Token);
        RezenWriteResult<RezenTransaction> joined = await client.AddParticipantAsync(
            made.Id!, new RezenNewParticipant { Role = new RezenParticipantRole("LENDER"), CompanyName = "Sample Bank", EmailAddress = "bank@example.com" }, Token);
        await client.UpdateParticipantAsync(made.Id!, joined.Value!.Participants![^1].Id!, new RezenParticipantUpdate { PhoneNumber = "2025550142" }, Token);
        await client.RequestTerminationAsync(open, Token);
        await stage.RunJobAsync(account, SyncJobType.All, "listings", "transactions");

        Assert.False(made.HasProblems);
        JsonNode mirrored = (await stage.MirrorAsync(account, "transactions"))[made.Id!];
        Assert.Equal(525_000m, mirrored["price"]!["amount"]!.GetValue<decimal>());
        Assert.Equal(
            $"525000.00 15750.00 {listing} True",
            await stage.TextAsync($"select concat_ws(' ', t.sale_price, t.gross_commission, l.source_external_id, case when l.converted_transaction_id = t.id then 'True' end) from integrations.transaction t join integrations.listing l on l.id = t.listing_id where t.source_external_id = '{made.Id}'"));
        Assert.Equal(
            "BUYER blake@example.com,LENDER bank@example.com",
            await stage.TextAsync($"select string_agg(role || ' ' || email, ',' order by role) from integrations.participant where transaction_id = (select id from integrations.transaction where source_external_id = '{made.Id}') and role in ('BUYER', 'LENDER')"));
        Assert.Equal("TERMINATION_REQUESTED", await stage.TextAsync($"select lifecycle_state from integrations.rezen_transactions where transaction_id_raw = '{open}'"));
        await stage.AssertMirrorIsVendorAsync(account, "transactions", "listings");
    }

    private static async Task FillAsync(RezenClient client, string draft, string agent)
    {
        await client.SetDraftLocationAsync(draft, new RezenDraftLocation { Street = "100 Example St", City = "Sampleton", State = "UTAH", Zip = "84000", MlsNumber = "SYN123456", YearBuilt = 2020 }, Token);
        await client.SetDraftPriceAsync(
            draft,
            new RezenDraftPrice
            {
                DealType = new RezenTransactionType("SALE"),
                RepresentationType = new RezenRepresentation("SELLER"),
                SalePrice = new RezenMoney(525_000m, new RezenCurrency("USD")),
                SaleCommission = new RezenDraftCommissionChange { CommissionPercent = new RezenWholePercent(3m), PercentEnabled = true },
                ClosingDate = new DateOnly(2026, 3, 5),
            },
            Token);
        await client.SetDraftPartiesAsync(
            draft, new RezenDraftParties { Buyers = [new RezenDraftParty { FirstName = "Blake", LastName = "Example", Email = "blake@example.com" }], Sellers = [new RezenDraftParty { CompanyName = "Sample Estates" }] }, Token);
        RezenWriteResult<RezenDraft> owned = await client.SetDraftOwnerAsync(
            draft, new RezenDraftOwner { OwnerAgent = new RezenDraftOwnerAgent { AgentId = agent, Role = new RezenParticipantRole("SELLERS_AGENT") }, OfficeId = Office }, Token);
        await client.SetDraftSplitsAsync(
            draft,
            [new RezenDraftSplit { ParticipantId = owned.Value!.AgentsInfo!.OwnerAgent![0].Id!, Commission = new RezenDraftCommissionChange { CommissionPercent = new RezenWholePercent(100m), PercentEnabled = true } }],
            Token);
        await client.SetDraftPayerAsync(draft, new RezenDraftPayer { Role = new RezenParticipantRole("TITLE"), CompanyName = "Sample Title" }, Token);
        await client.SetDraftTitleAsync(draft, new RezenDraftTitle { UseRealTitle = true }, Token);
        await client.SetDraftOpcityAsync(draft, isOpcity: false, Token);
    }
}
