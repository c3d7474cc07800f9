namespace Integrations.Abstractions;

/// <summary>Keeps connected accounts.</summary>
public interface IAccountStore
{
    /// <summary>
    /// Stores an account with its encrypted credential, the sync state of each of its streams and, for a new account, its onboarding job, all in one transaction. An
    /// account that exists (same vendor account and vendor user) gets the new credential and becomes active again; its data and cursors stay.
    /// </summary>
    /// <exception cref="IntegrationConflictException">The account is being erased.</exception>
    Task<AccountInfo> ConnectAsync(AccountRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>The account. Null when there is none.</summary>
    Task<AccountInfo?> FindAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>All accounts of a vendor, or of all registered vendors when <paramref name="vendor"/> is null, by id.</summary>
    Task<IReadOnlyList<AccountInfo>> ListAsync(string? vendor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the state of an account by an operator's will, with the reason a person reads. Streams of an account that is not active are neither planned nor claimed; a run under way goes
    /// on to its end. <see cref="AccountStatus.Active"/> switches the account on again: what had failed is due at once, and an unfinished onboarding goes on.
    /// </summary>
    /// <exception cref="IntegrationConfigurationException">The account does not exist.</exception>
    /// <exception cref="IntegrationConflictException">The account is being erased.</exception>
    Task SetStatusAsync(AccountRef account, AccountStatus status, string? reason, CancellationToken cancellationToken = default);

    /// <summary>Stores a comparison of counts in the account row and in the history of count checks.</summary>
    Task SaveCountAsync(AccountRef account, StreamName stream, VendorCount vendorCount, long localCount, CancellationToken cancellationToken = default);
}
