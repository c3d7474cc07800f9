namespace Integrations.Simulators;

/// <summary>Property names of reZEN, encoded once.</summary>
internal static class R
{
    public static readonly JsonName About = new("about");

    public static readonly JsonName AccountCountry = new("accountCountry");

    public static readonly JsonName Address = new("address");

    public static readonly JsonName AdministrativeAreaIds = new("administrativeAreaIds");

    public static readonly JsonName AdministrativeAreas = new("administrativeAreas");

    public static readonly JsonName Agent = new("agent");

    public static readonly JsonName AgentAccountCountry = new("agentAccountCountry");

    public static readonly JsonName AgentStatus = new("agentStatus");

    public static readonly JsonName AgentYentaId = new("agentYentaId");

    public static readonly JsonName Agents = new("agents");

    public static readonly JsonName Amount = new("amount");

    public static readonly JsonName AnniversaryDate = new("anniversaryDate");

    public static readonly JsonName ApiError = new("com.real.commons.apierror.ApiError");

    public static readonly JsonName Availability = new("availability");

    public static readonly JsonName Avatar = new("avatar");

    public static readonly JsonName BirthDate = new("birthDate");

    public static readonly JsonName BuiltFromTransactionId = new("builtFromTransactionId");

    public static readonly JsonName BuyerRecords = new("buyerRecords");

    public static readonly JsonName CapAmount = new("capAmount");

    public static readonly JsonName CapAmountPaid = new("capAmountPaid");

    public static readonly JsonName Capped = new("capped");

    public static readonly JsonName ChecklistId = new("checklistId");

    public static readonly JsonName City = new("city");

    public static readonly JsonName Closed = new("closed");

    public static readonly JsonName ClosedAt = new("closedAt");

    public static readonly JsonName ClosingDateActual = new("closingDateActual");

    public static readonly JsonName ClosingDateEstimated = new("closingDateEstimated");

    public static readonly JsonName Code = new("code");

    public static readonly JsonName CommissionSplits = new("commissionSplits");

    public static readonly JsonName Company = new("company");

    public static readonly JsonName Complete = new("complete");

    public static readonly JsonName ComplianceStatus = new("complianceStatus");

    public static readonly JsonName CompliantAt = new("compliantAt");

    public static readonly JsonName ContractAcceptanceDate = new("contractAcceptanceDate");

    public static readonly JsonName Contributions = new("contributions");

    public static readonly JsonName Contributors = new("contributors");

    public static readonly JsonName Count = new("count");

    public static readonly JsonName Country = new("country");

    public static readonly JsonName Counts = new("counts");

    public static readonly JsonName County = new("county");

    public static readonly JsonName CreatedAt = new("createdAt");

    public static readonly JsonName Currency = new("currency");

    public static readonly JsonName Description = new("description");

    public static readonly JsonName DisplayName = new("displayName");

    public static readonly JsonName Divisions = new("divisions");

    public static readonly JsonName Documents = new("documents");

    public static readonly JsonName DownLineAgents = new("downLineAgents");

    public static readonly JsonName DropboxId = new("dropboxId");

    public static readonly JsonName DueDate = new("dueDate");

    public static readonly JsonName EmailAddress = new("emailAddress");

    public static readonly JsonName Error = new("error");

    public static readonly JsonName External = new("external");

    public static readonly JsonName Files = new("files");

    public static readonly JsonName FirmDate = new("firmDate");

    public static readonly JsonName FirstName = new("firstName");

    public static readonly JsonName FlattenedSponsors = new("flattenedSponsors");

    public static readonly JsonName FlexRoles = new("flexRoles");

    public static readonly JsonName FmlsInfo = new("fmlsInfo");

    public static readonly JsonName FrontLineAgentInfos = new("frontLineAgentInfos");

    public static readonly JsonName FullName = new("fullName");

    public static readonly JsonName GrantDate = new("grantDate");

    public static readonly JsonName Grants = new("grants");

    public static readonly JsonName GrossCommission = new("grossCommission");

    public static readonly JsonName HasNext = new("hasNext");

    public static readonly JsonName Hidden = new("hidden");

    public static readonly JsonName Id = new("id");

    public static readonly JsonName InContractTransactionId = new("inContractTransactionId");

    public static readonly JsonName InvitationStatus = new("invitationStatus");

    public static readonly JsonName IsAdmin = new("isAdmin");

    public static readonly JsonName IsLeader = new("isLeader");

    public static readonly JsonName Items = new("items");

    public static readonly JsonName JoinDate = new("joinDate");

    public static readonly JsonName JourneyId = new("journeyId");

    public static readonly JsonName KeyMakerId = new("keyMakerId");

    public static readonly JsonName LastAnniversaryDate = new("lastAnniversaryDate");

    public static readonly JsonName LastName = new("lastName");

    public static readonly JsonName LastUsedAt = new("lastUsedAt");

    public static readonly JsonName LeadSource = new("leadSource");

    public static readonly JsonName LeaderFeeSplits = new("leaderFeeSplits");

    public static readonly JsonName LeaderSplit = new("leaderSplit");

    public static readonly JsonName LeoPhone = new("leoPhone");

    public static readonly JsonName Level = new("level");

    public static readonly JsonName LifecycleGroup = new("lifecycleGroup");

    public static readonly JsonName LifecycleState = new("lifecycleState");

    public static readonly JsonName Listing = new("listing");

    public static readonly JsonName ListingCommissionAmount = new("listingCommissionAmount");

    public static readonly JsonName ListingCommissionPercent = new("listingCommissionPercent");

    public static readonly JsonName ListingDate = new("listingDate");

    public static readonly JsonName ListingExpirationDate = new("listingExpirationDate");

    public static readonly JsonName MemberCommissionSplit = new("memberCommissionSplit");

    public static readonly JsonName Message = new("message");

    public static readonly JsonName MiddleName = new("middleName");

    public static readonly JsonName Missed = new("missed");

    public static readonly JsonName MlsNumber = new("mlsNumber");

    public static readonly JsonName MsdxVendors = new("msdxVendors");

    public static readonly JsonName MyNetPayout = new("myNetPayout");

    public static readonly JsonName Name = new("name");

    public static readonly JsonName NetworkSizes = new("networkSizes");

    public static readonly JsonName NextAnniversaryDate = new("nextAnniversaryDate");

    public static readonly JsonName No = new("no");

    public static readonly JsonName Office = new("office");

    public static readonly JsonName Offices = new("offices");

    public static readonly JsonName OneLine = new("oneLine");

    public static readonly JsonName OpenApi = new("openapi");

    public static readonly JsonName OpenTransactions = new("openTransactions");

    public static readonly JsonName OptedIntoSms = new("optedIntoSms");

    public static readonly JsonName PageNumber = new("pageNumber");

    public static readonly JsonName PageSize = new("pageSize");

    public static readonly JsonName PaidAt = new("paidAt");

    public static readonly JsonName PaidAtClosing = new("paidAtClosing");

    public static readonly JsonName PaidByReal = new("paidByReal");

    public static readonly JsonName ParticipantId = new("participantId");

    public static readonly JsonName ParticipantRole = new("participantRole");

    public static readonly JsonName Participants = new("participants");

    public static readonly JsonName Payment = new("payment");

    public static readonly JsonName PaymentInstructions = new("paymentInstructions");

    public static readonly JsonName Payments = new("payments");

    public static readonly JsonName Payout = new("payout");

    public static readonly JsonName Percent = new("percent");

    public static readonly JsonName Percentage = new("percentage");

    public static readonly JsonName PersonalDeal = new("personalDeal");

    public static readonly JsonName PhoneNumber = new("phoneNumber");

    public static readonly JsonName Position = new("position");

    public static readonly JsonName Price = new("price");

    public static readonly JsonName PropertyType = new("propertyType");

    public static readonly JsonName QualiaConnectUserId = new("qualiaConnectUserId");

    public static readonly JsonName RealCap = new("realCap");

    public static readonly JsonName Required = new("required");

    public static readonly JsonName Results = new("results");

    public static readonly JsonName RezenClosedAt = new("rezenClosedAt");

    public static readonly JsonName Roles = new("roles");

    public static readonly JsonName SaleCommissionAmount = new("saleCommissionAmount");

    public static readonly JsonName SaleCommissionPercent = new("saleCommissionPercent");

    public static readonly JsonName Shares = new("shares");

    public static readonly JsonName SizeOfNetwork = new("sizeOfNetwork");

    public static readonly JsonName SkySlopeId = new("skySlopeId");

    public static readonly JsonName SkySlopePublicId = new("skySlopePublicId");

    public static readonly JsonName State = new("state");

    public static readonly JsonName StateOrProvince = new("stateOrProvince");

    public static readonly JsonName Status = new("status");

    public static readonly JsonName Street = new("street");

    public static readonly JsonName Street2 = new("street2");

    public static readonly JsonName String = new("string");

    public static readonly JsonName Subsidiary = new("subsidiary");

    public static readonly JsonName SyncedAt = new("syncedAt");

    public static readonly JsonName TeamCapAmount = new("teamCapAmount");

    public static readonly JsonName TeamCapAmountPaid = new("teamCapAmountPaid");

    public static readonly JsonName TeamId = new("teamId");

    public static readonly JsonName TeamName = new("teamName");

    public static readonly JsonName TeamRoles = new("teamRoles");

    public static readonly JsonName TeamType = new("teamType");

    public static readonly JsonName TeammateFeeSplits = new("teammateFeeSplits");

    public static readonly JsonName TeammateLeaderSplits = new("teammateLeaderSplits");

    public static readonly JsonName Teams = new("teams");

    public static readonly JsonName Terminated = new("terminated");

    public static readonly JsonName TerminatedAsOf = new("terminatedAsOf");

    public static readonly JsonName Tier = new("tier");

    public static readonly JsonName Tiers = new("tiers");

    public static readonly JsonName TipaltiId = new("tipaltiId");

    public static readonly JsonName Title = new("title");

    public static readonly JsonName Total = new("total");

    public static readonly JsonName TotalCount = new("totalCount");

    public static readonly JsonName TotalGrossCommission = new("totalGrossCommission");

    public static readonly JsonName TotalPayout = new("totalPayout");

    public static readonly JsonName TransactionCount = new("transactionCount");

    public static readonly JsonName TransactionId = new("transactionId");

    public static readonly JsonName TransactionOwner = new("transactionOwner");

    public static readonly JsonName TransactionType = new("transactionType");

    public static readonly JsonName Transactions = new("transactions");

    public static readonly JsonName Type = new("type");

    public static readonly JsonName Unit = new("unit");

    public static readonly JsonName UpdatedAt = new("updatedAt");

    public static readonly JsonName VoiceVectorDisclaimerAcceptedAt = new("voiceVectorDisclaimerAcceptedAt");

    public static readonly JsonName YearBuilt = new("yearBuilt");

    public static readonly JsonName YentaId = new("yentaId");

    public static readonly JsonName YentaUserId = new("yentaUserId");

    public static readonly JsonName Zip = new("zip");

    /// <summary>Links of an agent, none of which is filled here.</summary>
    public static readonly JsonName[] EmptyUrls =
    [
        new("personalWebsiteURL"),
        new("facebookURL"),
        new("youtubeURL"),
        new("twitterURL"),
        new("instagramURL"),
        new("clubhouseURL"),
        new("linkedInURL"),
        new("zillowURL"),
        new("yelpURL"),
        new("googleBusinessProfileURL"),
    ];
}
