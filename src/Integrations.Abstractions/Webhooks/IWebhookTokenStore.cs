namespace Integrations.Abstractions;

/// <summary>Keeps the tokens of callback addresses: their hash to look them up, and the token encrypted, to register the address at the vendor again.</summary>
public interface IWebhookTokenStore
{
    /// <summary>The token with this hash, unless it has retired. Null when there is none.</summary>
    /// <param name="vendor">Vendor name in lower case; a token of another vendor is not found.</param>
    /// <param name="hash">SHA-256 of the token.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<WebhookToken?> FindAsync(string vendor, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken = default);

    /// <summary>The account's current token in clear. The first call makes it. A secret: not for logs.</summary>
    /// <exception cref="IntegrationConfigurationException">There is no such account.</exception>
    /// <exception cref="IntegrationCredentialException">This host cannot decrypt the token.</exception>
    Task<string> GetAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Replaces the account's token. The old one is taken until the overlap ends, so that no delivery is lost while the vendor is told the new address.</summary>
    /// <param name="account">The account.</param>
    /// <param name="overlap">How long the old token is still taken. Zero when it has leaked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The new token in clear.</returns>
    /// <exception cref="IntegrationConfigurationException">There is no such account.</exception>
    Task<string> RotateAsync(AccountRef account, TimeSpan overlap, CancellationToken cancellationToken = default);

    /// <summary>All tokens that the account ever had, retired ones included: by them our own addresses are known at the vendor.</summary>
    Task<IReadOnlyList<WebhookToken>> ListAsync(AccountRef account, CancellationToken cancellationToken = default);
}
