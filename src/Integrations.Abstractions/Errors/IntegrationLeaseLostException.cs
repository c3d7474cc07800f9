namespace Integrations.Abstractions;

/// <summary>Another worker holds the stream; this one wrote nothing and stops.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationLeaseLostException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "lease_lost";

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
