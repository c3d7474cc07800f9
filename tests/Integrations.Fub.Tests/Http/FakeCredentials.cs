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

    public void Set(AccountRef account, VendorCredential credential) => _credentials[account] = credential;

    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult(_credentials[account]);
}
