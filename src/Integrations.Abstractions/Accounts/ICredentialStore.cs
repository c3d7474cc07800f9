namespace Integrations.Abstractions;

/// <summary>
/// Reads secrets of connected accounts, and lets one process at a time renew one: a renewal holds a lease of the stored credential and no connection, and is stored only while the
/// credential is still the one that was renewed.
/// </summary>
public interface ICredentialStore
{
    /// <summary>The decrypted credential of an account.</summary>
    /// <exception cref="IntegrationConfigurationException">The account has no credential.</exception>
    /// <exception cref="IntegrationCredentialException">The credential cannot be decrypted with the keys of this host.</exception>
    Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Asks to be the one, over all processes, who renews a credential. Never waits.</summary>
    /// <param name="account">Whose credential.</param>
    /// <param name="version">The <see cref="VendorCredential.Version"/> that shall be renewed. One that has been replaced meanwhile is not granted; the answer then holds the newer one.</param>
    /// <param name="duration">How long the lease lasts when it is never ended, because its holder died. Longer than the call to the vendor may take.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationConfigurationException">The account has no credential.</exception>
    /// <exception cref="IntegrationCredentialException">The credential cannot be decrypted with the keys of this host.</exception>
    Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores a renewed credential, encrypted, and ends the lease. The stored version must be the one before <see cref="VendorCredential.Version"/>; who holds the lease does not matter,
    /// because what the vendor gave last is what is valid.
    /// </summary>
    /// <returns>False when the stored version has moved: nothing was stored.</returns>
    Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default);

    /// <summary>Ends a lease without a renewed credential. Does nothing when the lease is not held any more.</summary>
    /// <param name="account">Whose credential.</param>
    /// <param name="lease">The lease of <see cref="RenewalClaim.Lease"/>.</param>
    /// <param name="pause">How long no process shall try again. Zero for no pause.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default);
}
