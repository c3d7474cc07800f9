using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators.Tests;

public sealed class RezenWriteTests : RezenSimulatorTests
{
    private const string Location = """{"street":"100 Example St","city":"Sampleton","state":"UTAH","zip":"84000","yearBuilt":2020,"mlsNumber":"SYN123456"}""";

    private const string Price =
        """{"dealType":"SALE","representationType":"BUYER","salePrice":{"amount":"500000.00","currency":"USD"},"saleCommission":{"commissionPercent":3,"percentEnabled":true},"propertyType":"CONDO","closingDate":"2026-03-05"}""";

    private const string Parties =
        """{"buyers":[{"firstName":"Blake","lastName":"Example","email":"blake@example.com","phoneNumber":"2025550101"}],"sellers":[{"companyName":"Sample Estates"}]}""";

    private string Owner => $$$"""{"ownerAgent":{"agentId":"{{{Account.YentaId}}}","role":"BUYERS_AGENT"},"officeId":"d2000000-0000-4000-8000-000000000011"}""";

    [Fact]
    public async Task A_draft_becomes_a_transaction_with_an_id_of_its_own_that_lists_and_details_show()
    {
        var draft = await BeginAsync("transaction-builder?type=TRANSACTION");
        Assert.Equal([draft], (await Get(Arrakis, "transaction-builder/paged?from=0&limit=10")).GetProperty("results").EnumerateArray().Select(IdOf));

        await FillAsync(draft);
        var made = await Write("POST", $"transaction-builder/{draft}/submit");

        var id = IdOf(made);
        Assert.NotEqual(draft, id);
        Assert.Equal("NEW", StateOf(made));
        Assert.Contains(id, await Group(Transactions, "OPEN"));
        var detail = await Get(Arrakis, $"transactions/{id}");
        Assert.Equal(500_000m, detail.GetProperty("price").GetProperty("amount").GetDecimal());
        Assert.Equal(0.03m, detail.GetProperty("saleCommissionPercent").GetDecimal());
        Assert.Equal(15_000m, detail.GetProperty("grossCommission").GetProperty("amount").GetDecimal());
        Assert.Equal("100 Example St", detail.GetProperty("address").GetProperty("street").GetString());
        Assert.Equal("2026-03-05", detail.GetProperty("closingDateEstimated").GetString());
        Assert.Equal(
            ["BUYERS_AGENT Account", "BUYER blake@example.com", "SELLER Sample Estates"],
            detail.GetProperty("participants").EnumerateArray().Select(p => $"{p.GetProperty("participantRole")} {(p.GetProperty("yentaUserId").ToString() == Account.YentaId.ToString() ? "Account" : p.GetProperty("emailAddress").GetString() ?? p.GetProperty("company").GetString())}"));
        Assert.Equal(HttpStatusCode.NotFound, (await Ask("POST", $"transaction-builder/{draft}/submit")).StatusCode);
        Assert.Empty((await Get(Arrakis, "transaction-builder/paged")).GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task A_draft_without_a_required_step_a_seller_or_a_whole_commission_is_refused()
    {
        var draft = await BeginAsync("transaction-builder?type=TRANSACTION");

        await AssertRefused("PUT", $"transaction-builder/{draft}/owner-info", Owner, HttpStatusCode.BadRequest, "location");
        await AssertRefused("PUT", $"transaction-builder/{draft}/location-info", """{"street":"100 Example St"}""", HttpStatusCode.BadRequest, "city");
        await AssertRefused("PUT", $"transaction-builder/{draft}/buyer-seller-info", """{"buyers":[],"sellers":[]}""", HttpStatusCode.BadRequest, "sellers");
        await AssertRefused("PUT", $"transaction-builder/{draft}/commission-info", """[{"participantId":"x","commission":{"commissionPercent":90,"percentEnabled":true}}]""", HttpStatusCode.BadRequest, "100.00");
        await AssertRefused("POST", $"transaction-builder/{draft}/submit", null, HttpStatusCode.BadRequest, "location-info");
        await AssertRefused("PUT", "transaction-builder/12/location-info", Location, HttpStatusCode.BadRequest, "UUID");
        Assert.Equal(HttpStatusCode.NoContent, (await Ask("DELETE", $"transaction-builder/{draft}")).StatusCode);
        await AssertRefused("DELETE", $"transaction-builder/{draft}", null, HttpStatusCode.NotFound, "not found");
    }

    [Fact]
    public async Task A_listing_goes_into_contract_only_once_the_deal_made_from_it_is_submitted()
    {
        var listing = IdOf((await ReadAll(Arrakis, Listings + "OPEN", "transactions")).First(static l => StateOf(l) == "LISTING_ACTIVE"));
        await AssertRefused("PUT", $"listings/{listing}/transition/LISTING_IN_CONTRACT", null, HttpStatusCode.NotFound, "No open transaction found");
        var draft = await BeginAsync($"transaction-builder/{listing}/transaction-to-builder");
        await FillAsync(draft);
        var deal = IdOf(await Write("POST", $"transaction-builder/{draft}/submit"));

        await Write("PUT", $"listings/{listing}/transition/LISTING_IN_CONTRACT");

        Assert.Equal(listing, (await Get(Arrakis, $"transactions/{deal}")).GetProperty("builtFromTransactionId").GetGuid());
        var moved = await Get(Arrakis, $"transactions/{listing}");
        Assert.Equal(("LISTING_IN_CONTRACT", deal), (StateOf(moved), moved.GetProperty("inContractTransactionId").GetGuid()));
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(), moved.GetProperty("updatedAt").GetInt64());
    }

    [Theory]
    [InlineData("PUT", "termination-requested")]
    [InlineData("POST", "request-termination")]
    public async Task A_wish_for_termination_is_taken_back_to_the_state_before(string method, string call)
    {
        var open = (await ReadAll(Arrakis, Transactions + "OPEN", "transactions")).First(static t => StateOf(t) != "TERMINATION_REQUESTED");
        var path = $"transactions/{IdOf(open)}";

        Assert.Equal("TERMINATION_REQUESTED", StateOf(await Write(method, $"{path}/{call}")));
        Assert.Equal("TERMINATION_REQUESTED", StateOf(await Get(Arrakis, path)));
        Assert.Equal(StateOf(open), StateOf(await Write("PUT", $"{path}/undo-termination-request")));
        await AssertRefused("PUT", $"{path}/undo-termination-request", null, HttpStatusCode.BadRequest, "requested");
        await AssertRefused(method, $"transactions/{(await Group(Transactions, "CLOSED"))[0]}/{call}", null, HttpStatusCode.BadRequest, "open");
    }

    [Fact]
    public async Task A_participant_is_added_and_changed_and_the_others_stay()
    {
        var id = (await Group(Transactions, "OPEN"))[0];
        var before = (await Get(Arrakis, $"transactions/{id}")).GetProperty("participants").EnumerateArray().Select(IdOf).ToList();

        var added = (await Write("POST", $"transactions/{id}/create-participant", """{"role":"LENDER","companyName":"Sample Bank","emailAddress":"bank@example.com"}""")).GetProperty("participants").EnumerateArray().Last();
        await Write("PUT", $"transactions/{id}/participant/{IdOf(added)}", """{"firstName":"Casey","payment":{"percent":0.1}}""");

        var after = (await Get(Arrakis, $"transactions/{id}")).GetProperty("participants").EnumerateArray().ToList();
        Assert.Equal([.. before, IdOf(added)], after.Select(IdOf));
        Assert.Equal(("LENDER", "Sample Bank", "Casey", 0.1m), (after[^1].GetProperty("participantRole").GetString(), after[^1].GetProperty("company").GetString(), after[^1].GetProperty("firstName").GetString(), after[^1].GetProperty("payment").GetProperty("percent").GetDecimal()));
        await AssertRefused("PUT", $"transactions/{id}/participant/{Guid.NewGuid()}", "{}", HttpStatusCode.NotFound, "Participant");
    }

    [Fact]
    public async Task A_referral_is_a_transaction_and_of_the_caller_only()
    {
        const string Referral =
            """{"externalAgentName":"Drew Example","externalAgentEmail":"drew@example.com","externalAgentBrokerage":"Sample Realty","clientName":"Ellis","expectedReferralAmount":{"amount":2500,"currency":"USD"},"expectedCloseDate":"2026-05-01"}""";

        var answer = await Write("POST", $"agent/{Account.YentaId}/referral-and-disburse", Referral);

        var made = await Get(Arrakis, $"transactions/{IdOf(answer.GetProperty("transaction"))}");
        Assert.Equal(("REFERRAL", answer.GetProperty("transaction").GetProperty("code").GetString()), (made.GetProperty("transactionType").GetString(), made.GetProperty("code").GetString()));
        Assert.Equal("REFERRING_AGENT EXTERNAL_AGENT", string.Join(' ', made.GetProperty("participants").EnumerateArray().Select(static p => p.GetProperty("participantRole").GetString())));
        await AssertRefused("POST", $"agent/{Simulator.Accounts[1].YentaId}/referral-and-disburse", Referral, HttpStatusCode.Forbidden, "Not authorized");
    }

    [Fact]
    public async Task A_buyer_record_is_listed_and_begins_a_draft_with_its_buyers()
    {
        var record = IdOf(await Write(
            "POST", "buyer-record", """{"officeId":"d2000000-0000-4000-8000-000000000011","geographicInterest":"Utah","bbaDates":{"start":"2026-01-01","end":"2026-06-30"},"initialParticipants":[{"externalParticipant":{"role":"BUYER","firstName":"Blake","lastName":"Example"}}]}"""));

        Assert.Equal([record], (await Get(Arrakis, "buyer-record")).GetProperty("buyerRecords").EnumerateArray().Select(IdOf));
        Assert.Equal("Utah", (await Get(Arrakis, $"buyer-record/{record}")).GetProperty("geographicInterest").GetString());
        var draft = await Write("POST", $"buyer-record/{record}/build-transaction");
        Assert.Equal("Blake", draft.GetProperty("buyers")[0].GetProperty("firstName").GetString());
    }

    [Fact]
    public async Task A_line_of_a_checklist_is_ticked_and_keeps_its_document()
    {
        var checklist = (await Get(Arrakis, $"transactions/{(await Group(Transactions, "OPEN"))[0]}")).GetProperty("checklistId").GetString();
        var sherlock = Client("sherlock");
        var item = IdOf((await Get(sherlock, $"checklists/{checklist}")).GetProperty("items")[1]);
        using var form = new MultipartFormDataContent { { new StringContent("Disclosure"), "name" }, { new ByteArrayContent([1, 2]), "file", "disclosure.pdf" } };

        using var upload = await sherlock.PostAsync(new Uri($"checklists/checklist-items/{item}/documents", UriKind.Relative), form, Token);
        using var tick = await sherlock.PutAsync(new Uri($"checklists/checklist-items/{item}/complete?isComplete=true", UriKind.Relative), content: null, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (upload.StatusCode, tick.StatusCode));
        var line = (await Get(sherlock, $"checklists/{checklist}")).GetProperty("items")[1];
        Assert.True(line.GetProperty("complete").GetBoolean());
        var version = IdOf(line.GetProperty("documents")[0].GetProperty("currentVersion"));
        Assert.EndsWith(version.ToString(), (await Get(sherlock, $"checklists/checklist-documents/versions/{version}/download")).GetString(), StringComparison.Ordinal);
        Assert.Equal(item, IdOf(await Get(sherlock, $"checklists/checklist-items/{item}")));
    }

    [Fact]
    public async Task A_key_that_is_made_works_until_it_is_removed()
    {
        var keymaker = Client("keymaker");
        using var made = await keymaker.PostAsJsonAsync("api-keys", new JsonObject { ["name"] = "Second" }, Token);
        var key = (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("keyValue").GetString()!;
        var yenta = Client("yenta", key);
        Assert.Equal(Account.YentaId, IdOf(await Get(yenta, "users/me")));
        var listed = await Get(keymaker, "api-keys");
        Assert.Equal(2, listed.GetArrayLength());
        Assert.DoesNotContain(key, listed.ToString(), StringComparison.Ordinal);

        foreach (var id in listed.EnumerateArray().Reverse().Select(IdOf).ToList())
        {
            using var removal = new HttpRequestMessage(HttpMethod.Delete, "api-keys") { Content = JsonContent.Create(new JsonObject { ["keyId"] = id.ToString() }) };
            using var removed = await keymaker.SendAsync(removal, Token);
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(yenta, "users/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(Yenta, "users/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send(Client("yenta", Simulator.Accounts[1].ApiKey), "users/me")).StatusCode);
    }

    private async Task FillAsync(Guid draft)
    {
        foreach (var (step, body) in new[] { ("location-info", Location), ("price-date-info", Price), ("buyer-seller-info", Parties), ("owner-info", Owner), ("title", """{"useRealTitle":true}""") })
            await Write("PUT", $"transaction-builder/{draft}/{step}", body);
    }

    private async Task<Guid> BeginAsync(string path) => IdOf(await Write("POST", path));

    private async Task<JsonElement> Write(string method, string path, string? body = null)
    {
        using var response = await Ask(method, path, body);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Token)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task AssertRefused(string method, string path, string? body, HttpStatusCode status, string message)
    {
        using var response = await Ask(method, path, body);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Ask(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        return await Arrakis.SendAsync(request, Token);
    }
}
