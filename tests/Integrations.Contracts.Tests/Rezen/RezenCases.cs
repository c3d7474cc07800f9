using Integrations.Rezen;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>
/// Every call of the reZEN client. The list is read four times: for the requests on the wire, for the documented errors, for the independent peer, and by the test that compares it with the Refit
/// interfaces.
/// </summary>
internal static class RezenCases
{
    private const string Me = "aa000000-0000-4000-8000-000000000020";
    private const string Agent = "ab000000-0000-4000-8000-000000000031";
    private const string Deal = "b7000000-0000-4000-8000-000000000001";
    private const string Listing = "b7000000-0000-4000-8000-000000000007";
    private const string Draft = "bd000000-0000-4000-8000-000000000051";
    private const string Participant = "c1000000-0000-4000-8000-000000000010";
    private const string Office = "d2000000-0000-4000-8000-000000000011";
    private const string Team = "11000000-0000-4000-8000-0000000000aa";
    private const string Payment = "f1000000-0000-4000-8000-000000000001";
    private const string Buyer = "be000000-0000-4000-8000-000000000061";
    private const string Item = "8b000000-0000-4000-8000-000000000003";
    private const string Document = "8b000000-0000-4000-8000-000000000004";

    public static IReadOnlyList<RezenCase> All { get; } =
    [
        // Reads: users, agents, network, teams.
        Read("yenta", "users/me", "me", static async (c, t) => (await c.GetMeAsync(t)).Id, Me),
        Read("yenta", $"users/{Agent}", "agent", static async (c, t) => (await c.GetUserAsync(Agent, t)).EmailAddress, "casey@example.com"),
        Read("yenta", "agents/me", "me", static async (c, t) => (await c.GetMyAgentAsync(t)).Memberships.Single().TeamId, Team),
        Read("yenta", $"agents/{Agent}", "agent", static async (c, t) => (await c.GetAgentAsync(Agent, t)).State, RezenAgentStatus.Active),
        List("yenta", $"agents/ids?agentIds={Me}&agentIds={Agent}", "agents", "agent", static (c, t) => c.ListAgentsAsync([Me, Agent], t)),
        List(
            "yenta",
            "agents/search/active?pageNumber=1&pageSize=20&sortBy=LAST_NAME&sortBy=FIRST_NAME&sortDirection=ASC&name=Sample&email=casey@example.com&phone=15555550131&nonReportable=false&country=UNITED_STATES&stateOrProvince=UTAH",
            "results",
            "agent",
            static (c, t) => c.SearchActiveAgentsAsync(
                new()
                {
                    PageNumber = 1,
                    PageSize = 20,
                    SortBy = ["LAST_NAME", "FIRST_NAME"],
                    SortDirection = "ASC",
                    Name = "Sample",
                    Email = "casey@example.com",
                    Phone = "15555550131",
                    NonReportable = false,
                    Country = ["UNITED_STATES"],
                    StateOrProvince = ["UTAH"],
                },
                t)),
        List("yenta", "agents/search/lite?firstName=Casey&lastName=Sample&searchText=cas", "results", "agent", static (c, t) => c.SearchAgentsAsync(new() { FirstName = "Casey", LastName = "Sample", SearchText = "cas" }, t)),
        List(
            "yenta",
            $"agents/{Me}/down-line/1?pageNumber=0&pageSize=500&updatedAtFrom=2026-01-12&updatedAtTo=2026-01-15&statusIn=ACTIVE&statusIn=INACTIVE",
            "downLineAgents",
            "network-agent",
            static (c, t) => c.ListDownLineAsync(Me, 1, new() { PageNumber = 0, PageSize = 500, UpdatedAtFrom = new(2026, 1, 12), UpdatedAtTo = new(2026, 1, 15), StatusIn = ["ACTIVE", "INACTIVE"] }, t)),
        Whole("yenta", $"agents/{Me}/front-line-agents-info", $$"""{"frontLineAgentInfos":[{{Fixture("front-line-agent")}}]}""", static async (c, t) => (await c.ListFrontLineAsync(Me, t)).Items.Count),
        Whole("yenta", $"agents/{Me}/sponsor-tree", $$"""{"flattenedSponsors":[{{Fixture("sponsor")}}]}""", static async (c, t) => (await c.ListSponsorsAsync(Me, t)).Items.Count),
        Whole("yenta", $"agents/{Me}/network-size-by-tier", """{"1":12,"2":35}""", static async (c, t) => (int)(await c.GetNetworkSizeAsync(Me, t)).ByTier[1]) with { Result = 12 },
        List("yenta", "teams?pageNumber=0&pageSize=20&sortBy=NAME&sortDirection=ASC&status=ACTIVE&teamType=NORMAL&createdAtStart=2026-01-01", "teams", "team", static (c, t) => c.ListTeamsAsync(new() { PageNumber = 0, PageSize = 20, SortBy = ["NAME"], SortDirection = "ASC", Status = "ACTIVE", TeamType = "NORMAL", CreatedAtStart = new(2026, 1, 1) }, t)),
        Read("yenta", $"teams/{Team}", "team", static async (c, t) => (await c.GetTeamAsync(Team, t)).Roster!.Single().MemberCommissionSplit, new RezenWholePercent(50m)),
        Read("yenta", $"teams/{Team}/without-agents", "team", static async (c, t) => (await c.GetTeamWithoutAgentsAsync(Team, t)).Id, Team),
        Whole("yenta", $"teams/{Team}/members", $$"""{"members":[{{Fixture("team-member")}}]}""", static async (c, t) => (await c.ListTeamMembersAsync(Team, t)).Items.Count),

        // Reads: transactions and listings.
        List(
            "arrakis",
            $"transactions/participant/{Me}/transactions/OPEN?pageNumber=2&pageSize=100&sortBy=UPDATED_AT&sortDirection=DESC&searchText=Example&transactionType=SALE&transactionType=LEASE&updatedAtFrom=2026-01-15",
            "transactions",
            "transaction",
            static (c, t) => c.ListTransactionsAsync(
                Me,
                RezenLifecycleGroup.Open,
                new() { PageNumber = 2, PageSize = 100, SortBy = "UPDATED_AT", SortDirection = "DESC", SearchText = "Example", TransactionType = ["SALE", "LEASE"], UpdatedAtFrom = new(2026, 1, 15) },
                t)),
        List($"arrakis", $"transactions/participant/{Me}/listing-transactions/CLOSED?pageNumber=0&pageSize=250&sortBy=UPDATED_AT&sortDirection=DESC", "transactions", "listing", static (c, t) => c.ListListingsAsync(Me, RezenLifecycleGroup.Closed, new() { PageNumber = 0, PageSize = 250, SortBy = "UPDATED_AT", SortDirection = "DESC" }, t)),
        Whole("arrakis", $"transactions/participant/{Me}/current", $$"""{"openTransactions":[{{Fixture("transaction")}}]}""", static async (c, t) => (await c.ListCurrentTransactionsAsync(Me, t)).Items.Count),
        Whole("arrakis", $"transactions/participant/{Me}/transactions/lifecycle-group-counts", """{"counts":{"OPEN":5,"CLOSED":12}}""", static async (c, t) => (int)(await c.CountTransactionsAsync(Me, t)).ByGroup["CLOSED"]) with { Result = 12 },
        Whole("arrakis", $"transactions/participant/{Me}/listing-transactions/lifecycle-group-counts", """[{"lifecycleGroup":"OPEN","count":5}]""", static async (c, t) => (int)(await c.CountListingsAsync(Me, t)).ByGroup["OPEN"]) with { Result = 5 },
        List("arrakis", $"transactions/listings/search?pageNumber=0&pageSize=20&ownerId={Me}&lifecycleState=LISTING_ACTIVE", "transactions", "listing", static (c, t) => c.SearchListingsAsync(new() { PageNumber = 0, PageSize = 20, OwnerId = Me, LifecycleState = "LISTING_ACTIVE" }, t)),
        Read("arrakis", $"transactions/{Deal}", "transaction", static async (c, t) => (await c.GetTransactionAsync(Deal, t)).SaleCommissionPercent, new RezenFraction(0.03m)),
        Read("arrakis", "transactions/code/ABC-1D2-3EF-G4H", "transaction", static async (c, t) => (await c.GetTransactionByCodeAsync("ABC-1D2-3EF-G4H", t)).Id, Deal),
        List("arrakis", $"transaction-builder/paged?from=0&limit=10&type=TRANSACTION&yentaId={Me}", "results", "draft", static (c, t) => c.ListDraftsAsync(new() { From = 0, Limit = 10, Type = "TRANSACTION", YentaId = Me }, t)),
        Read("arrakis", $"transaction-builder/{Draft}", "draft", static async (c, t) => (await c.GetDraftAsync(Draft, t)).SalePrice, new RezenMoney(500000m, RezenCurrency.Usd)),

        // Reads: money.
        List("arrakis", $"revshares/{Me}/contributions/1?pageNumber=0&pageSize=500&startDate=2026-01-01&endDate=2026-01-31&missed=false", "contributions", "contribution", static (c, t) => c.ListContributionsAsync(Me, 1, new() { PageNumber = 0, PageSize = 500, StartDate = new(2026, 1, 1), EndDate = new(2026, 1, 31), Missed = false }, t)),
        List("arrakis", $"revshares/{Me}/contributors/2?startDate=2026-01-01&endDate=2026-01-31", "contributors", "contribution", static (c, t) => c.ListContributorsAsync(Me, 2, new() { StartDate = new(2026, 1, 1), EndDate = new(2026, 1, 31) }, t)),
        List("arrakis", $"revshares/{Me}/payments/pending?pageNumber=0&pageSize=500", "pending", "contribution", static (c, t) => c.ListPendingContributionsAsync(Me, new() { PageNumber = 0, PageSize = 500 }, t)),
        List("arrakis", $"revshares/{Me}/payments?pageNumber=1", "payments", "revenue-share-payment", static (c, t) => c.ListRevenueSharePaymentsAsync(Me, new() { PageNumber = 1 }, t)),
        Read("arrakis", $"revshares/{Me}/payments/{Payment}", "revenue-share-payment", static async (c, t) => (await c.GetRevenueSharePaymentAsync(Me, Payment, t)).Amount, new RezenMoney(840.25m, RezenCurrency.Usd)),
        Raw("arrakis", $"revshares/{Me}/payments/{Payment}/export", "id,amount\n1,840.25\n", static async (c, t) => await c.ExportRevenueSharePaymentAsync(Me, Payment, t)) with { Accept = "text/csv" },
        Raw("arrakis", $"revshares/{Me}/payments/pending/export", "id,amount\n", static async (c, t) => await c.ExportPendingContributionsAsync(Me, t)) with { Accept = "text/csv" },
        Raw("arrakis", $"revshares/{Me}/payments/pending-overview", """{"total":1}""", static async (c, t) => await c.GetPendingOverviewAsync(Me, t)),
        Raw("arrakis", $"revshares/{Me}/history?startDate=2026-01-01&endDate=2026-01-31", """{"months":[]}""", static async (c, t) => await c.GetRevenueShareHistoryAsync(Me, new() { StartDate = new(2026, 1, 1), EndDate = new(2026, 1, 31) }, t)),
        Whole("arrakis", $"revshares/{Me}/by-tier?startDate=2026-01-01", """{"tiers":[{"tier":1,"amount":{"amount":840.25,"currency":"USD"}}]}""", static async (c, t) => (int)(await c.GetRevenueShareByTierAsync(Me, new() { StartDate = new(2026, 1, 1) }, t)).ByTier[1]) with { Result = 840 },
        Read("arrakis", $"income/overview/{Me}/current", "income-overview", static async (c, t) => (await c.GetIncomeOverviewAsync(Me, t)).TransactionCount, 1L),
        Read("arrakis", $"agent/{Agent}/cap-info", "cap", static async (c, t) => (await c.GetCapAsync(Agent, t)).CapAmountPaid, new RezenMoney(4310.55m, RezenCurrency.Usd)),

        // Reads: buyer records, documents, keys.
        List("arrakis", $"buyer-record?pageNumber=0&pageSize=25&sortBy=UPDATED_AT&ownerIds={Me}&lifecycleStates=ACTIVE", "buyerRecords", "buyer-record", static (c, t) => c.ListBuyerRecordsAsync(new() { PageNumber = 0, PageSize = 25, SortBy = "UPDATED_AT", OwnerIds = [Me], LifecycleStates = ["ACTIVE"] }, t)),
        Read("arrakis", $"buyer-record/{Buyer}", "buyer-record", static async (c, t) => (await c.GetBuyerRecordAsync(Buyer, t)).OfficeId, Office),
        Read("sherlock", $"checklists/{Document}", "checklist", static async (c, t) => (await c.GetChecklistAsync(Document, t)).Items!.Single().Name, "Signed contract"),
        List("sherlock", $"checklists/search?parentId={Deal}&parentType=TRANSACTION&page=0&size=20", "content", "checklist", static (c, t) => c.SearchChecklistsAsync(new() { ParentId = Deal, ParentType = "TRANSACTION", Page = 0, Size = 20 }, t)),
        Read("sherlock", $"checklists/checklist-items/{Item}", "checklist-item", static async (c, t) => (await c.GetChecklistItemAsync(Item, t)).Required, true),
        Whole("sherlock", $"checklists/checklist-documents/versions/{Document}/download", "\"https://files.example.com/contract.pdf?s=1\"", static async (c, t) => await c.GetDocumentAddressAsync(Document, t)) with { Result = new Uri("https://files.example.com/contract.pdf?s=1") },
        Raw("dropbox", $"dropboxes/{Document}", """{"id":"9c"}""", static async (c, t) => await c.GetFileBoxAsync(Document, t)),
        Whole("dropbox", $"files/{Document}/url?downloadAsAttachment=true", "\"https://files.example.com/a.pdf\"", static async (c, t) => await c.GetFileAddressAsync(Document, asAttachment: true, t)) with { Result = new Uri("https://files.example.com/a.pdf") },
        Whole("keymaker", "api-keys", $"[{Fixture("api-key")}]", static async (c, t) => (await c.ListApiKeysAsync(t)).Items.Count),

        // Writes: drafts.
        Write("POST", "arrakis", "transaction-builder?type=LISTING", null, "draft", static async (c, t) => (await c.CreateDraftAsync(isListing: true, t)).Id, Draft),
        Write("POST", "arrakis", $"transaction-builder/{Listing}/transaction-to-builder", null, "draft", static async (c, t) => (await c.CreateDraftFromListingAsync(Listing, t)).Value!.Id, Draft),
        Delete("arrakis", $"transaction-builder/{Draft}", null, static (c, t) => c.DeleteDraftAsync(Draft, t)),
        Write(
            "PUT",
            "arrakis",
            $"transaction-builder/{Draft}/location-info",
            """{"street":"100 Example St","city":"Sampleton","state":"UTAH","zip":"84000","county":"Sample","yearBuilt":2020,"mlsNumber":"N/A"}""",
            "draft",
            static async (c, t) => (await c.SetDraftLocationAsync(Draft, new() { Street = "100 Example St", City = "Sampleton", State = "UTAH", Zip = "84000", County = "Sample", YearBuilt = 2020, MlsNumber = "N/A" }, t)).Id,
            Draft),
        Write(
            "PUT",
            "arrakis",
            $"transaction-builder/{Draft}/price-date-info",
            """{"dealType":"SALE","representationType":"SELLER","salePrice":{"amount":500000,"currency":"USD"},"saleCommission":{"commissionPercent":3,"percentEnabled":true},"listingCommission":{"commissionAmount":{"amount":15000.50,"currency":"USD"},"percentEnabled":false},"propertyType":"RESIDENTIAL","acceptanceDate":"2026-03-01","closingDate":"2026-05-15"}""",
            "draft",
            static async (c, t) => (await c.SetDraftPriceAsync(
                Draft,
                new()
                {
                    DealType = RezenTransactionType.Sale,
                    RepresentationType = RezenRepresentation.Seller,
                    SalePrice = new(500000m, RezenCurrency.Usd),
                    SaleCommission = new() { CommissionPercent = new RezenFraction(0.03m).ToWholePercent(), PercentEnabled = true },
                    ListingCommission = new() { CommissionAmount = new(15000.50m, RezenCurrency.Usd), PercentEnabled = false },
                    PropertyType = RezenPropertyType.Residential,
                    AcceptanceDate = new(2026, 3, 1),
                    ClosingDate = new(2026, 5, 15),
                },
                t)).Id,
            Draft),
        Write(
            "PUT",
            "arrakis",
            $"transaction-builder/{Draft}/buyer-seller-info",
            """{"buyers":[],"sellers":[{"firstName":"Blake","lastName":"Example","email":"blake@example.com","phoneNumber":"15555550101"}]}""",
            "draft",
            static async (c, t) => (await c.SetDraftPartiesAsync(Draft, new() { Buyers = [], Sellers = [new() { FirstName = "Blake", LastName = "Example", Email = "blake@example.com", PhoneNumber = "15555550101" }] }, t)).Id,
            Draft),
        Write(
            "PUT",
            "arrakis",
            $"transaction-builder/{Draft}/owner-info",
            $$"""{"ownerAgent":{"agentId":"{{Me}}","role":"SELLERS_AGENT"},"officeId":"{{Office}}","teamId":"{{Team}}"}""",
            "draft",
            static async (c, t) => (await c.SetDraftOwnerAsync(Draft, new() { OwnerAgent = new() { AgentId = Me, Role = RezenParticipantRole.SellersAgent }, OfficeId = Office, TeamId = Team }, t)).Id,
            Draft),
        Write(
            "PUT",
            "arrakis",
            $"transaction-builder/{Draft}/commission-info",
            $$"""[{"participantId":"{{Participant}}","commission":{"commissionPercent":100,"percentEnabled":true} }]""",
            "draft",
            static async (c, t) => (await c.SetDraftSplitsAsync(Draft, [new() { ParticipantId = Participant, Commission = new() { CommissionPercent = new(100m), PercentEnabled = true } }], t)).Id,
            Draft),
        Write("PUT", "arrakis", $"transaction-builder/{Draft}/commission-payer", null, "draft", static async (c, t) => (await c.SetDraftPayerAsync(Draft, new() { Role = RezenParticipantRole.Title, CompanyName = "Sample Title", Email = "title@example.com" }, t)).Id, Draft) with { Form = ["role", "companyName", "email"] },
        Write("PUT", "arrakis", $"transaction-builder/{Draft}/personal-deal-info", """{"personalDeal":false}""", "draft", static async (c, t) => (await c.SetDraftPersonalDealAsync(Draft, new() { PersonalDeal = false }, t)).Id, Draft),
        Write("PUT", "arrakis", $"transaction-builder/{Draft}/additional-fees-info", """{"hasAdditionalFees":false}""", "draft", static async (c, t) => (await c.SetDraftFeesAsync(Draft, new() { HasAdditionalFees = false }, t)).Id, Draft),
        Write("PUT", "arrakis", $"transaction-builder/{Draft}/opcity?opcity=false", null, "draft", static async (c, t) => (await c.SetDraftOpcityAsync(Draft, isOpcity: false, t)).Id, Draft),
        Write("PUT", "arrakis", $"transaction-builder/{Draft}/title", """{"useRealTitle":false}""", "draft", static async (c, t) => (await c.SetDraftTitleAsync(Draft, new() { UseRealTitle = false }, t)).Id, Draft),
        Write("POST", "arrakis", $"transaction-builder/{Draft}/submit", null, "transaction", static async (c, t) => (await c.SubmitDraftAsync(Draft, t)).Id, Deal),

        // Writes: transactions and listings.
        Write("PUT", "arrakis", $"listings/{Listing}/transition/LISTING_IN_CONTRACT", null, "listing", static async (c, t) => (await c.TransitionListingAsync(Listing, RezenLifecycleState.ListingInContract, t)).Id, Listing) with { IsRepeatable = false },
        Write("PUT", "arrakis", $"transactions/{Deal}/termination-requested", null, "transaction", static async (c, t) => (await c.RequestTerminationAsync(Deal, t)).Id, Deal),
        Write("PUT", "arrakis", $"transactions/{Deal}/undo-termination-request", null, "transaction", static async (c, t) => (await c.UndoTerminationRequestAsync(Deal, t)).Id, Deal),
        Write("POST", "arrakis", $"transactions/{Deal}/create-participant", """{"role":"LENDER","firstName":"Lane","emailAddress":"lane@example.com"}""", "transaction", static async (c, t) => (await c.AddParticipantAsync(Deal, new() { Role = RezenParticipantRole.Lender, FirstName = "Lane", EmailAddress = "lane@example.com" }, t)).Id, Deal),
        Write("PUT", "arrakis", $"transactions/{Deal}/participant/{Participant}", """{"payment":{"percent":0.85},"receivesInvoice":false}""", "transaction", static async (c, t) => (await c.UpdateParticipantAsync(Deal, Participant, new() { Payment = new() { Percent = new RezenFraction(0.85m) }, ReceivesInvoice = false }, t)).Id, Deal),
        Write(
            "POST",
            "arrakis",
            $"agent/{Me}/referral-and-disburse",
            """{"externalAgentName":"Drew Example","externalAgentEmail":"drew@example.com","externalAgentBrokerage":"Example Brokerage","clientName":"Blake Example","expectedReferralAmount":{"amount":1000,"currency":"USD"},"expectedCloseDate":"2026-05-15"}""",
            null,
            static async (c, t) => (await c.CreateReferralAsync(
                Me,
                new()
                {
                    ExternalAgentName = "Drew Example",
                    ExternalAgentEmail = "drew@example.com",
                    ExternalAgentBrokerage = "Example Brokerage",
                    ClientName = "Blake Example",
                    ExpectedReferralAmount = new(1000m, RezenCurrency.Usd),
                    ExpectedCloseDate = new(2026, 5, 15),
                },
                t)).Value!.Referral!.Id,
            "ref-1") with { Answer = $$"""{"transaction":{"id":"{{Deal}}","code":"ABC-1D2-3EF-G4H"},"referral":{"id":"ref-1"} }""" },

        // Writes: buyer records, documents, keys.
        Write(
            "POST",
            "arrakis",
            "buyer-record",
            $$"""{"officeId":"{{Office}}","geographicInterest":"Sampleton","bbaDates":{"start":"2026-10-12","end":"2027-04-12"},"initialParticipants":[{"externalParticipant":{"role":"BUYER","firstName":"Blake"} }] }""",
            "buyer-record",
            static async (c, t) => (await c.CreateBuyerRecordAsync(
                new()
                {
                    OfficeId = Office,
                    GeographicInterest = "Sampleton",
                    BbaDates = new() { Start = new(2026, 10, 12), End = new(2027, 4, 12) },
                    InitialParticipants = [new() { ExternalParticipant = new() { Role = RezenParticipantRole.Buyer, FirstName = "Blake" } }],
                },
                t)).Id,
            Buyer),
        Write("POST", "arrakis", $"buyer-record/{Buyer}/build-transaction", null, "draft", static async (c, t) => (await c.CreateDraftFromBuyerRecordAsync(Buyer, t)).Id, Draft),
        Write(
            "POST",
            "sherlock",
            $"checklists/checklist-items/{Item}/documents",
            null,
            "document",
            static async (c, t) => (await c.UploadDocumentAsync(Item, new() { Name = "contract.pdf", UploaderId = Me, TransactionId = Deal, FileName = "contract.pdf", Content = "%PDF-synthetic"u8.ToArray() }, t)).Id,
            Document) with { Form = ["name", "uploaderId", "transactionId", "file"] },
        Write("PUT", "sherlock", $"checklists/checklist-items/{Item}/complete?isComplete=true", null, "checklist-item", static async (c, t) => (await c.CompleteChecklistItemAsync(Item, cancellationToken: t)).Id, Item),
        Write("POST", "keymaker", "api-keys", """{"name":"Synthetic key","expiresAt":"2027-01-15T16:20:29+00:00"}""", "api-key", static async (c, t) => (await c.CreateApiKeyAsync(new() { Name = "Synthetic key", ExpiresAt = new(2027, 1, 15, 16, 20, 29, TimeSpan.Zero) }, t)).Name, "Synthetic key"),
        Delete("keymaker", "api-keys", """{"keyId":"9d000000-0000-4000-8000-000000000001"}""", static (c, t) => c.DeleteApiKeyAsync("9d000000-0000-4000-8000-000000000001", t)),
    ];

    public static RezenCase Named(string name) => All.Single(c => c.Name == name);

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Rezen", name + ".json"));

    public static string Page(string rows, string records) => $$"""{"pageNumber":0,"pageSize":100,"hasNext":true,"totalCount":4312,"{{rows}}":[{{records}}]}""";

    private static RezenCase List<T>(string service, string request, string rows, string fixture, Func<RezenClient, CancellationToken, Task<RezenPage<T>>> call)
        where T : class => new()
        {
            Name = $"GET {service} {request.Split('?')[0]}",
            Method = "GET",
            Request = $"{service}/api/v1/{request}",
            Answer = Page(rows, Fixture(fixture)),
            Call = async (client, token) =>
            {
                var page = await call(client, token);
                return (page.Items.Count, page.Unreadable, page.PageNumber, page.HasNext, page.Total);
            },
            Result = (1, 0, (int?)0, (bool?)true, (long?)4312),
        };

    private static RezenCase Read(string service, string request, string fixture, Func<RezenClient, CancellationToken, Task<object?>> call, object result) =>
        Whole(service, request, Fixture(fixture), call) with { Result = result };

    private static RezenCase Whole<T>(string service, string request, string answer, Func<RezenClient, CancellationToken, Task<T>> call) => new()
    {
        Name = $"GET {service} {request.Split('?')[0]}",
        Method = "GET",
        Request = $"{service}/api/v1/{request}",
        Answer = answer,
        Call = async (client, token) => await call(client, token),
        Result = 1,
    };

    private static RezenCase Raw(string service, string request, string answer, Func<RezenClient, CancellationToken, Task<object?>> call) => Whole(service, request, answer, call) with { Result = answer };

    private static RezenCase Write(string method, string service, string request, string? body, string? answer, Func<RezenClient, CancellationToken, Task<object?>> call, object? result) => new()
    {
        Name = $"{method} {service} {request.Split('?')[0]}",
        Method = method,
        Request = $"{service}/api/v1/{request}",
        Body = body,
        Answer = answer is null ? "" : Fixture(answer),
        Call = call,
        Result = result,
        IsRepeatable = method == "PUT",
    };

    private static RezenCase Delete(string service, string request, string? body, Func<RezenClient, CancellationToken, Task> call) => new()
    {
        Name = $"DELETE {service} {request}",
        Method = "DELETE",
        Request = $"{service}/api/v1/{request}",
        Body = body,
        Status = 204,
        Answer = "",
        Call = async (client, token) =>
        {
            await call(client, token);
            return null;
        },
        IsRepeatable = true,
    };
}
