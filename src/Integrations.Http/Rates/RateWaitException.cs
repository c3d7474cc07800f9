namespace Integrations.Http;

/// <summary>A permit would come later than the call waits. Becomes an IntegrationRateLimitException where the call is known.</summary>
internal sealed class RateWaitException(TimeSpan retryAfter) : Exception("The allowance is used up for longer than a call waits.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
