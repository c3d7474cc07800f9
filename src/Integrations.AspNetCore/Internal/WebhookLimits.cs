using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

/// <summary>How much one account, and one sender of unknown tokens, may ask of this process.</summary>
internal sealed class WebhookLimits : IDisposable
{
    private readonly PartitionedRateLimiter<AccountRef> _accounts;
    private readonly PartitionedRateLimiter<string> _strangers;

    public WebhookLimits(IOptions<WebhookEndpointOptions> options)
    {
        WebhookEndpointOptions given = options.Value;
        _accounts = PartitionedRateLimiter.Create<AccountRef, AccountRef>(account => RateLimitPartition.GetTokenBucketLimiter(account, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = given.DeliveryBurst,
            TokensPerPeriod = given.DeliveriesPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
        _strangers = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = given.UnknownTokensPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));
    }

    public bool MayDeliver(AccountRef account) => Take(_accounts, account, 1);

    /// <summary>False when the sender has tried too many unknown tokens. Does not count.</summary>
    public bool MayTry(IPAddress? sender) => Take(_strangers, Of(sender), 0);

    /// <summary>Counts a try with an unknown token.</summary>
    public void CountTry(IPAddress? sender) => Take(_strangers, Of(sender), 1);

    public void Dispose()
    {
        _accounts.Dispose();
        _strangers.Dispose();
    }

    private static bool Take<T>(PartitionedRateLimiter<T> limiter, T key, int permits)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(key, permits);
        return lease.IsAcquired;
    }

    /// <summary>Who sends. Whoever has IPv6 has a whole network of addresses.</summary>
    private static string Of(IPAddress? sender)
    {
        if (sender is null || sender is { AddressFamily: AddressFamily.InterNetwork } || sender.IsIPv4MappedToIPv6)
        {
            return sender?.MapToIPv4().ToString() ?? "";
        }

        byte[] network = sender.GetAddressBytes();
        network.AsSpan(8).Clear();
        return new IPAddress(network).ToString();
    }
}
