namespace Integrations.Abstractions;

/// <summary>Reads secrets of connected accounts.</summary>
public interface ICredentialStore
{
    /// <summary>The decrypted credential of an account.</summary>
    /// <exception cref="IntegrationConfigurationException">The account has no credential, or it cannot be decrypted with the keys of this host.</exception>
    Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default);
}
