namespace Integrations.Abstractions;

/// <summary>No usable answer: transport, timeout, 5xx, or a database that is away.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationUnavailableException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "unavailable";

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
