namespace Integrations.Http;

/// <summary>Timeouts, retries, breaker and budget settings of one vendor's chain. Named options; the name is the vendor's.</summary>
public sealed class VendorHttpOptions
{
    /// <summary>Time for a call with all its waits and retries. Default 5 minutes. Positive.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time for one request until its body is received completely. Default 60 seconds. Positive.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often GET and HEAD are repeated after 408, 429, 5xx, a timeout of an attempt or a transport error. Default 3; 0 switches retries off. Other methods are
    /// repeated only when they have surely not been processed: no connection came about, or the vendor answered 429 and documents that it then did nothing.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Delay before the first retry; doubles with each, with jitter. Default 500 milliseconds. Positive.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest delay before a retry when the vendor names none. Default 20 seconds. Positive.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Longest single wait that a call makes by itself, be it for the rate budget or because of a <c>Retry-After</c>. Default 60 seconds. A longer one ends the call with the time to
    /// wait in <see cref="Abstractions.ErrorContext.RetryAfter"/>, so that the scheduler waits instead. Not negative.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait after an answer 429 that names no time, or an impossible one. Default 10 seconds. Positive.</summary>
    public TimeSpan DefaultRetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Part of failed requests (5xx, transport, timeout) of one account at which its breaker opens. Default 0.5; above 0, at most 1.</summary>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Requests within <see cref="BreakerSampling"/> below which the breaker stays closed. Default 10. At least 2.</summary>
    public int BreakerMinimumThroughput { get; set; } = 10;

    /// <summary>Time over which failures are counted. Default 30 seconds. At least 500 milliseconds.</summary>
    public TimeSpan BreakerSampling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for which an open breaker refuses calls. Default 15 seconds. At least 500 milliseconds.</summary>
    public TimeSpan BreakerDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Part of a rate window by which a sent request counts longer than the window, 0 to 1. Default 0.03, which is 300 milliseconds of a window of 10 seconds: the vendor counts by
    /// arrival and we by sending, and the way varies. At a constant full load the allowance is used to 1/(1+margin).
    /// </summary>
    public double RateMargin { get; set; } = 0.03;

    /// <summary>Largest body that is received, in bytes. Default 64 MiB. A larger one is a protocol error.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>True to read or renew a credential after an answer 401 and send once more. Default true.</summary>
    public bool RenewOnUnauthorized { get; set; } = true;

    /// <summary>How long before its end a token is renewed. Default 2 minutes. Not negative. While the token is still valid a renewal that fails does not fail the call.</summary>
    public TimeSpan RenewBeforeExpiry { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Time for one request to the token endpoint, and for waiting until another process has renewed. Default 30 seconds. Positive. A renewer that died is replaced after twice that.
    /// </summary>
    public TimeSpan RenewalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after a renewal that failed without an answer about the token no process tries again, unless the vendor names a time. Default 5 seconds. Not negative.</summary>
    public TimeSpan RenewalPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a credential is kept in memory before the store is asked again. Default 5 minutes.</summary>
    public TimeSpan CredentialLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
