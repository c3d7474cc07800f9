namespace Integrations.Abstractions;

/// <summary>What a vendor's answer said about an allowance.</summary>
public sealed record RateReport
{
    /// <summary>The scope.</summary>
    public required RateScope Scope { get; init; }

    /// <summary>The allowance, which rules from now on, be it lower or higher than the one known. Null when the answer named none.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>Requests that the vendor says are left. Null when it did not say.</summary>
    public int? Remaining { get; init; }

    /// <summary>Nobody sends in this scope for so long, as after an answer 429. Null when nothing is to be blocked. A shorter block never ends a longer one.</summary>
    public TimeSpan? BlockFor { get; init; }

    /// <summary>The state that came with the grant of the request that was answered. Null when the request was not counted in this scope; then <see cref="Remaining"/> tells nothing.</summary>
    public RateScopeState? Granted { get; init; }
}
