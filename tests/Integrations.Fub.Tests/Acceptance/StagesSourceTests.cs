using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class StagesSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("stages", "stage"));
}
