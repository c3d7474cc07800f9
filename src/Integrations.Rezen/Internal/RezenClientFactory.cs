using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

internal sealed class RezenClientFactory(IVendorApiFactory apis, IOptions<RezenOptions> options) : IRezenClientFactory
{
    public RezenClient Create(AccountRef account) => string.Equals(account.Vendor, RezenDefaults.Vendor, StringComparison.Ordinal)
        ? new RezenClient(apis, options.Value, account)
        : throw new ArgumentException($"Account {account} is not one of reZEN.", nameof(account));
}
