namespace Integrations.Abstractions;

/// <summary>The vendor asks to wait longer than a call waits by itself; <see cref="ErrorContext.RetryAfter"/> says how long.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationRateLimitException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "rate_limit";

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
