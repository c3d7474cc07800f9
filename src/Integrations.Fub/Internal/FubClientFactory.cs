using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

internal sealed class FubClientFactory(IVendorApiFactory apis, IOptions<FubOptions> options, TimeProvider time) : IFubClientFactory
{
    public FubClient Create(AccountRef account) => string.Equals(account.Vendor, FubDefaults.Vendor, StringComparison.Ordinal)
        ? new FubClient(apis, options.Value, time, account)
        : throw new ArgumentException($"Account {account} is not one of Follow Up Boss.", nameof(account));
}
