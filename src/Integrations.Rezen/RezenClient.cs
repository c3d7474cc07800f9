using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// Reads and writes one account of reZEN. All calls take part in the account's rate budget, retries and credential handling, and fail with the errors of Integrations.Abstractions.
/// </summary>
/// <remarks>
/// Writes are sent once. They are repeated by themselves only when no connection came about. A write without an answer, or answered 5xx, fails with
/// <see cref="IntegrationOutcomeUnknownException"/>, which says whether the same call may be made again: those that set or remove something may, those that make something may not.
/// </remarks>
public sealed partial class RezenClient
{
    private readonly IVendorApiFactory _apis;
    private readonly RezenOptions _options;

    internal RezenClient(IVendorApiFactory apis, RezenOptions options, AccountRef account)
    {
        _apis = apis;
        _options = options;
        Account = account;
    }

    /// <summary>The account.</summary>
    public AccountRef Account { get; }

    private RezenEndpointOptions Endpoints => _options.Endpoints;

    /// <summary>Reads whose key it is.</summary>
    public async Task<RezenAgent> GetMeAsync(CancellationToken cancellationToken = default) =>
        Required(await Users("get me").GetMeAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Reads whose key it is, with its teams.</summary>
    public async Task<RezenAgent> GetMyAgentAsync(CancellationToken cancellationToken = default) =>
        Required(await Agents("get my agent").GetMeAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a user by its yenta id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none.</exception>
    public async Task<RezenAgent> GetUserAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Users("get user").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads an agent by its yenta id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none.</exception>
    public async Task<RezenAgent> GetAgentAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Agents("get agent").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads agents by their yenta ids.</summary>
    public Task<RezenPage<RezenAgent>> ListAgentsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken = default) => Agents("list agents").ListByIdsAsync(ids, cancellationToken);

    /// <summary>Reads one page of active agents.</summary>
    public Task<RezenPage<RezenAgent>> SearchActiveAgentsAsync(RezenAgentsQuery query, CancellationToken cancellationToken = default) =>
        Agents("search active agents").SearchActiveAsync(query, cancellationToken);

    /// <summary>Reads one page of agents of all states.</summary>
    public Task<RezenPage<RezenAgent>> SearchAgentsAsync(RezenAgentsLiteQuery query, CancellationToken cancellationToken = default) =>
        Agents("search agents").SearchLiteAsync(query, cancellationToken);

    /// <summary>Reads one page of the transactions of a participant. Listings are a list of their own.</summary>
    /// <param name="agentId">Yenta id: one's own, or with rights another's.</param>
    /// <param name="group">Lifecycle group.</param>
    /// <param name="query">Further wishes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RezenPage<RezenTransaction>> ListTransactionsAsync(string agentId, RezenLifecycleGroup group, RezenTransactionsQuery query, CancellationToken cancellationToken = default) =>
        Transactions("list transactions").ListAsync(agentId, Word(group), query, cancellationToken);

    /// <summary>Reads one page of the listings of a participant.</summary>
    /// <param name="agentId">Yenta id: one's own, or with rights another's.</param>
    /// <param name="group">Lifecycle group.</param>
    /// <param name="query">Further wishes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RezenPage<RezenTransaction>> ListListingsAsync(string agentId, RezenLifecycleGroup group, RezenTransactionsQuery query, CancellationToken cancellationToken = default) =>
        Transactions("list listings").ListListingsAsync(agentId, Word(group), query, cancellationToken);

    /// <summary>Reads the open transactions of a participant, unpaged. Observed by one client.</summary>
    public Task<RezenPage<RezenTransaction>> ListCurrentTransactionsAsync(string agentId, CancellationToken cancellationToken = default) =>
        Transactions("list current transactions").ListCurrentAsync(agentId, cancellationToken);

    /// <summary>Reads one page of the listings of an owner. Observed by one client.</summary>
    public Task<RezenPage<RezenTransaction>> SearchListingsAsync(RezenListingSearchQuery query, CancellationToken cancellationToken = default) =>
        Transactions("search listings").SearchListingsAsync(query, cancellationToken);

    /// <summary>Reads how many transactions a participant has in each lifecycle group. The answer's shape is unproved: the total of a list is the better count.</summary>
    public Task<RezenGroupNumbers> CountTransactionsAsync(string agentId, CancellationToken cancellationToken = default) => Transactions("count transactions").CountAsync(agentId, cancellationToken);

    /// <summary>Reads how many listings a participant has in each lifecycle group, with the same doubt.</summary>
    public Task<RezenGroupNumbers> CountListingsAsync(string agentId, CancellationToken cancellationToken = default) => Transactions("count listings").CountListingsAsync(agentId, cancellationToken);

    /// <summary>Reads a transaction or listing by its id, which is not that of its draft.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<RezenTransaction> GetTransactionAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Transactions("get transaction").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a transaction by its code, for example <c>ABC-1D2-3EF-G4H</c>.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<RezenTransaction> GetTransactionByCodeAsync(string code, CancellationToken cancellationToken = default) =>
        Required(await Transactions("get transaction by code").GetByCodeAsync(code, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one page of drafts.</summary>
    public Task<RezenPage<RezenDraft>> ListDraftsAsync(RezenDraftsQuery query, CancellationToken cancellationToken = default) => Drafts("list drafts").ListAsync(query, cancellationToken);

    /// <summary>Reads a draft by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or it was submitted.</exception>
    public async Task<RezenDraft> GetDraftAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Drafts("get draft").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one page of a tier of an agent's down-line.</summary>
    /// <param name="agentId">Yenta id.</param>
    /// <param name="tier">Tier, from 1.</param>
    /// <param name="query">Further wishes. Without <see cref="RezenDownLineQuery.StatusIn"/> the vendor reports active agents only.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RezenPage<RezenNetworkAgent>> ListDownLineAsync(string agentId, int tier, RezenDownLineQuery query, CancellationToken cancellationToken = default) =>
        Network("list down-line").ListDownLineAsync(agentId, tier, query, cancellationToken);

    /// <summary>Reads an agent's front line, unpaged.</summary>
    public Task<RezenPage<RezenNetworkAgent>> ListFrontLineAsync(string agentId, CancellationToken cancellationToken = default) => Network("list front line").ListFrontLineAsync(agentId, cancellationToken);

    /// <summary>Reads how many agents are in each tier of an agent's network. The answer's shape is unproved.</summary>
    public Task<RezenTierNumbers> GetNetworkSizeAsync(string agentId, CancellationToken cancellationToken = default) => Network("get network size").GetSizeByTierAsync(agentId, cancellationToken);

    /// <summary>Reads the agents above an agent, unpaged.</summary>
    public Task<RezenPage<RezenSponsor>> ListSponsorsAsync(string agentId, CancellationToken cancellationToken = default) => Network("list sponsors").ListSponsorsAsync(agentId, cancellationToken);

    /// <summary>Reads an agent's cap. Service and path are options, because clients differ.</summary>
    /// <exception cref="IntegrationAuthorizationException">The cap of this agent is not shown to this key.</exception>
    public async Task<RezenCap> GetCapAsync(string agentId, CancellationToken cancellationToken = default) =>
        Required(await Api<IRezenConfiguredApi>(Endpoints.Cap, "get cap").GetCapAsync(RezenPath.Fill(Endpoints.CapPath, "agentId", agentId), cancellationToken).ConfigureAwait(false));

    /// <summary>Reads an agent's grants of shares.</summary>
    /// <exception cref="IntegrationConfigurationException">No endpoint is known, and none is set.</exception>
    public Task<RezenPage<RezenEquityGrant>> ListEquityAsync(string agentId, CancellationToken cancellationToken = default)
    {
        (string service, string path) = Configured(Endpoints.Equity, Endpoints.EquityPath, "RezenOptions.Endpoints.Equity and EquityPath", "list equity");
        return Api<IRezenConfiguredApi>(service, "list equity").ListEquityAsync(RezenPath.Fill(path, "agentId", agentId), cancellationToken);
    }

    /// <summary>Reads an agent's referral code.</summary>
    /// <exception cref="IntegrationConfigurationException">No endpoint is known, and none is set.</exception>
    public async Task<RezenReferralCode> GetReferralCodeAsync(string agentId, CancellationToken cancellationToken = default)
    {
        (string service, string path) = Configured(Endpoints.ReferralCode, Endpoints.ReferralCodePath, "RezenOptions.Endpoints.ReferralCode and ReferralCodePath", "get referral code");
        return Required(await Api<IRezenConfiguredApi>(service, "get referral code").GetReferralCodeAsync(RezenPath.Fill(path, "agentId", agentId), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes the address of the sign-up page under a code, from <see cref="RezenOptions.ReferralLink"/>.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">Name of the sponsor, as it is shown.</param>
    public Uri ReferralLink(string code, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(name);
        return new Uri(_options.ReferralLink.Replace("{code}", Uri.EscapeDataString(code), StringComparison.Ordinal).Replace("{name}", Uri.EscapeDataString(name), StringComparison.Ordinal));
    }

    /// <summary>Reads one page of teams.</summary>
    public Task<RezenPage<RezenTeam>> ListTeamsAsync(RezenTeamsQuery query, CancellationToken cancellationToken = default) => Teams("list teams").ListAsync(query, cancellationToken);

    /// <summary>Reads a team with its members.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<RezenTeam> GetTeamAsync(string id, CancellationToken cancellationToken = default) => Required(await Teams("get team").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a team without its members.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none, or not for this key.</exception>
    public async Task<RezenTeam> GetTeamWithoutAgentsAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Teams("get team without agents").GetWithoutAgentsAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the members of a team, unpaged.</summary>
    public Task<RezenPage<RezenTeamMember>> ListTeamMembersAsync(string teamId, CancellationToken cancellationToken = default) =>
        Teams("list team members").ListMembersAsync(teamId, cancellationToken);

    /// <summary>Reads one page of the contributions of a tier. No row was ever recorded.</summary>
    public Task<RezenPage<RezenContribution>> ListContributionsAsync(string agentId, int tier, RezenContributionsQuery query, CancellationToken cancellationToken = default) =>
        RevenueShare("list contributions").ListContributionsAsync(agentId, tier, query, cancellationToken);

    /// <summary>Reads one page of the contributors of a tier. No row was ever recorded.</summary>
    public Task<RezenPage<RezenContribution>> ListContributorsAsync(string agentId, int tier, RezenContributionsQuery query, CancellationToken cancellationToken = default) =>
        RevenueShare("list contributors").ListContributorsAsync(agentId, tier, query, cancellationToken);

    /// <summary>Reads one page of the contributions that are not paid yet. No row was ever recorded.</summary>
    public Task<RezenPage<RezenContribution>> ListPendingContributionsAsync(string agentId, RezenPagedQuery query, CancellationToken cancellationToken = default) =>
        RevenueShare("list pending contributions").ListPendingAsync(agentId, query, cancellationToken);

    /// <summary>Reads one page of an agent's payments of revenue share. No row was ever recorded.</summary>
    public Task<RezenPage<RezenRevenueSharePayment>> ListRevenueSharePaymentsAsync(string agentId, RezenPagedQuery query, CancellationToken cancellationToken = default) =>
        RevenueShare("list revenue share payments").ListPaymentsAsync(agentId, query, cancellationToken);

    /// <summary>Reads a payment of revenue share by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none.</exception>
    public async Task<RezenRevenueSharePayment> GetRevenueSharePaymentAsync(string agentId, string paymentId, CancellationToken cancellationToken = default) =>
        Required(await RevenueShare("get revenue share payment").GetPaymentAsync(agentId, paymentId, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a payment of revenue share as CSV text.</summary>
    public async Task<string> ExportRevenueSharePaymentAsync(string agentId, string paymentId, CancellationToken cancellationToken = default) =>
        Text(await RevenueShare("export revenue share payment").ExportPaymentAsync(agentId, paymentId, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the contributions that are not paid yet as CSV text.</summary>
    public async Task<string> ExportPendingContributionsAsync(string agentId, CancellationToken cancellationToken = default) =>
        Text(await RevenueShare("export pending contributions").ExportPendingAsync(agentId, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the totals of the contributions that are not paid yet, as JSON text: their shape is unknown.</summary>
    public async Task<string> GetPendingOverviewAsync(string agentId, CancellationToken cancellationToken = default) =>
        Text(await RevenueShare("get pending overview").GetPendingOverviewAsync(agentId, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the history of revenue share, as JSON text: its shape is unknown.</summary>
    public async Task<string> GetRevenueShareHistoryAsync(string agentId, RezenPeriodQuery query, CancellationToken cancellationToken = default) =>
        Text(await RevenueShare("get revenue share history").GetHistoryAsync(agentId, query, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the revenue share of each tier. The answer's shape is unproved.</summary>
    public Task<RezenTierNumbers> GetRevenueShareByTierAsync(string agentId, RezenPeriodQuery query, CancellationToken cancellationToken = default) =>
        RevenueShare("get revenue share by tier").GetByTierAsync(agentId, query, cancellationToken);

    /// <summary>Reads what an agent earned. The names in the answer are one client's guess.</summary>
    public async Task<RezenIncomeOverview> GetIncomeOverviewAsync(string agentId, CancellationToken cancellationToken = default) =>
        Required(await Api<IRezenIncomeApi>(Endpoints.Income, "get income overview").GetOverviewAsync(agentId, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one page of buyer records.</summary>
    public Task<RezenPage<RezenBuyerRecord>> ListBuyerRecordsAsync(RezenBuyerRecordsQuery query, CancellationToken cancellationToken = default) =>
        BuyerRecords("list buyer records").ListAsync(query, cancellationToken);

    /// <summary>Reads a buyer record by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none.</exception>
    public async Task<RezenBuyerRecord> GetBuyerRecordAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await BuyerRecords("get buyer record").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a checklist by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none.</exception>
    public async Task<RezenChecklist> GetChecklistAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Checklists("get checklist").GetAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads one page of the checklists of a record.</summary>
    public Task<RezenPage<RezenChecklist>> SearchChecklistsAsync(RezenChecklistsQuery query, CancellationToken cancellationToken = default) =>
        Checklists("search checklists").SearchAsync(query, cancellationToken);

    /// <summary>Reads a line of a checklist by its id.</summary>
    /// <exception cref="IntegrationNotFoundException">There is none.</exception>
    public async Task<RezenChecklistItem> GetChecklistItemAsync(string id, CancellationToken cancellationToken = default) =>
        Required(await Checklists("get checklist item").GetItemAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads where a version of a document can be downloaded. The address holds a secret.</summary>
    public async Task<Uri> GetDocumentAddressAsync(string versionId, CancellationToken cancellationToken = default) =>
        Address(await Checklists("get document address").GetDownloadAsync(versionId, cancellationToken).ConfigureAwait(false), "get document address");

    /// <summary>Reads a file box, as JSON text: its shape is unknown.</summary>
    public async Task<string> GetFileBoxAsync(string id, CancellationToken cancellationToken = default) =>
        Text(await Api<IRezenFilesApi>(Endpoints.Files, "get file box").GetBoxAsync(id, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads where a file can be downloaded. The address holds a secret.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="asAttachment">True for an address that a browser saves instead of showing it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Uri> GetFileAddressAsync(string fileId, bool asAttachment = false, CancellationToken cancellationToken = default) =>
        Address(await Api<IRezenFilesApi>(Endpoints.Files, "get file address").GetUrlAsync(fileId, asAttachment ? true : null, cancellationToken).ConfigureAwait(false), "get file address");

    /// <summary>Reads the user's keys, without the keys themselves.</summary>
    public Task<RezenPage<RezenApiKey>> ListApiKeysAsync(CancellationToken cancellationToken = default) => ApiKeys("list API keys").ListAsync(cancellationToken);

    private TApi Api<TApi>(string service, string operation)
        where TApi : class => _apis.Create<TApi>(new VendorCall { Vendor = RezenDefaults.Vendor, Service = service, Account = Account, Operation = operation });

    private IRezenUsersApi Users(string operation) => Api<IRezenUsersApi>(Endpoints.Users, operation);

    private IRezenAgentsApi Agents(string operation) => Api<IRezenAgentsApi>(Endpoints.Agents, operation);

    private IRezenNetworkApi Network(string operation) => Api<IRezenNetworkApi>(Endpoints.Network, operation);

    private IRezenTeamsApi Teams(string operation) => Api<IRezenTeamsApi>(Endpoints.Teams, operation);

    private IRezenTransactionsApi Transactions(string operation) => Api<IRezenTransactionsApi>(Endpoints.Transactions, operation);

    private IRezenDraftsApi Drafts(string operation) => Api<IRezenDraftsApi>(Endpoints.Drafts, operation);

    private IRezenRevenueShareApi RevenueShare(string operation) => Api<IRezenRevenueShareApi>(Endpoints.RevenueShare, operation);

    private IRezenBuyerRecordsApi BuyerRecords(string operation) => Api<IRezenBuyerRecordsApi>(Endpoints.BuyerRecords, operation);

    private IRezenChecklistsApi Checklists(string operation) => Api<IRezenChecklistsApi>(Endpoints.Checklists, operation);

    private IRezenApiKeysApi ApiKeys(string operation) => Api<IRezenApiKeysApi>(Endpoints.ApiKeys, operation);

    private string Word(RezenLifecycleGroup group) => RezenGroups.Word(_options, group.Value);

    private (string Service, string Path) Configured(string? service, string? path, string options, string operation) => service is { Length: > 0 } && path is { Length: > 0 }
        ? (service, path)
        : throw new IntegrationConfigurationException(
            $"'{operation}' of reZEN has no known endpoint: set {options}.", new ErrorContext { Vendor = RezenDefaults.Vendor, Account = Account, Operation = operation });

    private static T Required<T>(CapturedRecord<T> record)
        where T : class => record.Required(RezenDefaults.Vendor);

    private static string Text(ReceivedBody body) => System.Text.Encoding.UTF8.GetString(body.Bytes.Span);

    /// <summary>The address in an answer that is a JSON string.</summary>
    private Uri Address(ReceivedBody body, string operation)
    {
        try
        {
            return new Uri(JsonSerializer.Deserialize(body.Bytes.Span, RezenJsonContext.Default.String)!, UriKind.Absolute);
        }
        catch (Exception e) when (e is JsonException or UriFormatException or ArgumentNullException)
        {
            throw new IntegrationProtocolException(
                $"{Account}, '{operation}': the answer of reZEN is no address.", new ErrorContext { Vendor = RezenDefaults.Vendor, Account = Account, Operation = operation });
        }
    }
}
