namespace Integrations.AspNetCore;

/// <summary>Settings of the address that vendors send their webhooks to.</summary>
public sealed class WebhookEndpointOptions
{
    /// <summary>Largest body in bytes; a larger one is answered 413 and not stored. Default 1 MiB; 1 KiB to 64 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long a delivery waits for its commit before it is answered 503, so that the vendor sends it again. Default 8 s, because Follow Up Boss waits for 10 s (Observed). At least 100 ms.
    /// </summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Deliveries per second that one account may send for long; more are answered 429, which vendors try again. Default 1,000; at least 1.</summary>
    public int DeliveriesPerSecond { get; set; } = 1_000;

    /// <summary>Deliveries that one account may send at once after a quiet time. Default 5,000; at least <see cref="DeliveriesPerSecond"/>.</summary>
    public int DeliveryBurst { get; set; } = 5_000;

    /// <summary>
    /// Requests with an unknown token that one address (of IPv6 its /64 network) may send in a minute; more are answered 429 without a look into the database. Default 60; at least 1. Behind a
    /// proxy, let the host read the forwarded address (<c>UseForwardedHeaders</c>), or all senders share the number. Tokens that this process has seen to be right are never counted.
    /// </summary>
    public int UnknownTokensPerMinute { get; set; } = 60;

    /// <summary>
    /// How long a process takes a token for right before it looks it up again. Default 5 s; zero looks each up. A token that is retired by a call in this process is refused at once, one that
    /// is retired elsewhere within this time.
    /// </summary>
    public TimeSpan TokenCacheDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tokens that a process remembers. Default 20,000; at least 1.</summary>
    public int TokenCacheSize { get; set; } = 20_000;

    /// <summary>
    /// Names of the request headers that are stored with a delivery. Default <c>Content-Type</c>, <c>User-Agent</c>, <c>X-Request-Id</c>. All others are dropped: they may hold secrets.
    /// </summary>
    public ISet<string> StoredHeaders { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Content-Type", "User-Agent", "X-Request-Id" };
}
