using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class NetworkDownlineSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("networkDownline", "network-agent", openEnum: "status"));
}
