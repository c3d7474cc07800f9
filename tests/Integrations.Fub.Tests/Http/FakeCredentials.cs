using Integrations.Abstractions;

namespace Integrations.Fub.Tests;

/// <summary>Keys of accounts, in memory.</summary>
internal sealed class FakeCredentials : ICredentialStore
{
    private readonly Dictionary<AccountRef, VendorCredential> _credentials = [];

    public string this[AccountRef account]
    {
        set => _credentials[account] = new VendorCredential { ApiKey = value };
    }

    public VendorCredential Stored(AccountRef account) => _credentials[account];

    public void Set(AccountRef account, VendorCredential credential) => _credentials[account] = credential;

    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult(_credentials[account]);

    public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RenewalClaim { Credential = _credentials[account], Lease = _credentials[account].Version == version ? Guid.NewGuid() : null });

    public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default)
    {
        _credentials[account] = renewed;
        return Task.FromResult(true);
    }

    public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
