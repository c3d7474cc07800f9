using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class NetworkFrontlineSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("networkFrontline", "front-line-agent", openEnum: "status"));
}
