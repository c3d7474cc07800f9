using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>Settings of reZEN. They hold for all accounts; the accounts themselves are data.</summary>
public sealed class RezenOptions
{
    /// <summary>
    /// Address of each service by its name, without the prefix of the paths. Default: <c>arrakis</c>, <c>yenta</c>, <c>keymaker</c>, <c>sherlock</c>, <c>dropbox</c> and <c>hermes</c> in
    /// production. Add others to send a family of endpoints there with <see cref="Endpoints"/>. Each must be https, or http to this machine (a simulator). The credential is sent to these
    /// origins and no other.
    /// </summary>
    public IDictionary<string, Uri> Services { get; } =
        new[] { RezenDefaults.Arrakis, RezenDefaults.Yenta, RezenDefaults.Keymaker, RezenDefaults.Sherlock, RezenDefaults.Dropbox, RezenDefaults.Hermes }
            .ToDictionary(static s => s, RezenDefaults.Address, StringComparer.Ordinal);

    /// <summary>Prefix of all paths on every service. Default <c>api/v1</c>. Observed.</summary>
    public string ApiPrefix { get; set; } = RezenDefaults.ApiPrefix;

    /// <summary>Which service serves which family of endpoints, and the paths that are disputed or unknown.</summary>
    [ValidateObjectMembers]
    public RezenEndpointOptions Endpoints { get; } = new();

    /// <summary>Header that carries the API key, and the access token of a sign-in as well. Default <c>X-API-KEY</c>. Documented.</summary>
    [Required]
    public string KeyHeader { get; set; } = RezenDefaults.KeyHeader;

    /// <summary>What requests call themselves. Default <c>Integrations.Rezen/1.0</c>. Keep it stable: the vendor's network edge refuses unusual agents with 403 (Observed).</summary>
    [Required]
    public string UserAgent { get; set; } = RezenDefaults.UserAgent;

    /// <summary>Your client at the vendor's issuer, to connect accounts by sign-in with <see cref="IRezenOAuth"/>. Not needed for API keys.</summary>
    [ValidateObjectMembers]
    public RezenOAuthOptions OAuth { get; } = new();

    /// <summary>Webhooks. The vendor has no public contract for them; nothing is registered until paths are set.</summary>
    public RezenWebhookOptions Webhooks { get; } = new();

    /// <summary>Requests that one account sends in a second. Default 4. 0 for no bound. The vendor documents none (Assumed). 0 to 1,000.</summary>
    [Range(0, 1000)]
    public int RequestsPerSecond { get; set; } = RezenDefaults.RequestsPerSecond;

    /// <summary>Rows per page of transactions and of all lists without a size of their own. Default 100. A size that is refused with 400 is halved. 20 to 1,000. Observed.</summary>
    [Range(20, 1000)]
    public int PageSize { get; set; } = RezenDefaults.PageSize;

    /// <summary>Rows per page of listings. Default 250. 20 to 1,000. Observed.</summary>
    [Range(20, 1000)]
    public int ListingPageSize { get; set; } = RezenDefaults.ListingPageSize;

    /// <summary>Rows per page of the down-line and of revenue share. Default 500. 20 to 5,000. Observed.</summary>
    [Range(20, 5000)]
    public int NetworkPageSize { get; set; } = RezenDefaults.NetworkPageSize;

    /// <summary>
    /// Property of a page that holds its rows, by kind of row, tried before the names that are known: <c>transactions</c>, <c>downLine</c>, <c>contributions</c>, <c>payments</c>,
    /// <c>agents</c>, <c>teams</c>, <c>buyerRecords</c>, <c>drafts</c>, <c>checklists</c>, <c>grants</c>. Empty by default: the known names, else the only array of the page, are taken.
    /// </summary>
    public IDictionary<string, string> RowProperties { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Where a record holds a property whose place is not proved, by kind and property as <see cref="RezenDefaults.UnprovenFields"/> lists them: <c>contributions.payout</c> at <c>result.paid</c>, names
    /// with dots between them from the record down. It holds for the mirror; the payload is kept as it came. Empty by default: the names that clients try are looked for. Assumed.
    /// </summary>
    public IDictionary<string, string> FieldPaths { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Groups under which transactions and listings are read. Empty by default, which is <c>OPEN</c>, <c>CLOSED</c> and <c>TERMINATED</c> (Observed).</summary>
    public IList<string> LifecycleGroups { get; } = [];

    /// <summary>True to write the groups in lower case, as one production client does for listings. Default false. Observed.</summary>
    public bool LowerCaseGroups { get; set; }

    /// <summary>Tiers of the network. Empty by default, which is 1 to 5 (Observed).</summary>
    public IList<int> Tiers { get; } = [];

    /// <summary>States of the agents that the down-line is asked for. Empty by default, which is all five that are known. Documented, second hand.</summary>
    public IList<string> NetworkStatuses { get; } = [];

    /// <summary>Properties of a transaction that may hold its closing date, the best first. Empty by default, which is the order that several clients use (Observed).</summary>
    public IList<string> ClosingDateOrder { get; } = [];

    /// <summary>When a transaction is read by itself, beside its row of a list. Default: whenever its row changed.</summary>
    public RezenTransactionDetail TransactionDetail { get; set; }

    /// <summary>
    /// True to count transactions and listings by the vendor's endpoint of counts, one request for all groups. Default false: <c>totalCount</c> of each group's list is proved, the shape of
    /// that endpoint is not.
    /// </summary>
    public bool UsesCountEndpoints { get; set; }

    /// <summary>How far before its watermark a walk by change stamp goes. Default 10 minutes. One second to 30 days.</summary>
    public TimeSpan Overlap { get; set; } = RezenDefaults.Overlap;

    /// <summary>How far before its watermark the down-line is read by change date. Default 3 days: the filter has days only. One day to 90 days. Observed.</summary>
    public TimeSpan NetworkOverlap { get; set; } = RezenDefaults.NetworkOverlap;

    /// <summary>How far back contributions are read again by each delta. Default 62 days. One day to 366 days. Assumed.</summary>
    public TimeSpan ContributionWindow { get; set; } = RezenDefaults.ContributionWindow;

    /// <summary>How the termination of a transaction is asked for; two clients differ. Default PUT <c>termination-requested</c>.</summary>
    public RezenTerminationCall TerminationCall { get; set; }

    /// <summary>Address of the sign-up page of a code; <c>{code}</c> and <c>{name}</c> are filled in, escaped. Observed.</summary>
    [Required]
    public string ReferralLink { get; set; } = RezenDefaults.ReferralLink;

    internal IReadOnlyList<string> Groups => LifecycleGroups.Count > 0 ? [.. LifecycleGroups] : RezenDefaults.LifecycleGroups;

    internal IReadOnlyList<int> AllTiers => Tiers.Count > 0 ? [.. Tiers] : RezenDefaults.Tiers;

    internal IReadOnlyList<string> Statuses => NetworkStatuses.Count > 0 ? [.. NetworkStatuses] : RezenDefaults.NetworkStatuses;

    internal IReadOnlyList<string> ClosingDates => ClosingDateOrder.Count > 0 ? [.. ClosingDateOrder] : RezenDefaults.ClosingDateOrder;
}
