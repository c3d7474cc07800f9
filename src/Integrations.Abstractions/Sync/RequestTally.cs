namespace Integrations.Abstractions;

/// <summary>Counts what one run cost at the vendor. Safe for use by several threads.</summary>
public sealed class RequestTally
{
    private long _requests;
    private long _throttled;
    private long _bytes;
    private long _waitTicks;

    /// <summary>Requests sent, each attempt counted.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Requests that the vendor answered with 429.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>Bytes of response bodies read, after decompression.</summary>
    public long BytesRead => Interlocked.Read(ref _bytes);

    /// <summary>Time spent waiting for the rate budget before sending.</summary>
    public TimeSpan RateLimitWait => TimeSpan.FromTicks(Interlocked.Read(ref _waitTicks));

    /// <summary>Counts one request sent.</summary>
    public void AddRequest() => Interlocked.Increment(ref _requests);

    /// <summary>Counts one answer 429.</summary>
    public void AddThrottled() => Interlocked.Increment(ref _throttled);

    /// <summary>Counts bytes of a response body.</summary>
    public void AddBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Counts a wait for the rate budget.</summary>
    public void AddRateLimitWait(TimeSpan wait) => Interlocked.Add(ref _waitTicks, wait.Ticks);
}
