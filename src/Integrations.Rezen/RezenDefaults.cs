namespace Integrations.Rezen;

/// <summary>Facts of reZEN that the options start from, each with its source. The vendor publishes no reference: "Documented" means its own sample of a sign-in.</summary>
public static class RezenDefaults
{
    /// <summary>Vendor name: <c>rezen</c>.</summary>
    public static readonly string Vendor = "rezen";

    /// <summary>Service of transactions, listings, drafts, revenue share, income, caps and buyer records. Documented.</summary>
    public static readonly string Arrakis = "arrakis";

    /// <summary>Service of users, agents, teams and the network. Documented.</summary>
    public static readonly string Yenta = "yenta";

    /// <summary>Service of API keys. Observed.</summary>
    public static readonly string Keymaker = "keymaker";

    /// <summary>Service of checklists and their documents. Observed.</summary>
    public static readonly string Sherlock = "sherlock";

    /// <summary>Service of file boxes. Observed by one client; another sends these calls to <see cref="Sherlock"/>.</summary>
    public static readonly string Dropbox = "dropbox";

    /// <summary>Service of messages, and the likeliest of webhooks. Assumed.</summary>
    public static readonly string Hermes = "hermes";

    /// <summary>Prefix of all paths on every service. Observed.</summary>
    public static readonly string ApiPrefix = "api/v1";

    /// <summary>Header with the API key. Documented. The key as a Bearer token is refused with 403 (Observed by three clients).</summary>
    public static readonly string KeyHeader = "X-API-KEY";

    /// <summary>What requests call themselves. The vendor's network edge refuses unusual agents with 403 (Observed).</summary>
    public static readonly string UserAgent = "Integrations.Rezen/1.0";

    /// <summary>Rows per page of transactions and all lists without a number of their own. Observed; the most that the vendor gives is unknown.</summary>
    public static readonly int PageSize = 100;

    /// <summary>Rows per page of listings. Observed in production.</summary>
    public static readonly int ListingPageSize = 250;

    /// <summary>Rows per page of the down-line and of revenue share. Observed: up to 1,000 is used in production.</summary>
    public static readonly int NetworkPageSize = 500;

    /// <summary>Requests of one key in a second. Assumed: no limit is known.</summary>
    public static readonly int RequestsPerSecond = 4;

    /// <summary>Groups under which transactions and listings are listed. Observed.</summary>
    public static readonly IReadOnlyList<string> LifecycleGroups = ["OPEN", "CLOSED", "TERMINATED"];

    /// <summary>Tiers of the network. Observed; one client reads seven.</summary>
    public static readonly IReadOnlyList<int> Tiers = [1, 2, 3, 4, 5];

    /// <summary>States of agents that the down-line is asked for: all, because the vendor reports active ones only when none is named. Documented, second hand.</summary>
    public static readonly IReadOnlyList<string> NetworkStatuses = ["ACTIVE", "INACTIVE", "CANDIDATE", "REJECTED", "RESURRECTING"];

    /// <summary>Properties of a transaction that may hold its closing date, the best first. Observed by several clients.</summary>
    public static readonly IReadOnlyList<string> ClosingDateOrder =
        ["skySlopeActualClosingDate", "closedAt", "rezenClosedAt", "agentReportedClosingDate", "closingDateActual", "closingDateEstimated"];

    /// <summary>Properties whose place in a record no recording proves, as <see cref="RezenOptions.FieldPaths"/> names them. Assumed.</summary>
    public static readonly IReadOnlyList<string> UnprovenFields =
    [
        "contributions.id", "contributions.agentYentaId", "contributions.contributorName", "contributions.tier", "contributions.transactionId", "contributions.payout", "contributions.paidAt",
        "contributions.status", "contributions.capContribution", "contributions.missed",
        "payments.id", "payments.amount", "payments.paidAt", "payments.status", "payments.paymentMethod", "payments.paymentReference", "payments.periodStart", "payments.periodEnd",
        "grants.id", "grants.transactionType", "grants.grantType", "grants.status", "grants.shares", "grants.price", "grants.value", "grants.transactionDate", "grants.grantDate", "grants.vestingDate",
        "grants.expirationDate", "grants.transactionId", "grants.notes",
        "referralCode.agentId", "referralCode.code", "referralCode.name",
        "sponsors.id", "sponsors.firstName", "sponsors.lastName", "sponsors.level", "sponsors.status",
    ];

    /// <summary>How far before its watermark a walk by change stamp goes. Assumed: stamps have milliseconds, and a record that changes while lists are paged moves to their front.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>How far before its watermark a read by change date begins. Observed: an integrator's daily job re-reads three days, since the filter has days only.</summary>
    public static readonly TimeSpan NetworkOverlap = TimeSpan.FromDays(3);

    /// <summary>How far back contributions are read again by each delta. Assumed: payments are corrected after the fact, within the month and the one before.</summary>
    public static readonly TimeSpan ContributionWindow = TimeSpan.FromDays(62);

    /// <summary>Page on which somebody signs up under an agent's code. Observed on several agents' sites.</summary>
    public static readonly string ReferralLink = "https://bolt.therealbrokerage.com/register?sponsorCode={code}&sponsorName={name}";

    /// <summary>Issuer of OAuth sign-ins. Documented.</summary>
    public static readonly Uri OAuthIssuer = new("https://keymaker-oauth.therealbrokerage.com");

    /// <summary>What a sign-in asks for. Documented as seen in the vendor's sample; the whole list is not known.</summary>
    public static readonly string OAuthScope = "openid profile email real.identity ACCOUNT_READ";

    /// <summary>Address of a service in production: the hosts follow one pattern. Documented for three of them, observed for the others.</summary>
    /// <param name="service">Name of the service, for example <c>arrakis</c>.</param>
    public static Uri Address(string service) => new($"https://{service}.therealbrokerage.com/");
}
