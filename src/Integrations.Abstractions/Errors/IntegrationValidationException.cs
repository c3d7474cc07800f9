namespace Integrations.Abstractions;

/// <summary>The vendor refuses the request's content.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="fields">The fields that the vendor names. Empty when it names none.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationValidationException(string message, IReadOnlyList<string> fields, ErrorContext? context = null, Exception? inner = null)
    : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "validation";

    /// <summary>The fields that the vendor names. Empty when it names none.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;
}
