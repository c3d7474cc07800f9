using Integrations.Abstractions;

namespace Integrations.Engine;

internal sealed class AccountConnector(IEnumerable<IVendorIdentityReader> readers, IAccountStore accounts, IEnumerable<ICredentialCache> caches) : IAccountConnector
{
    public async Task<AccountInfo> ConnectAsync(string vendor, VendorCredential credential, ConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        IVendorIdentityReader reader = readers.FirstOrDefault(r => string.Equals(r.Vendor, vendor, StringComparison.Ordinal))
            ?? throw new IntegrationConfigurationException($"Vendor '{vendor}' is not registered. Call its Add…Integration() when the host is built.");
        VendorIdentity identity = await reader.ReadAsync(credential, cancellationToken).ConfigureAwait(false);
        options ??= new ConnectOptions();
        AccountInfo account = await accounts.ConnectAsync(
            new AccountRegistration
            {
                Vendor = vendor,
                Credential = credential,
                Identity = identity,
                UserId = options.UserId,
                TeamId = options.TeamId,
                TenantId = options.TenantId,
            },
            cancellationToken).ConfigureAwait(false);

        // Other processes notice by the version, when the vendor refuses the credential that they still keep.
        foreach (ICredentialCache cache in caches)
        {
            cache.Forget(account.Ref);
        }

        return account;
    }
}
