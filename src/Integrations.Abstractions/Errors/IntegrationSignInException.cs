namespace Integrations.Abstractions;

/// <summary>An OAuth sign-in cannot be completed. Nothing was connected; the user may begin again.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What failed and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationSignInException(SignInFailure failure, string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <summary>Why.</summary>
    public SignInFailure Failure { get; } = failure;

    /// <inheritdoc/>
    public override string Code => "sign_in";
}
