using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class CallsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("calls", "call", openEnum: "outcome"));
}
