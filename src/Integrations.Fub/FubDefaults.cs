namespace Integrations.Fub;

/// <summary>Facts of Follow Up Boss that the options start from, each with its source.</summary>
public static class FubDefaults
{
    /// <summary>Vendor name: <c>fub</c>.</summary>
    public static readonly string Vendor = "fub";

    /// <summary>Address of the API. Documented.</summary>
    public static readonly Uri BaseAddress = new("https://api.followupboss.com/v1/");

    /// <summary>Page on which a user agrees to an OAuth sign-in. Documented.</summary>
    public static readonly Uri OAuthAuthorizeAddress = new("https://app.followupboss.com/oauth/authorize");

    /// <summary>Where OAuth tokens are given. Observed by two clients, section 2.3.</summary>
    public static readonly Uri OAuthTokenAddress = new("https://app.followupboss.com/oauth/token");

    /// <summary>Rows per page: the most that the vendor gives. Documented.</summary>
    public static readonly int PageSize = 100;

    /// <summary>Offset from which the vendor answers 400 and asks for a token. Observed by several clients; the number is not documented.</summary>
    public static readonly int DeepOffsetLimit = 2000;

    /// <summary>How far before its watermark a delta read begins. Assumed: stamps have whole seconds, and lead routing delays visibility by minutes.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>How far back streams without a proven change filter read again. Assumed.</summary>
    public static readonly TimeSpan TrailingWindow = TimeSpan.FromDays(7);

    /// <summary>Length of the sliding window of the rate limits. Documented.</summary>
    public static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    /// <summary>Webhooks of one event that a system may register in an account. Observed by two clients, section 6.1.</summary>
    public static readonly int WebhooksPerEvent = 2;

    /// <summary>User id -1: the system itself, where a record names who created or changed it. Documented and Observed, section 1.</summary>
    public static readonly long SystemUserId = -1;
}
