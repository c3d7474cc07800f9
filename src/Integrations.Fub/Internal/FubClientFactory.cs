using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

internal sealed class FubClientFactory(IVendorApiFactory apis) : IFubClientFactory
{
    public FubClient Create(AccountRef account) => string.Equals(account.Vendor, FubDefaults.Vendor, StringComparison.Ordinal)
        ? new FubClient(apis, account)
        : throw new ArgumentException($"Account {account} is not one of Follow Up Boss.", nameof(account));
}
