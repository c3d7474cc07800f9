namespace Integrations.Abstractions;

/// <summary>Connects customers' accounts at run time.</summary>
public interface IAccountConnector
{
    /// <summary>
    /// Asks the vendor whose credential this is and stores the account, encrypted, with its streams and, for a new account, its onboarding job in one transaction. Connecting
    /// an account again replaces its credential and makes it active.
    /// </summary>
    /// <param name="vendor">Vendor name in lower case, for example <c>fub</c>.</param>
    /// <param name="credential">The secret.</param>
    /// <param name="options">What the host wants to keep with the account. Null for nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="IntegrationAuthenticationException">The vendor refuses the credential; nothing was stored.</exception>
    /// <exception cref="IntegrationConfigurationException">The vendor is not registered.</exception>
    Task<AccountInfo> ConnectAsync(string vendor, VendorCredential credential, ConnectOptions? options = null, CancellationToken cancellationToken = default);
}
