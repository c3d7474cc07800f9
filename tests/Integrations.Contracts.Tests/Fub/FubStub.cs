using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>Follow Up Boss on a real socket.</summary>
public sealed class FubStub() : VendorStub<FubClient, FubOptions>("/v1/", "Authorization")
{
    internal override string Credential(long account) => FubHost.Authorization(account);

    internal override FubClient Client(IServiceProvider services, long account) => FubHost.Client(services, account);

    internal override ServiceProvider Build(Uri address, Action<FubOptions>? options, Action<VendorHttpOptions>? resilience, TimeProvider? time) => FubHost.Build(address, options, resilience, time);
}
