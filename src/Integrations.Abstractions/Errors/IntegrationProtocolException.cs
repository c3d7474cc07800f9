namespace Integrations.Abstractions;

/// <summary>The answer is not what the vendor documents: not JSON, cut off, or of another shape.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationProtocolException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "protocol";

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
