namespace Integrations.Abstractions;

/// <summary>A stored credential cannot be decrypted: its key is not among the keys of this host, or the ciphertext was changed.</summary>
/// <param name="message">What failed, for which account, and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationCredentialException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "credential_unreadable";
}
