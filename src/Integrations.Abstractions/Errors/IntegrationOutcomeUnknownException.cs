namespace Integrations.Abstractions;

/// <summary>
/// A write was sent and nothing says what became of it: no answer came, or the vendor answered that it failed itself. It may have been done. Nothing repeats such a call by itself.
/// </summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="isRepeatable">True when doing it twice is the same as doing it once.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationOutcomeUnknownException(string message, bool isRepeatable = false, ErrorContext? context = null, Exception? inner = null)
    : IntegrationException(message, context, inner)
{
    /// <summary>
    /// True when the same call may simply be made again, because it sets the same values or removes the same record. False when it may have to be looked up first, since a second
    /// call may make a second record.
    /// </summary>
    public bool IsRepeatable => isRepeatable;

    /// <inheritdoc/>
    public override string Code => "outcome_unknown";

    /// <inheritdoc/>
    public override bool IsTransient => isRepeatable;
}
