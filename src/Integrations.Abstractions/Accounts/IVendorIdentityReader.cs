namespace Integrations.Abstractions;

/// <summary>Asks a vendor whose credential this is. Each vendor package registers one.</summary>
public interface IVendorIdentityReader
{
    /// <summary>Vendor name in lower case.</summary>
    string Vendor { get; }

    /// <summary>Reads the identity with a credential that is not stored yet.</summary>
    /// <exception cref="IntegrationAuthenticationException">The vendor refuses the credential.</exception>
    /// <exception cref="IntegrationAuthorizationException">The vendor has locked the account.</exception>
    Task<VendorIdentity> ReadAsync(VendorCredential credential, CancellationToken cancellationToken = default);
}
