using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A person of the brokerage: the owner of a key, a member of a team, or a result of a search.</summary>
public sealed record RezenAgent
{
    /// <summary>Yenta id: the same identifier is called <c>agentId</c>, <c>yentaId</c> and <c>yentaUserId</c> elsewhere. It is neither <see cref="KeyMakerId"/> nor <see cref="SkySlopeId"/>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>When it was created, epoch milliseconds. Observed.</summary>
    public RezenTime? CreatedAt { get; init; }

    /// <summary>Change stamp, epoch milliseconds. Observed.</summary>
    public RezenTime? UpdatedAt { get; init; }

    /// <summary>Kind of person. Observed.</summary>
    public RezenAgentType? Type { get; init; }

    /// <summary>First name; may hold stray blanks. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FirstName { get; init; }

    /// <summary>Last name. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LastName { get; init; }

    /// <summary>Whole name; may hold stray blanks. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FullName { get; init; }

    /// <summary>Name as shown. Documented.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? DisplayName { get; init; }

    /// <summary>Null or empty where there is none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? MiddleName { get; init; }

    /// <summary>Null or empty where there is none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Title { get; init; }

    /// <summary>Free text. Null or empty where there is none. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? About { get; init; }

    /// <summary>Null in all rows that were recorded. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Company { get; init; }

    /// <summary>E-mail address; its casing is kept. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? EmailAddress { get; init; }

    /// <summary>Ten or eleven digits, sometimes formatted. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PhoneNumber { get; init; }

    /// <summary>Address of the picture. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Avatar { get; init; }

    /// <summary>Identifier at SkySlope. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SkySlopeId { get; init; }

    /// <summary>Digits. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SkySlopePublicId { get; init; }

    /// <summary>Login id; differs from <see cref="Id"/>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? KeyMakerId { get; init; }

    /// <summary>State of the agent. Observed.</summary>
    public RezenAgentStatus? AgentStatus { get; init; }

    /// <summary>The same in answers that call it <c>status</c>. Observed.</summary>
    public RezenAgentStatus? Status { get; init; }

    /// <summary>Country of the account, as rows of a team call it. Observed.</summary>
    public RezenCountry? AgentAccountCountry { get; init; }

    /// <summary>Country of the account. Observed.</summary>
    public RezenCountry? AccountCountry { get; init; }

    /// <summary>A date. Sensitive. Observed.</summary>
    public RezenTime? BirthDate { get; init; }

    /// <summary>Vendor property <c>personalWebsiteURL</c>. Observed.</summary>
    [JsonPropertyName("personalWebsiteURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PersonalWebsiteUrl { get; init; }

    /// <summary>Vendor property <c>facebookURL</c>. Observed.</summary>
    [JsonPropertyName("facebookURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? FacebookUrl { get; init; }

    /// <summary>Vendor property <c>youtubeURL</c>. Observed.</summary>
    [JsonPropertyName("youtubeURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YoutubeUrl { get; init; }

    /// <summary>Vendor property <c>twitterURL</c>. Observed.</summary>
    [JsonPropertyName("twitterURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TwitterUrl { get; init; }

    /// <summary>Vendor property <c>instagramURL</c>. Observed.</summary>
    [JsonPropertyName("instagramURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? InstagramUrl { get; init; }

    /// <summary>Vendor property <c>clubhouseURL</c>. Observed.</summary>
    [JsonPropertyName("clubhouseURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ClubhouseUrl { get; init; }

    /// <summary>Vendor property <c>linkedInURL</c>. Observed.</summary>
    [JsonPropertyName("linkedInURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LinkedInUrl { get; init; }

    /// <summary>Vendor property <c>zillowURL</c>. Observed.</summary>
    [JsonPropertyName("zillowURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? ZillowUrl { get; init; }

    /// <summary>Vendor property <c>yelpURL</c>. Observed.</summary>
    [JsonPropertyName("yelpURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? YelpUrl { get; init; }

    /// <summary>Vendor property <c>googleBusinessProfileURL</c>. Observed.</summary>
    [JsonPropertyName("googleBusinessProfileURL")]
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? GoogleBusinessProfileUrl { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? JoinDate { get; init; }

    /// <summary>A date; the cap's year begins with it. Observed.</summary>
    public RezenTime? AnniversaryDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? LastAnniversaryDate { get; init; }

    /// <summary>A date. Observed.</summary>
    public RezenTime? NextAnniversaryDate { get; init; }

    /// <summary>Vendor property <c>paymentInstructions</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? PaymentInstructions { get; init; }

    /// <summary>Null in all rows that were recorded. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? TipaltiId { get; init; }

    /// <summary>Null in all rows that were recorded. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? QualiaConnectUserId { get; init; }

    /// <summary>Null in all rows that were recorded. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? LeoPhone { get; init; }

    /// <summary>Vendor property <c>divisions</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenDivision>))]
    public IReadOnlyList<RezenDivision>? Divisions { get; init; }

    /// <summary>Areas such as <c>US-UT</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<string>))]
    public IReadOnlyList<string>? AdministrativeAreaIds { get; init; }

    /// <summary>Areas with a licence. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenArea>))]
    public IReadOnlyList<RezenArea>? AdministrativeAreas { get; init; }

    /// <summary>Null in all rows that were recorded; an object by the vendor's description. Observed.</summary>
    public JsonElement? Availability { get; init; }

    /// <summary>Vendor property <c>optedIntoSms</c>. Observed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? OptedIntoSms { get; init; }

    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? VoiceVectorDisclaimerAcceptedAt { get; init; }

    /// <summary>Vendor property <c>msdxVendors</c>. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenMsdxVendor>))]
    public IReadOnlyList<RezenMsdxVendor>? MsdxVendors { get; init; }

    /// <summary>One for each state. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenOffice>))]
    public IReadOnlyList<RezenOffice>? Offices { get; init; }

    /// <summary>Teams, as <c>/agents/me</c> calls them. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenAgentTeam>))]
    public IReadOnlyList<RezenAgentTeam>? Teams { get; init; }

    /// <summary>Teams, as <c>/users/me</c> calls them in one client. Observed.</summary>
    [JsonConverter(typeof(ArrayOrEmptyMapConverter<RezenAgentTeam>))]
    public IReadOnlyList<RezenAgentTeam>? TeamMemberships { get; init; }

    /// <summary>Agents below. Assumed.</summary>
    [JsonConverter(typeof(FlexibleInt64Converter))]
    public long? SizeOfNetwork { get; init; }

    /// <summary>True when the cap is reached. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Capped { get; init; }

    /// <summary>Yenta id of the sponsor. Assumed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? SponsorId { get; init; }

    /// <summary>An object or a truth value. Assumed.</summary>
    public JsonElement? Director { get; init; }

    /// <summary>An object or a truth value. Assumed.</summary>
    public JsonElement? Leader { get; init; }

    /// <summary>An object or a truth value. Assumed.</summary>
    public JsonElement? Mentor { get; init; }

    /// <summary>Vendor property <c>needsMentorship</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? NeedsMentorship { get; init; }

    /// <summary>Vendor property <c>elite</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Elite { get; init; }

    /// <summary>Vendor property <c>unlocked</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? Unlocked { get; init; }

    /// <summary>Vendor property <c>cappedAt</c>. Assumed.</summary>
    public RezenTime? CappedAt { get; init; }

    /// <summary>Vendor property <c>annualCap</c>. Assumed.</summary>
    public RezenMoney? AnnualCap { get; init; }

    /// <summary>Vendor property <c>groupTeamCap</c>. Assumed.</summary>
    public RezenMoney? GroupTeamCap { get; init; }

    /// <summary>Vendor property <c>sponsorProducingGracePeriodEnd</c>. Assumed.</summary>
    public RezenTime? SponsorProducingGracePeriodEnd { get; init; }

    /// <summary>Vendor property <c>gracePeriodEnd</c>. Assumed.</summary>
    public RezenTime? GracePeriodEnd { get; init; }

    /// <summary>Vendor property <c>deferredCapEndDate</c>. Assumed.</summary>
    public RezenTime? DeferredCapEndDate { get; init; }

    /// <summary>Vendor property <c>leaderSplit</c>. Assumed.</summary>
    public RezenWholePercent? LeaderSplit { get; init; }

    /// <summary>Vendor property <c>memberCommissionSplit</c>. Assumed.</summary>
    public RezenWholePercent? MemberCommissionSplit { get; init; }

    /// <summary>Vendor property <c>preCapFee</c>. Assumed.</summary>
    public RezenMoney? PreCapFee { get; init; }

    /// <summary>Vendor property <c>postCapFee</c>. Assumed.</summary>
    public RezenMoney? PostCapFee { get; init; }

    /// <summary>Vendor property <c>preCapRealCommissionSplit</c>. Assumed.</summary>
    public RezenWholePercent? PreCapRealCommissionSplit { get; init; }

    /// <summary>Vendor property <c>paysLeaderSplit</c>. Assumed.</summary>
    [JsonConverter(typeof(FlexibleBooleanConverter))]
    public bool? PaysLeaderSplit { get; init; }

    /// <summary>Vendor property <c>normalTeamLeadAnnualCap</c>. Assumed.</summary>
    public RezenMoney? NormalTeamLeadAnnualCap { get; init; }

    /// <summary>State, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public RezenAgentStatus? State => AgentStatus ?? Status;

    /// <summary>Country of the account, under whichever of its two names it came.</summary>
    [JsonIgnore]
    public RezenCountry? Country => AccountCountry ?? AgentAccountCountry;

    /// <summary>Teams, under whichever of their two names they came. Empty when the answer has neither.</summary>
    [JsonIgnore]
    public IReadOnlyList<RezenAgentTeam> Memberships => Teams ?? TeamMemberships ?? [];

    /// <summary>Properties that this version of the package does not list, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
