using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class ListingsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("listings", "listing", openEnum: "transactionType"));
}
