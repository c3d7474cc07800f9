using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class NetworkCapSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("networkCap", "cap"));
}
