using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class DealsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("deals", "deal", openEnum: "status"));
}
