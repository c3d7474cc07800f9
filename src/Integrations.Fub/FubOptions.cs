using System.ComponentModel.DataAnnotations;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Settings of Follow Up Boss. They hold for all accounts; the accounts themselves are data.</summary>
public sealed class FubOptions
{
    /// <summary>Address of the API. Default <c>https://api.followupboss.com/v1/</c>. Must be https, or http to this machine (a simulator). Documented.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = FubDefaults.BaseAddress;

    /// <summary>
    /// Name of your registered system, sent as <c>X-System</c>. Not a secret. Null sends neither header: most calls then work at half the rate. Documented.
    /// Register at <c>https://apps.followupboss.com/system-registration</c>.
    /// </summary>
    public string? SystemName { get; set; }

    /// <summary>Secret of your registered system, sent as <c>X-System-Key</c>. Needed together with <see cref="SystemName"/>. Documented.</summary>
    public string? SystemKey { get; set; }

    /// <summary>Your OAuth app, to connect accounts by sign-in with <see cref="IFubOAuth"/>. Not needed for API keys.</summary>
    public FubOAuthOptions OAuth { get; } = new();

    /// <summary>Rows per page, 1 to 100. Default 100, the most that the vendor gives. Documented.</summary>
    [Range(1, 100)]
    public int PageSize { get; set; } = FubDefaults.PageSize;

    /// <summary>
    /// How far before its watermark a delta read begins. Default 5 minutes. Stamps have whole seconds and a new person becomes readable only when its lead routing is done
    /// (Documented; how long that takes is not), so at least 2 seconds and at most 30 days.
    /// </summary>
    public TimeSpan Overlap { get; set; } = FubDefaults.Overlap;

    /// <summary>
    /// How far back streams without a working change filter are read again by each delta run. Default 7 days. Edits of older records are found by full reads. Between
    /// <see cref="Overlap"/> and 366 days.
    /// </summary>
    public TimeSpan TrailingWindow { get; set; } = FubDefaults.TrailingWindow;

    /// <summary>Offset at which the vendor refuses to go on without a token. Default 2,000. Observed by several clients. At least 100.</summary>
    [Range(100, int.MaxValue)]
    public int DeepOffsetLimit { get; set; } = FubDefaults.DeepOffsetLimit;

    /// <summary>How long the verdict of a self-test of the vendor's change filter holds for an account. Default one day. At least one minute.</summary>
    public TimeSpan SelfTestInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>True to read people in the trash, marked as such. Default true. A change needs a full read of people, because counts only compare under the same flags.</summary>
    public bool IncludeTrash { get; set; } = true;

    /// <summary>True to read leads that are offered to the user of the key and not claimed yet. Default true.</summary>
    public bool IncludeUnclaimed { get; set; } = true;

    /// <summary>
    /// Properties of people to read. Default <c>allFields</c>, which brings custom fields, background and counters. A list of names is lighter; one client saw such a list refused
    /// with 400 (Observed once), in which case the read goes on with <c>allFields</c>.
    /// </summary>
    [Required]
    public string PeopleFields { get; set; } = "allFields";

    /// <summary>Properties of people that walks along people need. The default reads identifiers, stamps and text message counters; refused lists fall back to <c>allFields</c>.</summary>
    [Required]
    public string PeopleKeyFields { get; set; } = "id,updated,lastActivity,lastText,textsReceived,textsSent";

    /// <summary>Properties of users to read. Default <c>allFields</c>; <c>allFields,calling</c> adds the numbers that <see cref="FubTextMessageMode.PerNumber"/> needs. Documented.</summary>
    [Required]
    public string UserFields { get; set; } = "allFields";

    /// <summary>How people are read for changes. Default automatic: by <c>updatedAfter</c> where it works for the key, otherwise from the last changed person down.</summary>
    public DeltaReading PeopleStrategy { get; set; }

    /// <summary>How calls are read for changes. Default automatic: by <c>updatedAfter</c> where it works for the key, otherwise from the newest down with a trailing window.</summary>
    public DeltaReading CallsStrategy { get; set; }

    /// <summary>How appointments are read for changes. Default automatic, as for calls.</summary>
    public DeltaReading AppointmentsStrategy { get; set; }

    /// <summary>
    /// How notes are read for changes. Default automatic, as for calls. The change filter is documented for "most" lists; for this one, whose list the reference does not name at all,
    /// it was never seen to work, so it is used only where the self-test proves it.
    /// </summary>
    public DeltaReading NotesStrategy { get; set; }

    /// <summary>How tasks are read for changes. Default automatic, as for calls.</summary>
    public DeltaReading TasksStrategy { get; set; }

    /// <summary>How events are read for changes. Default automatic, which is from the newest down: events do not change in practice (Observed).</summary>
    public DeltaReading EventsStrategy { get; set; }

    /// <summary>What text messages are read along. Default person by person.</summary>
    public FubTextMessageMode TextMessageMode { get; set; }

    /// <summary>
    /// True to skip people whose text message counters are zero, and to take the sum of the counters as the vendor's count. Default true. The counters were observed by two
    /// clients; that they are complete is assumed. False reads every person and gives no count.
    /// </summary>
    public bool TrustTextCounters { get; set; } = true;

    /// <summary>How the commission properties of a deal's update are spelt. Default as everywhere else; the vendor's reference spells them otherwise on the page of that call only.</summary>
    public FubCommissionKeys CommissionKeys { get; set; }

    /// <summary>
    /// Requests for text messages that one account has under way at once. Default 8: the vendor lists them person by person, so that a read costs a request for each and the way there and
    /// back would bound it. Requests still wait for the rate budget. 1 to 64.
    /// </summary>
    public int TextMessageConcurrency { get; set; } = 8;

    /// <summary>
    /// Texts that the vendor writes where it does not show content to your system, compared whole and without regard to case; the column is then null and the text stays in
    /// <c>raw</c>. Default: the three that were recorded. Any text of the form <c>* … is hidden for privacy reasons *</c> is known as well. A change takes effect for
    /// records that change at the vendor from then on.
    /// </summary>
    public IList<string> HiddenContentMarkers { get; } = ["* Body is hidden for privacy reasons *", "* Recording URL is hidden for privacy reasons *", "[CONTENT HIDDEN]"];

    /// <summary>
    /// True to take a webhook's signature also where it is written <c>sha256=…</c>. Default true: one client saw that form (Observed once), and it is the same proof.
    /// </summary>
    public bool AcceptPrefixedWebhookSignature { get; set; } = true;

    /// <summary>
    /// Requests in 10 seconds that one account has in a context, until an answer says another number. Known contexts: <c>global</c>, <c>events</c>, <c>POST.events</c>,
    /// <c>PUT.people</c>, <c>notes</c>. A context that is not named takes the documented number: 250 and 20 (events) with system headers, half of it without; 25 (PUT.people) and 10
    /// (notes) observed by two clients. Positive.
    /// </summary>
    public IDictionary<string, int> RateLimits { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Requests in 10 seconds that all accounts of your system have together, by context: <c>GET.people</c> for reads of people, <c>default</c> for all others. Empty by default: the
    /// vendor gives a registered system its numbers at <c>/rateLimit/limits</c> (Documented; the window is assumed). Positive.
    /// </summary>
    public IDictionary<string, int> SystemRateLimits { get; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
