using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class EquitySourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("equity", "equity-grant"));
}
