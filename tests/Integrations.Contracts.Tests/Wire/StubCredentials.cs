using Integrations.Abstractions;

namespace Integrations.Contracts.Tests.Wire;

/// <summary>Credentials that are made from the account's number.</summary>
internal sealed class StubCredentials(Func<AccountRef, VendorCredential> of) : ICredentialStore
{
    public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => Task.FromResult(of(account));

    public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RenewalClaim { Credential = of(account), Lease = Guid.NewGuid() });

    public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default) => Task.FromResult(true);

    public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
