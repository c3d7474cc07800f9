using Integrations.Contracts.Tests.Wire;
using Integrations.Http;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>All services of reZEN on one real socket.</summary>
public sealed class RezenStub() : VendorStub<RezenClient, RezenOptions>("/", "X-API-KEY")
{
    internal override string Credential(long account) => RezenHost.Key(account);

    internal override RezenClient Client(IServiceProvider services, long account) => RezenHost.Client(services, account);

    internal override ServiceProvider Build(Uri address, Action<RezenOptions>? options, Action<VendorHttpOptions>? resilience, TimeProvider? time) => RezenHost.Build(address, options, resilience, time);
}
