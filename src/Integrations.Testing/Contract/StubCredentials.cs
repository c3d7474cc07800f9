using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>Credentials of accounts, in memory.</summary>
public sealed class StubCredentials : ICredentialStore
{
    private readonly Dictionary<AccountRef, VendorCredential> _credentials = [];

    /// <summary>Stores an API key.</summary>
    /// <param name="account">The account.</param>
    public string this[AccountRef account]
    {
        set => _credentials[account] = new VendorCredential { ApiKey = value };
    }

    /// <summary>What is stored.</summary>
    /// <param name="account">The account.</param>
    public VendorCredential Stored(AccountRef account) => _credentials[account];

    /// <summary>Stores a credential.</summary>
    /// <param name="account">The account.</param>
    /// <param name="credential">The credential.</param>
    public void Set(AccountRef account, VendorCredential credential) => _credentials[account] = credential;

    /// <inheritdoc/>
    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult(_credentials[account]);

    /// <inheritdoc/>
    public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RenewalClaim { Credential = _credentials[account], Lease = _credentials[account].Version == version ? Guid.NewGuid() : null });

    /// <inheritdoc/>
    public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default)
    {
        _credentials[account] = renewed;
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
