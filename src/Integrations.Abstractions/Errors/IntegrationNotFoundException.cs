namespace Integrations.Abstractions;

/// <summary>The vendor knows no such record or path.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationNotFoundException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "not_found";
}
